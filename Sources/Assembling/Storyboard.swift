// The film on one page (StoryboardPage draws it): here its tiles are taken from the clips, and the page becomes a JPEG.
import Media
import Pictures
import Vocabulary

/// Makes `storyboard.jpg` from the clips and the sound of `order`. A tile that is there already (`tile0001.png` and so
/// on, made while the clip was measured) is used as it is.
func drawStoryboard(_ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) {
  let tiles = order.clips.indices.map { tileName($0 + 1) }
  let sheet = "sheet.png"
  defer { for name in tiles + [sheet] { place.remove(name) } }
  for (index, tile) in tiles.enumerated() where place.size(tile) == nil {
    try drawTile(
      of: order.plan.shots[index], clip: order.clips[index].name, profile: order.profile, to: tile, in: place,
      stop: stop)
  }
  try failing("draw the storyboard") { () throws(MediaError) in
    var outline = SongOutline()
    try hear(order.sound, in: place, stop: stop) { outline.feed(bytes: $0) }
    let page = StoryboardPage(order.plan, map: order.music, outline: outline, tiles: tiles)
    try place.write(try page.png(tilesIn: place), to: sheet)
    try Ffmpeg.run(
      Ffmpeg.quiet + MediaFile.still(sheet).input + [
        "-frames:v", "1", "-pix_fmt", "yuvj444p", "-q:v", "2", "-f", "image2", "-update", "1", "file:storyboard.jpg",
      ], in: place, limits: pictureLimits, stop: stop)
  }
}

/// The name under which the storyboard looks for the tile of the shot `number`, counted from 1.
public func tileName(_ number: Int) -> String {
  let digits = String(number)
  return "tile" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".png"
}

/// Draws one shot's tile of the storyboard: its middle frame, small.
func drawTile(
  of shot: Shot, clip: String, profile: HouseProfile, to tile: String, in place: Workplace, stop: Stop
) throws(Failure) {
  let middle = Double(shot.frames / 2) / Double(profile.fps)
  try failing("draw the tile of \(shot.id)") { () throws(MediaError) in
    try Ffmpeg.run(
      Ffmpeg.quiet + ["-threads", "1", "-ss", String(middle)] + MediaFile.ours(clip).input + [
        "-map", "0:v:0", "-frames:v", "1", "-vf", Glimpses.tileFilter(profile), "-f", "image2", "-update", "1",
        "file:\(tile)",
      ], in: place, limits: pictureLimits, stop: stop)
  }
}
