// The beats of a song, or the honest answer that there are none.
import Glibc

/// A steady succession of beats, which may all lie on the off-beat: ``Bars`` decides that.
struct Pulse {
  /// Seconds, strictly ascending.
  var beats: [Double]
  /// 0 to 1.
  var confidence: Double
  /// Whether the beat falls into three even parts.
  var isCompound: Bool

  /// Slowest and fastest beat that is called a beat, in beats a minute.
  static let tempoRange = 50.0...215.0

  /// - Returns: nil where nothing repeats: silence, noise, one tone, or a song of less than four beats.
  init?(_ onsets: Onsets) {
    let range = 60 * onsets.rate / Self.tempoRange.upperBound...60 * onsets.rate / Self.tempoRange.lowerBound
    let curves = onsets.standardRanges
    let correlation = Self.correlation(curves, count: Int(range.upperBound * 8) + 2)
    let candidates = tempoGuesses(in: correlation, range: range, limit: 10)
      .compactMap { Candidate($0, onsets, curves) }
    guard let best = candidates.max(by: { $0.appeal < $1.appeal }), best.guess.salience > 0.08 else { return nil }
    let steady = best.frames
    let struck = steady.filter { onsets.strength[around: $0, 2] > 0.5 }
    guard struck.count >= max(4, steady.count / 4) else { return nil }
    beats = steady.map { Double($0) / onsets.rate }
    confidence = min(1, best.guess.salience * 2)
    isCompound = best.isCompound
  }

  /// Mean autocorrelation of all ranges: strokes of one instrument are compared with strokes of the same one.
  private static func correlation(_ curves: [[Float]], count: Int) -> [Double] {
    var sum = [Double](repeating: 0, count: count)
    for curve in curves {
      for (lag, value) in autocorrelation(curve, count: count).enumerated() { sum[lag] += value / Double(curves.count) }
    }
    return sum
  }
}

/// A beat period with the beats that it leads to, and what they say about it.
struct Candidate {
  let guess: TempoGuess
  /// Frames of the beats.
  let frames: [Int]
  /// Logarithm, up to a constant, of how likely this is the beat and not its half, double or a third.
  let appeal: Double
  let isCompound: Bool

  /// - Returns: nil where no four beats are found.
  init?(_ guess: TempoGuess, _ onsets: Onsets, _ curves: [[Float]]) {
    let decoder = BeatDecoder(range: guess.period * 0.98...guess.period * 1.02, changeCost: 1.0)
    let (frames, _) = decoder.decode(onsets.strength)
    guard frames.count >= 4 else { return nil }
    self.guess = guess
    self.frames = frames
    func strength(_ share: Double) -> Double {
      curves.reduce(0) { $0 + Self.strength(of: $1, frames, share) } / Double(curves.count)
    }
    let (on, half) = (strength(0), strength(0.5))
    let third = min(strength(1 / 3), strength(2 / 3))
    isCompound = third > half + 0.5
    let octave = log2(60 * onsets.rate / guess.period / 120)
    // Fitted like the weights of `SlotEvidence`: beats are struck harder than what lies between them, thirds without
    // halves mean that the beat is the dotted one, and most music lies around 150 beats a minute or below.
    appeal =
      log(guess.salience) + 1.4 * octave - 2 * octave * octave + 5 * on + 0.8 * half + 1.6 * max(0, third - half - 0.5)
  }

  /// Mean of the peaks of `curve` at `share` of the way from one beat to the next.
  private static func strength(of curve: [Float], _ frames: [Int], _ share: Double) -> Double {
    var sum = 0.0
    for (frame, next) in zip(frames, frames.dropFirst()) {
      sum += Double(curve[around: Int((Double(frame) + share * Double(next - frame)).rounded()), 2])
    }
    return sum / Double(frames.count - 1)
  }
}

extension [Float] {
  /// Highest value within `radius` of index `i`; 0 where there is none.
  subscript(around i: Int, radius: Int) -> Float {
    var top: Float = -.infinity
    for k in Swift.max(0, i - radius)..<Swift.max(0, Swift.min(count, i + radius + 1)) { top = Swift.max(top, self[k]) }
    return top.isFinite ? top : 0
  }
}
