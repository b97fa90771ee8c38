// Small verbs on curves (arrays of numbers at a fixed rate) that several stages share. All of them accept empty curves.
import Glibc

/// Mean over a window of `2 × radius + 1` values, shorter at the ends.
func movingMean(_ curve: [Float], radius: Int) -> [Float] {
  var sums = [Double](repeating: 0, count: curve.count + 1)
  for i in curve.indices { sums[i + 1] = sums[i] + Double(curve[i]) }
  return curve.indices.map { i in
    let (low, high) = (max(0, i - radius), min(curve.count, i + radius + 1))
    return Float((sums[high] - sums[low]) / Double(high - low))
  }
}

/// The value below which `share` (0 to 1) of the values lie; 0 for an empty curve.
func percentile(_ values: [Float], _ share: Double) -> Float {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  return sorted[min(sorted.count - 1, max(0, Int(share * Double(sorted.count))))]
}

/// The middle value, or the mean of the two middle ones; 0 for an empty list.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  let half = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/// Mean and standard deviation; both 0 for an empty list.
func spread(_ values: [Double]) -> (mean: Double, deviation: Double) {
  guard !values.isEmpty else { return (0, 0) }
  let mean = values.reduce(0, +) / Double(values.count)
  let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  return (mean, square.squareRoot())
}

/// Decibels of a power; -120 for none.
func decibels(_ power: Double) -> Double { power > 1e-12 ? 10 * log10(power) : -120 }

extension [Float] {
  /// Highest value within `radius` of index `i`; 0 where there is none.
  subscript(around i: Int, radius: Int) -> Float {
    let near = Swift.max(0, i - radius)..<Swift.max(0, i - radius, Swift.min(count, i + radius + 1))
    var top: Float = -.infinity
    for k in near { top = Swift.max(top, self[k]) }
    return near.isEmpty ? 0 : top
  }
}
