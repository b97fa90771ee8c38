// Which beat periods are worth decoding: the peaks of the onset curve's autocorrelation, with their relatives at two and
// three times the speed. The choice among them is made later, with beats in hand.
import Glibc

/// A beat period that the song may have.
struct TempoGuess {
  /// In frames, with a fraction.
  var period: Double
  /// How much of the curve repeats at this period, 0 to about 1, before any preference for a tempo.
  var salience: Double
}

/// Autocorrelation of `curve` for all lags below `count`, divided by the value at lag 0; zeros for a flat curve.
func autocorrelation(_ curve: [Float], count: Int) -> [Double] {
  var result = [Double](repeating: 0, count: count)
  let n = curve.count
  curve.withUnsafeBufferPointer { c in
    for lag in 0..<min(count, n) {
      var sums = SIMD8<Float>.zero
      var i = 0
      while i + 8 <= n - lag {
        let a = UnsafeRawPointer(c.baseAddress! + i).loadUnaligned(as: SIMD8<Float>.self)
        let b = UnsafeRawPointer(c.baseAddress! + i + lag).loadUnaligned(as: SIMD8<Float>.self)
        sums += a * b
        i += 8
      }
      result[lag] = Double(sums.sum())
    }
  }
  guard let power = result.first, power > 1e-9 else { return [Double](repeating: 0, count: count) }
  return result.map { $0 / power }
}

/// Mean autocorrelation of several curves: strokes of one instrument are compared with strokes of the same one.
func meanAutocorrelation(_ curves: [[Float]], count: Int) -> [Double] {
  var sum = [Double](repeating: 0, count: count)
  for curve in curves {
    for (lag, value) in autocorrelation(curve, count: count).enumerated() { sum[lag] += value / Double(curves.count) }
  }
  return sum
}

/// Beat periods from `range` frames whose multiples repeat best, strongest first; at most `limit`, none for a flat curve.
func tempoGuesses(in correlation: [Double], range: ClosedRange<Double>, limit: Int) -> [TempoGuess] {
  // Beats two, four and eight further say more about the exact period than the next one does.
  let multiples: [(Double, Double)] = [(1, 0.3), (2, 0.25), (3, 0.05), (4, 0.25), (8, 0.15)]
  func salience(_ period: Double) -> Double {
    multiples.reduce(0) { $0 + $1.1 * interpolated(correlation, period * $1.0) }
  }
  var grid = [range.lowerBound]
  while let last = grid.last, last * 1.002 <= range.upperBound { grid.append(last * 1.002) }
  let values = grid.map(salience)
  var guesses: [TempoGuess] = []
  for i in 1..<max(2, grid.count - 1) where values[i] > 0.01 {
    if values[i] >= values[i - 1] && values[i] > values[i + 1] {
      guesses.append(TempoGuess(period: grid[i], salience: values[i]))
    }
  }
  return Array(guesses.sorted { $0.salience > $1.salience }.prefix(limit))
}

private func interpolated(_ curve: [Double], _ position: Double) -> Double {
  let low = Int(position)
  guard low >= 0, low + 1 < curve.count else { return 0 }
  let share = position - Double(low)
  return curve[low] * (1 - share) + curve[low + 1] * share
}
