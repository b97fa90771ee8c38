// The film on one page: a strip with the song's wave, its sections, cues and cuts, and below it one frame of each shot
// with its number, time, section and purpose. Every word on it is ours (numbers and names of enum cases): nothing that
// a person wrote is ever put into a filter.
import Media
import Synchronization
import Vocabulary

/// Makes `storyboard.jpg` from the clips and the sound of `order`. A tile that is there already (`tile0001.png` and so
/// on, made while the clip was measured) is used as it is.
func drawStoryboard(_ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) {
  let tiles = order.clips.indices.map { tileName($0 + 1) }
  defer { for tile in tiles { place.remove(tile) } }
  for (index, tile) in tiles.enumerated() where place.size(tile) == nil {
    try drawTile(
      of: order.plan.shots[index], clip: order.clips[index].name, profile: order.profile, to: tile, in: place,
      stop: stop)
  }
  try failing("draw the storyboard") { () throws(MediaError) in
    try drawSheet(order, font: findFont(in: place, stop: stop), in: place, stop: stop)
  }
}

/// The name under which the storyboard looks for the tile of the shot `number`, counted from 1.
public func tileName(_ number: Int) -> String { "tile\(padded(number, 4)).png" }

/// Draws one shot's tile of the storyboard: its middle frame, with number, time, section and purpose.
func drawTile(
  of shot: Shot, clip: String, profile: HouseProfile, to tile: String, in place: Workplace, stop: Stop
) throws(Failure) {
  let label = ".label.txt"
  defer { place.remove(label) }
  let middle = Double(shot.frames / 2) / Double(profile.fps)
  try failing("draw the tile of \(shot.id)") { () throws(MediaError) in
    let filters = try tileFilters(shot, profile, label: label, in: place, stop: stop)
    try Child.run(
      try Tool.ffmpeg(),
      Ffmpeg.quiet + ["-threads", "1", "-ss", String(middle)] + MediaFile.ours(clip).input + [
        "-map", "0:v:0", "-frames:v", "1", "-vf", filters, "-f", "image2", "-update", "1", "file:\(tile)",
      ], in: place, limits: pictureLimits, stop: stop)
  }
}

private let tileWidth = 180
private let captionHeight = 58
private let paper = "0x101014"

/// What makes a frame of `shot` its tile; its words are written to `label`.
func tileFilters(
  _ shot: Shot, _ profile: HouseProfile, label: String, in place: Workplace, stop: Stop
) throws(MediaError) -> String {
  let height = tileWidth * profile.height / profile.width / 2 * 2
  let picture =
    "scale=\(tileWidth):\(height):flags=area,pad=\(tileWidth):\(height + captionHeight):0:0:color=\(paper)"
  guard let font = findFont(in: place, stop: stop) else { return picture }
  try place.write(caption(shot), to: label)
  return picture + ",drawtext=fontfile=\(font):textfile=\(label):expansion=none:fontsize=15:fontcolor=0xe8e4d8"
    + ":line_spacing=3:x=4:y=\(height + 5)"
}

private func drawSheet(_ order: CutOrder, font: String?, in place: Workplace, stop: Stop) throws(MediaError) {
  let columns = min(8, max(3, order.clips.count))
  let rows = (order.clips.count + columns - 1) / columns
  let strip = Strip(width: columns * (tileWidth + 8) + 8, height: 150, order: order)
  let graph =
    "[0:v]tile=\(columns)x\(rows):padding=8:margin=8:color=\(paper),format=rgb24[grid];"
    + strip.graph(sound: "1:a:0", font: font) + ";[strip][grid]vstack[page]"
  try Child.run(
    try Tool.ffmpeg(),
    Ffmpeg.quiet + ["-f", "image2", "-framerate", "1", "-start_number", "1", "-i", "tile%04d.png"]
      + MediaFile.ours(order.sound).input + [
        "-filter_complex", graph, "-map", "[page]", "-frames:v", "1", "-q:v", "3", "-f", "image2", "-update", "1",
        "file:storyboard.jpg",
      ], in: place, limits: pictureLimits, stop: stop)
}

/// "05  1:23.4", the section, the purpose.
private func caption(_ shot: Shot) -> String {
  let tenths = Int((shot.startTime * 10).rounded())
  let time = "\(tenths / 600):\(padded(tenths / 10 % 60, 2)).\(tenths % 10)"
  return "\(shot.id.dropFirst(5))  \(time)\n\(shot.sectionRole.rawValue)\n\(shot.purpose.rawValue)"
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private let knownFont = Mutex<String??>(nil)

/// A sans-serif font file by fontconfig, which is asked once; nil where there is none, and the page has no words then.
private func findFont(in place: Workplace, stop: Stop) -> String? {
  if let known = knownFont.withLock({ $0 }) { return known }
  let font = askForFont(stop)
  if !stop.isAsked { knownFont.withLock { $0 = .some(font) } }
  return font
}

private func askForFont(_ stop: Stop) -> String? {
  var path = ""
  do throws(MediaError) {
    let match = try Tool.find("fc-match", override: "REELSPOOL_FC_MATCH", remedy: "apt-get install fontconfig")
    try Child.run(
      match, ["-f", "%{file}\n", "DejaVu Sans:style=Book"], in: nil, output: .lines { path = String($0) }, stop: stop)
  } catch { return nil }
  // It goes into a filter's arguments, where most punctuation means something.
  let isPlain = path.utf8.allSatisfy {
    (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || [45, 46, 47, 95].contains($0)
  }
  return isPlain && path.hasPrefix("/") ? path : nil
}
