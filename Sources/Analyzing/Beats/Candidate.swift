// One answer to "how fast is it?", judged by what is struck on and between its beats.
import Glibc

/// A beat period with the beats that it leads to.
struct Candidate {
  let guess: TempoGuess
  /// Frames of the beats; they may all lie beside the true ones, ``Bars`` moves them.
  let frames: [Int]
  /// Logarithm, up to a constant, of how likely this is the beat and not its half, double or a third.
  let appeal: Double
  /// Whether the beat falls into three even parts.
  let isCompound: Bool

  /// A tempo that changes explains more by itself: it has to be this much better than a steady one.
  private static let freedomCost = 1.5

  /// - Parameters:
  ///   - curves: see ``Onsets/standardRanges``.
  ///   - isFree: whether the tempo may move by up to a third, or is one from the first to the last beat.
  /// - Returns: nil where no four beats are found.
  init?(_ guess: TempoGuess, _ onsets: Onsets, _ curves: [[Float]], isFree: Bool) {
    frames = isFree ? Self.free(guess, onsets) : SteadyDecoder(period: guess.period).decode(onsets.strength)
    guard frames.count >= 4 else { return nil }
    let spacing = median(zip(frames.dropFirst(), frames).map { Double($0 - $1) })
    self.guess = TempoGuess(period: isFree ? spacing : guess.period, salience: guess.salience)
    let frames = frames
    func strength(_ share: Double) -> Double {
      curves.reduce(0) { $0 + Self.strength(of: $1, frames, share) } / Double(curves.count)
    }
    // Capped: in a bare click track every stroke stands out without limit.
    let (on, half) = (min(4, strength(0)), min(3, strength(0.5)))
    let third = min(strength(1 / 3), strength(2 / 3))
    isCompound = third > half + 0.5
    let octave = log2(60 * onsets.rate / self.guess.period / 120)
    // Fitted like the weights of `SlotEvidence`: beats are struck harder than what lies between them, thirds without
    // halves mean that the beat is the dotted one, and extreme tempi are rare.
    let thirds = max(0, third - half - 0.5)
    let habit = 1.4 * octave - 2 * octave * octave
    appeal = log(guess.salience) + habit + 5 * on + 0.8 * half + 1.6 * thirds - (isFree ? Self.freedomCost : 0)
  }

  /// Whether enough of the beats are played, not only counted.
  func isStruck(in onsets: Onsets) -> Bool {
    let struck = frames.filter { onsets.strength[around: $0, 2] > 0.5 }
    return struck.count >= max(4, frames.count / 4)
  }

  private static func free(_ guess: TempoGuess, _ onsets: Onsets) -> [Int] {
    BeatDecoder(range: guess.period * 0.7...guess.period * 1.42, changeCost: 1.5).decode(onsets.strength)
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
