// Beats of one tempo from the first to the last: a ruler of equal steps whose offset may creep. What most recorded and
// all programmed music does, and much harder to lead astray than a decoder that may change its speed.
import Glibc

/// Beats at multiples of one period plus an offset that changes slowly.
struct SteadyDecoder {
  /// Frames from one beat to the next, with a fraction; at least 4.
  let period: Double
  /// Cost of moving the offset by one frame from one beat to the next, in deviations of the onset curve.
  var creepCost: Float = 1
  /// Cost of starting anew at any offset: a cut or a rest of no whole number of beats.
  var jumpCost: Float = 120

  /// - Parameter curve: zero mean: a beat in a usual place collects nothing.
  /// - Returns: frame numbers, strictly ascending, from the first struck beat to the last one. Empty for a curve that is
  ///   shorter than one period or never rises above 0.
  func decode(_ curve: [Float]) -> [Int] {
    let offsets = Int(period)
    let count = Int((Double(curve.count) - 1) / period)
    guard count > 0 else { return [] }
    var best = [Float](repeating: 0, count: offsets)
    // Where each offset came from: -1, 0 or 1 beside it, or 2 for a jump from the best of all.
    var back = [Int8](repeating: 0, count: offsets * count)
    var tops = [Int](repeating: 0, count: count)
    for beat in 0..<count {
      let top = best.indices.max { best[$0] < best[$1] } ?? 0
      tops[beat] = top
      var next = best
      for offset in 0..<offsets {
        var (value, from) = (best[offset], Int8(0))
        for side in [-1, 1] where best.indices.contains(offset + side) {
          let crept = best[offset + side] - creepCost
          if crept > value { (value, from) = (crept, Int8(side)) }
        }
        if best[top] - jumpCost > value { (value, from) = (best[top] - jumpCost, 2) }
        back[beat * offsets + offset] = from
        next[offset] = value + curve[min(curve.count - 1, frame(beat, offset))]
      }
      best = next
    }
    return trimmed(trace(back, tops, best), curve)
  }

  private func frame(_ beat: Int, _ offset: Int) -> Int { Int((Double(beat) * period).rounded()) + offset }

  private func trace(_ back: [Int8], _ tops: [Int], _ best: [Float]) -> [Int] {
    var frames: [Int] = []
    var offset = best.indices.max { best[$0] < best[$1] } ?? 0
    for beat in stride(from: tops.count - 1, through: 0, by: -1) {
      let place = frame(beat, offset)
      // A jump forward in time may land on the beat before: one of the two goes.
      if frames.last.map({ $0 - place > Int(period / 2) }) ?? true { frames.append(place) }
      let from = back[beat * best.count + offset]
      offset = from == 2 ? tops[beat] : offset + Int(from)
    }
    return frames.reversed()
  }

  /// Without the beats before the first and after the last one that is struck.
  private func trimmed(_ frames: [Int], _ curve: [Float]) -> [Int] {
    let struck = frames.indices.filter { curve[around: frames[$0], 2] > 0.5 }
    guard let first = struck.first, let last = struck.last else { return [] }
    return Array(frames[first...last])
  }
}
