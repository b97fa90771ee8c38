// The beats and bars of a song, or the honest answer that there are none. Periods that repeat well are tried one after the
// other, each as a steady tempo and as one that may change; the one whose beats and bars together make most sense wins.
import Glibc

/// A succession of beats with its bars.
struct Pulse {
  /// Seconds, strictly ascending; `downbeats` is a part of `beats`.
  var beats: [Double]
  var downbeats: [Double]
  var beatsPerBar: Int
  /// Beats a minute.
  var tempo: Double
  /// 0 to 1.
  var confidence: Double

  /// Slowest and fastest beat that is called a beat, in beats a minute.
  static let tempoRange = 50.0...215.0
  /// Below this ``Onsets/vigour`` nothing begins: what repeats in a lone tone are rounding errors.
  private static let leastVigour: Float = 2
  /// How many periods are looked at closely.
  private static let finalists = 3
  /// What a unit of ``Bars/fit`` is worth in units of ``Candidate/appeal``.
  private static let fitWorth = 2.0

  /// - Returns: nil where nothing repeats: silence, noise, one tone, or a song of less than four beats.
  init?(_ features: Features, _ onsets: Onsets) {
    guard onsets.vigour > Self.leastVigour else { return nil }
    let range = 60 * onsets.rate / Self.tempoRange.upperBound...60 * onsets.rate / Self.tempoRange.lowerBound
    let curves = onsets.standardRanges
    let correlation = meanAutocorrelation(curves, count: Int(range.upperBound * 8) + 2)
    let steady = tempoGuesses(in: correlation, range: range, limit: 10)
      .filter { $0.salience > 0.08 }
      .compactMap { Candidate($0, onsets, curves, isFree: false) }
      .sorted { $0.appeal > $1.appeal }
      .prefix(Self.finalists)
    let free = steady.prefix(2).compactMap { Candidate($0.guess, onsets, curves, isFree: true) }
    var best: (worth: Double, candidate: Candidate, bars: Bars)?
    for candidate in steady + free.filter({ range.contains($0.guess.period) }) {
      let bars = Bars(candidate, features, onsets)
      // The fit is a mean: a faster beat earns it more often, so it counts for more, though less than in proportion.
      let quickness = pow(60 * onsets.rate / candidate.guess.period / 120, 0.4)
      let worth = candidate.appeal + Self.fitWorth * bars.fit * quickness
      if worth > best?.worth ?? -.infinity { best = (worth, candidate, bars) }
    }
    guard let (_, candidate, bars) = best, bars.beats.count >= 4, candidate.isStruck(in: onsets) else { return nil }
    (beats, downbeats, beatsPerBar) = (bars.beats, bars.downbeats, bars.beatsPerBar)
    tempo = Self.tempo(of: beats)
    confidence = max(0, min(1, candidate.guess.salience * 2))
  }

  /// From the mean of the usual distances: single frames are too coarse, and a dropped beat must not count.
  private static func tempo(of beats: [Double]) -> Double {
    let distances = zip(beats.dropFirst(), beats).map { $0 - $1 }
    let middle = median(distances)
    let usual = distances.filter { abs($0 - middle) < 0.08 * middle }
    return 60 * Double(usual.count) / usual.reduce(0, +)
  }
}
