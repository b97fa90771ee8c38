// The song cut into strips (beats, bars, or plain steps where there is no beat), each described by a few numbers: what
// bar phase and sections are decided from.
import Glibc

/// One row a strip between neighbouring times.
struct Strips {
  /// Start of each strip and the end of the last one: `count + 1` ascending seconds.
  let times: [Double]
  /// Mean logarithmic magnitude of each band.
  let timbre: Grid
  /// Mean onset strength of each of the six ranges, in each quarter of the strip: how it is played.
  let pattern: Grid
  /// Pitch classes of melody and bass, each half of unit length, or zero in silence.
  let chroma: Grid
  /// Mean square of the middle channel.
  let power: [Double]
  var count: Int { power.count }

  /// - Parameter times: ascending seconds; fewer than two give no strips.
  init(_ times: [Double], _ features: Features, _ onsets: Onsets) {
    self.times = times
    var timbre = Grid(width: features.bands.width)
    var pattern = Grid(width: 4 * onsets.ranges.count)
    var chroma = Grid(width: ChromaPlan.width)
    var power: [Double] = []
    for (start, end) in zip(times, times.dropFirst()) {
      let rows = Self.rows(start, end, features.rate)
      timbre.values += features.bands.mean(of: rows)
      pattern.values += Self.pattern(onsets, start, end)
      chroma.values += Self.chroma(features, start, end)
      let inside = features.power[rows.clamped(to: 0..<features.power.count)]
      power.append(Double(inside.reduce(0, +)) / Double(max(1, inside.count)))
    }
    (self.timbre, self.pattern, self.chroma, self.power) = (timbre, pattern, chroma, power)
  }

  private static func rows(_ start: Double, _ end: Double, _ rate: Double) -> Range<Int> {
    let first = max(0, Int((start * rate).rounded()))
    return first..<max(first + 1, Int((end * rate).rounded()))
  }

  private static func pattern(_ onsets: Onsets, _ start: Double, _ end: Double) -> [Float] {
    var row: [Float] = []
    let quarter = (end - start) / 4
    for step in 0..<4 {
      let from = start + quarter * (Double(step) - 0.4)
      let span = Self.rows(from, from + quarter, onsets.rate)
      for range in onsets.ranges {
        let inside = range[span.clamped(to: 0..<range.count)]
        row.append(min(8, inside.max() ?? 0).squareRoot())
      }
    }
    return row
  }

  private static func chroma(_ features: Features, _ start: Double, _ end: Double) -> [Float] {
    // A pitch frame is 186 ms long: its first part still hears the strip before.
    let margin = min(0.06, (end - start) / 4)
    let row = features.chroma.mean(of: rows(start + margin, end - margin / 2, features.chromaRate))
    let melody = unit(Array(row[0..<12]))
    return melody + unit(Array(row[12..<24]))
  }

  private static func unit(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 1e-5 ? vector.map { $0 / length } : vector.map { _ in 0 }
  }
}

/// Root mean square difference of two rows of equal length; 0 for empty ones.
func distance(_ first: [Float], _ second: [Float]) -> Double {
  guard !first.isEmpty else { return 0 }
  var sum: Float = 0
  for i in first.indices { sum += (first[i] - second[i]) * (first[i] - second[i]) }
  return Double(sum / Float(first.count)).squareRoot()
}
