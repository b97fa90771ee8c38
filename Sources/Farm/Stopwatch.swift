// How long something took, by a clock that nobody can set and that goes on while the machine sleeps.
import Vocabulary

struct Stopwatch {
  private let began = ContinuousClock.now

  /// Since it was made.
  var seconds: Seconds {
    let gone = (ContinuousClock.now - began).components
    return Double(gone.seconds) + Double(gone.attoseconds) / 1e18
  }
}
