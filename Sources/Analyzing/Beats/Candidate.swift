// One answer to "how fast is it?", judged by what is struck on and between its beats.
import Glibc

/// A beat period with the beats that it leads to.
struct Candidate {
  let guess: TempoGuess
  /// Frames of the beats; they may all lie beside the true ones, ``Bars`` moves them.
  let frames: [Int]
  /// Logarithm, up to a constant, of how likely this is the beat and not its half, double or a third, before its bars are
  /// known.
  let appeal: Double
  /// Whether the beat falls into three even parts.
  let isCompound: Bool
  /// Beats in a second.
  private let pace: Double
  /// The network's mean log odds of the beats; 0 where it has no opinion.
  let belief: Double
  /// What speaks for and against the period by itself, in the order of `worths`.
  let signs: [Double]

  /// What a unit of each sign is worth: fitted so that, among the candidates of a song, the true one is chosen (softmax over
  /// free and made songs; docs/hearing.md has what this chooses on songs left out).
  private static let worths = [
    1.62,  // octaves above 120 beats a minute
    -0.87,  // the square of that: extreme tempi are rare
    1.10,  // how strongly beats are struck
    0.39,  // and what lies half way between
    -0.58,  // even thirds without a half
    0.02,  // how well the period repeats
    0.45,  // the network's belief in the beats
    0.54,  // and in what lies a third or two between them
    0.46,  // its belief summed over a second
    -0.05,  // a tempo that moves
  ]
  /// The same for the signs of `barSigns`.
  private static let barWorths = [
    0.86,  // how well the bars fit
    0.58,  // the network's belief in the downbeats
  ]

  /// - Parameters:
  ///   - pulse: the curve that the beats shall collect; zero mean.
  ///   - curves: see ``Onsets/standardRanges``.
  ///   - isFree: whether the tempo may move by up to a third, or is one from the first to the last beat.
  /// - Returns: nil where no four beats are found.
  init?(
    _ guess: TempoGuess, _ pulse: [Float], _ onsets: Onsets, _ curves: [[Float]], _ odds: Odds, isFree: Bool
  ) {
    frames = isFree ? Self.free(guess, pulse) : SteadyDecoder(period: guess.period).decode(pulse)
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
    pace = onsets.rate / self.guess.period
    let octave = log2(60 * pace / 120)
    belief = Self.strength(of: odds.tameBeat, frames, 0)
    let thirdBelief = max(
      Self.strength(of: odds.tameBeat, frames, 1 / 3), Self.strength(of: odds.tameBeat, frames, 2 / 3))
    signs = [
      octave, octave * octave, on, half, max(0, third - half - 0.5), log(guess.salience), belief, thirdBelief,
      pace * belief / 2, isFree ? 1 : 0,
    ]
    appeal = zip(signs, Self.worths).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// What the bars of its beats say for a candidate, in the order of `barWorths`.
  func barSigns(_ bars: Bars, _ odds: Odds) -> [Double] {
    // The fit is a mean: a faster beat earns it more often, so it counts for more, though less than in proportion.
    [bars.fit * pow(2 / pace, 0.4), odds.mean(of: odds.downbeat, at: bars.downbeats)]
  }

  /// How likely this is the beat, with its bars in hand, in the unit of ``appeal``.
  func worth(_ bars: Bars, _ odds: Odds) -> Double {
    appeal + zip(barSigns(bars, odds), Self.barWorths).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Whether enough of the beats are played, not only counted.
  func isStruck(in onsets: Onsets) -> Bool {
    let struck = frames.filter { onsets.strength[around: $0, 2] > 0.5 }
    return struck.count >= max(4, frames.count / 4)
  }

  private static func free(_ guess: TempoGuess, _ pulse: [Float]) -> [Int] {
    BeatDecoder(range: guess.period * 0.7...guess.period * 1.42, changeCost: 1.5).decode(pulse)
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
