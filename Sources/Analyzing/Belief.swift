// How often the answers are right, as logistic regressions over songs whose truth is known: docs/hearing.md has the table that
// holds these numbers to what was measured.
import Glibc

/// Probabilities that parts of an answer are right.
enum Belief {
  /// That a section begins where one was heard: how much timbre and playing change, and above all how far the mean level of
  /// the envelope (0 to 1) steps.
  static func turn(_ change: Double, from before: Double, to after: Double) -> Double {
    let step = min(12, abs(20 * log10((after + 0.01) / (before + 0.01))))
    return likelihood(-0.65 + 0.14 * change + 0.37 * step)
  }

  /// That the tempo is right: its share of likelihood among the candidates (0 to 1), and the network's mean log odds of its
  /// beats. Beats that the network hears nowhere are hardly ever right, so there the odds fall fast.
  static func tempo(share: Double, belief: Double) -> Double {
    likelihood(1.35 + 0.45 * logOdds(share) + 0.3 * belief + strangeness(belief))
  }

  /// The share of the beats that is probably right, from the same.
  static func beats(share: Double, belief: Double) -> Double {
    likelihood(2.2 + 0.45 * logOdds(share) + 0.4 * belief + strangeness(belief))
  }

  private static func strangeness(_ belief: Double) -> Double { 1.5 * min(0, belief + 1) }

  private static func logOdds(_ share: Double) -> Double {
    let share = max(0.001, min(0.999, share))
    return log(share / (1 - share))
  }

  /// The probability behind log odds.
  static func likelihood(_ odds: Double) -> Double { 1 / (1 + exp(-odds)) }
}
