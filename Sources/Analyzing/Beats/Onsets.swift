// Where something begins: the increase of each band over its own past. A band is compared with the loudest of its
// neighbours two frames ago, so that a vibrato or a slide is not taken for a stroke.
import Glibc

/// Onset strength over time, in six ranges from kick to hi-hat and as one curve; row `k` lies at `k / rate` seconds.
struct Onsets {
  /// Upper edges of the six ranges in hertz.
  static let edges: [Double] = [120, 300, 800, 2500, 6000, 20_000]
  let rate: Double
  /// One curve a range, each divided by its own mean in the seconds around: 1 is usual, 0 is none.
  let ranges: [[Float]]
  /// All ranges together, zero mean, unit deviation, cut at ±4; all zero in silence.
  let strength: [Float]
  /// The increase, in natural logarithms summed over all bands, that one frame in fifty exceeds: 10 to 40 in music, 5 in
  /// white noise, below 0.1 in a lone tone.
  let vigour: Float

  /// - Source: Böck and Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013.
  init(_ features: Features) {
    rate = features.rate
    let raw = Self.increases(in: features.bands, plan: features.bandPlan)
    vigour = percentile((0..<features.bands.count).map { i in raw.reduce(0) { $0 + $1[i] } }, 0.98)
    ranges = raw.map { Self.evened($0, radius: Int(4 * features.rate)) }
    let weights: [Float] = [1.4, 0.8, 0.8, 0.9, 0.9, 0.7]
    var sum = [Float](repeating: 0, count: features.bands.count)
    for (range, weight) in zip(ranges, weights) {
      for i in range.indices { sum[i] += weight * min(range[i], 12).squareRoot() }
    }
    strength = Self.normalised(sum)
  }

  /// The ranges with loud strokes tamed, zero mean and unit deviation each; all zero where nothing happens.
  var standardRanges: [[Float]] {
    ranges.map { range in
      let tame = range.map { min($0, 12).squareRoot() }
      let (mean, deviation) = spread(tame.map(Double.init))
      return tame.map { deviation > 0.05 ? Float((Double($0) - mean) / deviation) : 0 }
    }
  }

  private static func increases(in grid: Grid, plan: BandPlan) -> [[Float]] {
    var curves = [[Float]](repeating: [Float](repeating: 0, count: grid.count), count: edges.count)
    let rangeOfBand = plan.centres.map { centre in edges.firstIndex { centre < $0 } ?? edges.count - 1 }
    guard grid.count > 2 else { return curves }
    for row in 2..<grid.count {
      for band in 0..<grid.width {
        let (low, high) = (max(0, band - 1), min(grid.width - 1, band + 1))
        let past = max(grid[row - 2, low], grid[row - 2, band], grid[row - 2, high])
        let rise = grid[row, band] - past
        if rise > 0 { curves[rangeOfBand[band]][row] += rise }
      }
    }
    return curves
  }

  private static func evened(_ curve: [Float], radius: Int) -> [Float] {
    let local = movingMean(curve, radius: radius)
    let whole = curve.reduce(0, +) / Float(max(1, curve.count))
    // A share of the whole song's mean keeps the noise of a quiet passage from being blown up, and a constant that of a
    // lone tone, whose only onsets are rounding errors.
    return zip(curve, local).map { $0 / (0.75 * $1 + 0.25 * whole + 0.05) }
  }

  private static func normalised(_ curve: [Float]) -> [Float] {
    let (mean, deviation) = spread(curve.map(Double.init))
    guard deviation > 0.2 else { return curve.map { _ in 0 } }
    return curve.map { max(-4, min(4, Float((Double($0) - mean) / deviation))) }
  }
}
