// Finds the beats that collect the most onset strength while their spacing changes as little as possible. A state is
// (frame, period); a beat pays for changing the period, and a little for not lying exactly where the last one pointed.
import Glibc

/// A semi-Markov decoder of beats over a curve of onset strength.
///
/// - Source: after Whiteley, Cemgil and Godsill, "Bayesian modelling of temporal structure in musical audio", ISMIR
///   2006, and Ellis, "Beat tracking by dynamic programming", JNMR 2007; the periods are the hidden states, a whole beat
///   is one step.
struct BeatDecoder {
  /// Allowed beat periods in frames, ascending, each `ratio` times the one before.
  let periods: [Double]
  /// Cost of moving to the next period of the list, in deviations of the onset curve.
  let changeCost: Float
  /// Cost of a beat one frame beside its expected place.
  let jitterCost: Float

  static let ratio = 1.012

  /// - Parameter range: beat periods in frames; at least one period is always allowed.
  init(range: ClosedRange<Double>, changeCost: Float, jitterCost: Float = 0.12) {
    var periods = [max(4, range.lowerBound)]
    while let last = periods.last, last * Self.ratio <= range.upperBound { periods.append(last * Self.ratio) }
    self.periods = periods
    self.changeCost = changeCost
    self.jitterCost = jitterCost
  }

  /// - Parameter curve: zero mean: a beat in a usual place collects nothing.
  /// - Returns: frame numbers, strictly ascending. Empty for a curve that never rises above 0.
  func decode(_ curve: [Float]) -> [Int] {
    let count = periods.count
    let steps = periods.map { Int($0.rounded()) }
    // Only one longest period of the past is ever looked at: rows are reused in turn, or 20 minutes would need 100 MB.
    let depth = (steps.last ?? 0) + 2
    var best = [Float](repeating: 0, count: depth * count)
    // Previous period (low byte) and jitter + 1 (high byte); 0xFFFF starts a path.
    var back = [UInt16](repeating: 0xFFFF, count: curve.count * count)
    var top: (value: Float, state: Int) = (0, -1)
    for t in curve.indices {
      for p in 0..<count {
        var (value, from): (Float, UInt16) = (0, 0xFFFF)
        for jitter in -1...1 {
          let origin = t - steps[p] + jitter
          guard origin >= 0 else { continue }
          let row = origin % depth * count
          let penalty = jitter == 0 ? 0 : jitterCost
          for q in max(0, p - 2)...min(count - 1, p + 2) {
            let candidate = best[row + q] - penalty - changeCost * Float(abs(p - q))
            if candidate > value { (value, from) = (candidate, UInt16(q) | UInt16(jitter + 1) << 8) }
          }
        }
        value += curve[t]
        best[t % depth * count + p] = value
        back[t * count + p] = from
        if value > top.value { top = (value, t * count + p) }
      }
    }
    return trace(back, steps, from: top.state)
  }

  private func trace(_ back: [UInt16], _ steps: [Int], from end: Int) -> [Int] {
    var beats: [Int] = []
    var state = end
    while state >= 0 {
      let (t, p) = (state / periods.count, state % periods.count)
      beats.append(t)
      let entry = back[state]
      guard entry != 0xFFFF else { break }
      let origin = t - steps[p] + Int(entry >> 8) - 1
      state = origin * periods.count + Int(entry & 0xFF)
    }
    return beats.reversed()
  }
}
