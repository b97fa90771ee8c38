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
  /// How likely the tempo is right, and which share of the beats probably is; 0 to 1 each.
  var tempoConfidence: Double
  var beatConfidence: Double

  /// Slowest and fastest beat that is called a beat, in beats a minute.
  static let tempoRange = 50.0...215.0
  /// Below this ``Onsets/vigour`` nothing begins: what repeats in a lone tone are rounding errors.
  private static let leastVigour: Float = 2
  /// How many periods are looked at closely, and how many of them also with a tempo that may change.
  private static let finalists = 4
  private static let wanderers = 3
  /// Share of the network in the curve that beats collect; what is struck has the rest.
  private static let beliefShare: Float = 0.4

  /// - Returns: nil where nothing repeats: silence, noise, one tone, or a song of less than four beats.
  init?(_ features: Features, _ onsets: Onsets, _ odds: Odds) {
    guard onsets.vigour > Self.leastVigour else { return nil }
    let judged = Self.candidates(onsets, odds).map { candidate in
      let bars = Bars(candidate, features, onsets, odds)
      return Judged(candidate: candidate, bars: bars, worth: candidate.worth(bars, odds))
    }
    guard let best = judged.max(by: { $0.worth < $1.worth }), best.bars.beats.count >= 4,
      best.candidate.isStruck(in: onsets)
    else { return nil }
    (beats, downbeats, beatsPerBar) = (best.bars.beats, best.bars.downbeats, best.bars.beatsPerBar)
    tempo = Self.tempo(of: beats)
    let share = Self.share(of: best, in: judged)
    tempoConfidence = Belief.tempo(share: share, belief: best.candidate.belief)
    beatConfidence = Belief.beats(share: share, belief: best.candidate.belief)
  }

  /// A candidate with all that is known of it.
  private struct Judged {
    let candidate: Candidate
    let bars: Bars
    let worth: Double
  }

  /// The share of likelihood that falls to candidates of the tempo of `best`.
  private static func share(of best: Judged, in judged: [Judged]) -> Double {
    func likelihood(_ other: Judged) -> Double { exp(other.worth - best.worth) }
    let period = best.candidate.guess.period
    let agreeing = judged.filter { abs($0.candidate.guess.period / period - 1) < 0.04 }
    return agreeing.reduce(0) { $0 + likelihood($1) } / judged.reduce(0) { $0 + likelihood($1) }
  }

  private static func periods(_ rate: Double) -> ClosedRange<Double> {
    60 * rate / tempoRange.upperBound...60 * rate / tempoRange.lowerBound
  }

  /// The likeliest periods, each as a steady tempo, and the best of them as one that may change.
  private static func candidates(_ onsets: Onsets, _ odds: Odds) -> [Candidate] {
    let range = periods(onsets.rate)
    let curves = onsets.standardRanges
    let belief = odds.pulse
    let pulse = zip(onsets.strength, belief).map { $0 + beliefShare * $1 }
    let correlation = meanAutocorrelation(
      curves + (odds.isKnown ? [belief, belief] : []), count: Int(range.upperBound * 8) + 2)
    let steady = tempoGuesses(in: correlation, range: range, limit: 10)
      .filter { $0.salience > 0.08 }
      .compactMap { Candidate($0, pulse, onsets, curves, odds, isFree: false) }
      .sorted { $0.appeal > $1.appeal }
      .prefix(finalists)
    let free = steady.prefix(wanderers)
      .compactMap { Candidate($0.guess, pulse, onsets, curves, odds, isFree: true) }
      .filter { range.contains($0.guess.period) }
    return steady + free
  }

  /// From the mean of the usual distances: single frames are too coarse, and a dropped beat must not count.
  private static func tempo(of beats: [Double]) -> Double {
    let distances = zip(beats.dropFirst(), beats).map { $0 - $1 }
    let middle = median(distances)
    let usual = distances.filter { abs($0 - middle) < 0.08 * middle }
    return 60 * Double(usual.count) / usual.reduce(0, +)
  }
}
