// A look at the whole film, as small as it can be seen: every frame is decoded, and where the plan has a cut the
// picture must jump. The jump is compared with the picture's own unrest around it, so that rain is not a cut and two
// night scenes still are two.
import Media
import Vocabulary

/// Decodes every frame of `film` and looks for the cuts of `plan`; writes what it saw into `report`.
///
/// - Throws: `transient` where not all frames decode, or a picture jumps near a cut but not on it.
func watch(
  film: String, _ plan: Plan, _ report: inout Report, in place: Workplace, stop: Stop
) throws(Failure) {
  let seen = Jumps()
  let complaints = try failing("watch the film") { () throws(MediaError) in
    try Child.run(
      try Tool.ffmpeg(),
      Ffmpeg.quiet + MediaFile.ours(film).input + [
        "-map", "0:v:0", "-vsync", "passthrough", "-vf",
        "scale=\(Jumps.width):\(Jumps.height):flags=area,format=yuv444p", "-f", "rawvideo", "pipe:1",
      ], in: place, output: .bytes { seen.take($0) }, limits: ChildLimits(outputBytes: 16 << 30), stop: stop)
  }
  guard complaints.isEmpty else { throw failed("the decoder's word", "\"\(complaints.prefix(200))\"", wanted: "none") }
  guard seen.frames == plan.frames else {
    throw failed("the number of decoded frames", String(seen.frames), wanted: String(plan.frames))
  }
  report.watched = true
  for (index, shot) in plan.shots.enumerated().dropFirst() {
    report.shots[index].cutFound = seen.isCut(at: shot.startFrame, reach: max(2, plan.fps / 2))
  }
  let missed = report.shots.filter { $0.cutFound == false }.map(\.id)
  if !missed.isEmpty { report.warnings.append("no cut can be seen into \(missed.joined(separator: ", "))") }
  report.warnings += seen.stillness(fps: plan.fps) + seen.darkness(fps: plan.fps)
}

/// How much each frame differs from the one before, of tiny pictures that stream by.
final class Jumps {
  static let width = 36
  static let height = 64
  private static let size = width * height * 3

  private var before: [UInt8] = []
  private var frame: [UInt8] = []
  /// Mean absolute difference to the frame before, 0 to 255; 0 for the first.
  private(set) var jumps: [Double] = []
  /// Mean brightness, 0 to 255.
  private(set) var light: [Double] = []

  var frames: Int { jumps.count }

  /// Takes in planar pictures, in any portions.
  func take(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(Self.size - frame.count)
      frame.append(contentsOf: part)
      rest = rest.dropFirst(part.count)
      if frame.count == Self.size { look() }
    }
  }

  private func look() {
    var difference = 0
    if !before.isEmpty { for i in 0..<Self.size { difference += abs(Int(frame[i]) - Int(before[i])) } }
    jumps.append(Double(difference) / Double(Self.size))
    let luma = Self.width * Self.height
    light.append(Double(frame[..<luma].reduce(0) { $0 + Int($1) }) / Double(luma))
    swap(&before, &frame)
    frame.removeAll(keepingCapacity: true)
  }

  /// Whether the picture jumps at `frame` by more than 2 of 255 and half as much again as it does around it, `reach`
  /// frames to each side: the 9 largest of 10 differences there, so that another cut nearby does not hide this one.
  func isCut(at frame: Int, reach: Int) -> Bool {
    guard jumps.indices.contains(frame) else { return false }
    let near = (max(1, frame - reach)...min(frames - 1, frame + reach)).filter { abs($0 - frame) > 1 }
    let unrest = near.map { jumps[$0] }.sorted()
    let usual = unrest.isEmpty ? 0 : unrest[unrest.count * 9 / 10 == unrest.count ? unrest.count - 1 : unrest.count * 9 / 10]
    return jumps[frame] > max(2, 1.5 * usual)
  }

  /// A sentence for each stretch in which nothing moves for more than a second.
  func stillness(fps: Int) -> [String] {
    stretches(longerThan: fps) { self.jumps[$0] < 0.02 }.map { "the picture stands still from frame \($0) to \($1)" }
  }

  /// A sentence for each black stretch of more than half a second.
  func darkness(fps: Int) -> [String] {
    stretches(longerThan: fps / 2) { self.light[$0] < 18 }.map { "the picture is black from frame \($0) to \($1)" }
  }

  private func stretches(longerThan least: Int, _ isPart: (Int) -> Bool) -> [(Int, Int)] {
    var found: [(Int, Int)] = []
    var start = 0
    for frame in 0...frames where frame == frames || !isPart(frame) {
      if frame - start > least { found.append((start, frame - 1)) }
      start = frame + 1
    }
    return found
  }
}
