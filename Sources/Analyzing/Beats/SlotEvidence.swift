// What speaks for a half beat being a downbeat, the middle of a bar or another beat: strokes, and changes of chord, bass
// and timbre over several spans. The weights were fitted by logistic regression on bars of free and synthetic songs, and
// checked on songs left out.
import Glibc

/// Evidence for the place of each half beat in the bar.
struct SlotEvidence {
  /// Seconds of each half beat.
  let times: [Double]
  var count: Int { times.count }
  // One value a half beat: how much more than an off-beat it looks like each kind of beat.
  private var down: [Double] = []
  private var middle: [Double] = []
  private var other: [Double] = []

  private struct Weights {
    var down: Double
    var middle: Double
    var other: Double
  }

  /// In the order of ``curves(_:)``.
  private static let weights: [Weights] = [
    Weights(down: 0.65, middle: 0.08, other: -0.20), Weights(down: 0.37, middle: -0.09, other: 0.96),
    Weights(down: 0.38, middle: 0.29, other: -0.35), Weights(down: 0.18, middle: -0.48, other: 0.00),
    Weights(down: 0.39, middle: -0.84, other: 0.30), Weights(down: 0.56, middle: -0.09, other: 0.22),
    Weights(down: 0.21, middle: 0.42, other: 0.66), Weights(down: 0.85, middle: 0.41, other: -0.88),
    Weights(down: 1.04, middle: -1.28, other: 0.55), Weights(down: 0.79, middle: -0.04, other: 0.62),
    Weights(down: 1.12, middle: 0.23, other: -0.73), Weights(down: 0.74, middle: -1.18, other: 0.25),
    Weights(down: 0.68, middle: 0.75, other: 0.58), Weights(down: 0.35, middle: -0.20, other: 0.35),
    Weights(down: -0.12, middle: 0.13, other: 0.14), Weights(down: -0.06, middle: 0.62, other: -0.67),
  ]

  /// - Parameter strips: one a half beat.
  init(_ strips: Strips, _ odds: Odds) {
    times = Array(strips.times.prefix(strips.count))
    let zero = [Double](repeating: 0, count: strips.count)
    (down, middle, other) = (zero, zero, zero)
    for (curve, weight) in zip(Self.curves(strips), Self.weights) {
      for (i, value) in Self.standing(curve).enumerated() {
        down[i] += weight.down * value
        middle[i] += weight.middle * value
        other[i] += weight.other * value
      }
    }
    if odds.isKnown { add(odds) }
  }

  /// What the network's belief in a beat and in a downbeat is worth. It errs in the same way for a whole section, so it
  /// counts for less than its odds say.
  private static let beatWorth = 0.2
  private static let downbeatWorth = 0.9
  private static let otherWorth = -0.1

  private mutating func add(_ odds: Odds) {
    for (i, time) in times.enumerated() {
      let beat = Self.beatWorth * (Double(odds.highest(odds.beat, at: time)) + 1)
      let bar = Double(odds.highest(odds.downbeat, at: time)) + 2
      down[i] += beat + Self.downbeatWorth * bar
      middle[i] += beat + Self.otherWorth * bar
      other[i] += beat + Self.otherWorth * bar
    }
  }

  /// Evidence for half beat `i` at `place` (0 is the downbeat, odd places are off-beats).
  func weight(_ i: Int, _ place: Int, _ metre: Int) -> Double {
    if place == 0 { return down[i] }
    if place % 2 == 1 { return 0 }
    return metre == 4 && place == 4 ? middle[i] : other[i]
  }

  private static func curves(_ strips: Strips) -> [[Double]] {
    let (melody, bass) = (strips.chroma.columns(0..<12), strips.chroma.columns(12..<24))
    let places = 0..<strips.count
    var curves = (0..<6).map { range in places.map { Double(strips.pattern[$0, range]) } }
    for (grid, spans) in [(melody, [1, 2, 4]), (bass, [1, 2, 4]), (strips.timbre, [2, 4, 8])] {
      for span in spans { curves.append(places.map { grid.change(at: $0, span: span) }) }
    }
    curves.append(places.map { step(strips.power, at: $0) })
    return curves
  }

  private static func step(_ power: [Double], at i: Int) -> Double {
    guard i > 0 else { return 0 }
    let (before, after) = (power[max(0, i - 2)..<i], power[i..<min(power.count, i + 2)])
    return decibels(after.reduce(0, +) / Double(after.count) + 1e-7)
      - decibels(before.reduce(0, +) / Double(before.count) + 1e-7)
  }

  /// How far each value stands out of the two bars around it, in deviations of the song.
  private static func standing(_ curve: [Double]) -> [Double] {
    let local = movingMean(curve.map(Float.init), radius: 8)
    let rest = zip(curve, local).map { $0 - Double($1) }
    let deviation = spread(rest).deviation
    return rest.map { deviation > 1e-9 ? max(-2.5, min(4, $0 / deviation)) : 0 }
  }
}

extension Grid {
  /// The columns in `range` as a grid of their own.
  func columns(_ range: Range<Int>) -> Grid {
    var result = Grid(width: range.count)
    for row in 0..<count { result.values += values[row * width + range.lowerBound..<row * width + range.upperBound] }
    return result
  }

  /// Distance between the means of the `span` rows before and from row `i`; 0 at the first row.
  func change(at i: Int, span: Int) -> Double {
    i == 0 ? 0 : distance(mean(of: i - span..<i), mean(of: i..<i + span))
  }
}
