// A film as a detector of cuts sees it: tiny pictures, and how much each differs from the one before.
import FoundationEssentials
import Media

/// How much each frame differs from the one before, of tiny pictures that stream by.
final class Jumps {
  static let width = Glimpses.width
  static let height = Glimpses.height
  private static let size = Glimpses.frameBytes

  private var first: [UInt8] = []
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
      if frame.count == Self.size { see() }
    }
  }

  private func see() {
    jumps.append(Self.jump(before, frame))
    let luma = Self.width * Self.height
    light.append(Double(frame[..<luma].reduce(0) { $0 + Int($1) }) / Double(luma))
    if first.isEmpty { first = frame }
    swap(&before, &frame)
    frame.removeAll(keepingCapacity: true)
  }

  /// Mean absolute difference; 0 where there is no frame before.
  private static func jump(_ before: [UInt8], _ frame: [UInt8]) -> Double {
    guard before.count == size, frame.count == size else { return 0 }
    var difference = 0
    for i in 0..<size { difference += abs(Int(frame[i]) - Int(before[i])) }
    return Double(difference) / Double(size)
  }

  /// What was seen, to be kept.
  var look: ClipLook { ClipLook(jumps: jumps, light: light, first: Data(first), last: Data(before)) }

  /// Takes in a clip that was seen before, as if its frames followed those that are there.
  func take(_ look: ClipLook) {
    jumps += look.jumps
    if frames > look.jumps.count, !look.jumps.isEmpty {
      jumps[frames - look.jumps.count] = Self.jump(before, Array(look.first))
    }
    light += look.light
    before = Array(look.last)
  }

  /// Whether the picture jumps at `frame` by more than 2 of 255, and half as much again as it does around it, `reach`
  /// frames to each side. The largest tenth of the differences there does not count, so that a cut nearby does not
  /// hide this one; nor do its own neighbours.
  ///
  /// - Parameter whip: the frames around it that the plan has torn away. At few frames a second they are more than a
  ///   tenth, and each is a leap of its own: then it is enough that the cut is the largest of them and stands out from
  ///   what lies beyond.
  func isCut(at frame: Int, reach: Int, whip: ClosedRange<Int>? = nil) -> Bool {
    guard jumps.indices.contains(frame) else { return false }
    let near = (max(1, frame - reach)...min(frames - 1, frame + reach)).filter { abs($0 - frame) > 1 }
    let jump = jumps[frame]
    if jump > max(2, 1.5 * unrest(near)) { return true }
    guard let whip else { return false }
    let torn = near.filter(whip.contains).map { jumps[$0] }.max() ?? 0
    return jump > max(2, torn, 1.5 * unrest(near.filter { !whip.contains($0) }))
  }

  /// How much the picture changes in these frames, but for the largest tenth; 0 of none.
  private func unrest(_ frames: [Int]) -> Double {
    let sorted = frames.map { jumps[$0] }.sorted()
    return sorted.isEmpty ? 0 : sorted[max(0, sorted.count * 9 / 10 - 1)]
  }

  /// The stretches in which nothing moves for more than a second: frames that look like the one before.
  func stillness(fps: Int) -> [ClosedRange<Int>] { stretches(longerThan: fps) { self.jumps[$0] < 0.02 } }

  /// The black stretches of more than half a second.
  func darkness(fps: Int) -> [ClosedRange<Int>] { stretches(longerThan: fps / 2) { self.light[$0] < 18 } }

  private func stretches(longerThan least: Int, _ isPart: (Int) -> Bool) -> [ClosedRange<Int>] {
    var found: [ClosedRange<Int>] = []
    var start = 0
    for frame in 0...frames where frame == frames || !isPart(frame) {
      if frame - start > least { found.append(start...(frame - 1)) }
      start = frame + 1
    }
    return found
  }
}
