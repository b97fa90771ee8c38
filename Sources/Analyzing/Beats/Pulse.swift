// The beats of a song, or the honest answer that there are none.
import Glibc

/// A steady succession of beats.
struct Pulse {
  /// Seconds, strictly ascending.
  var beats: [Double]
  /// Beats a minute: the median over the song.
  var tempo: Double
  /// 0 to 1.
  var confidence: Double
}

extension Pulse {
  /// Slowest and fastest beat that is called a beat, in beats a minute.
  static let tempoRange = 50.0...215.0

  /// - Returns: nil where nothing repeats: silence, noise, one tone, or a song of less than four beats.
  init?(_ onsets: Onsets, _ features: Features) {
    let range = 60 * onsets.rate / Self.tempoRange.upperBound...60 * onsets.rate / Self.tempoRange.lowerBound
    let correlation = autocorrelation(onsets.strength, count: Int(range.upperBound * 8) + 2)
    let guesses = tempoGuesses(in: correlation, range: range, limit: 12)
    let appeals = guesses.map { Self.appeal($0, onsets.rate) }
    guard let first = appeals.indices.max(by: { appeals[$0] < appeals[$1] }) else { return nil }
    let best = guesses[first]
    let decoder = BeatDecoder(range: best.period * 0.97...best.period * 1.03, changeCost: 1.0)
    let (frames, _) = decoder.decode(onsets.strength)
    let struck = frames.filter {
      (onsets.strength[max(0, $0 - 2)..<min(onsets.strength.count, $0 + 3)].max() ?? 0) > 0.5
    }
    guard struck.count >= max(4, frames.count / 4), best.salience > 0.08 else { return nil }
    beats = frames.map { Double($0) / onsets.rate }
    tempo = 60 / median(zip(beats.dropFirst(), beats).map { $0 - $1 })
    confidence = min(1, best.salience * 2)
  }

  /// Salience weighed with how usual the tempo is.
  private static func appeal(_ guess: TempoGuess, _ rate: Double) -> Double {
    let octaves = log2(60 * rate / guess.period / 118)
    return guess.salience * exp(-0.5 * (octaves / 0.6) * (octaves / 0.6))
  }
}
