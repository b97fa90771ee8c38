// What happens after a failed attempt: the one place where the classes of failures get their fates.
import Vocabulary

/// How patiently failed work is tried again.
public struct RetryPolicy: Sendable, Equatable {
  /// Attempts before a shot or a stage gives up.
  public var attempts: Int = 4
  /// First and longest wait of the exponential backoff, in seconds.
  public var base: Double = 2
  public var cap: Double = 120
  /// The longest wait that another side may ask for, in seconds.
  public var longestThrottle: Double = 300
  /// Deaths of the daemon on one step before it is given up: a step that kills the daemon must not do so for ever.
  public var interruptions: Int = 20

  public init() {}

  /// The longest wait this policy ever sets: for money.
  public var longestWait: Double { max(cap, longestThrottle * 2) }

  /// The fate of work that failed.
  ///
  /// - Parameters:
  ///   - attempts: failed attempts before this one.
  ///   - jitter: 0..<1, from the caller's source of chance.
  public func fate(of failure: Failure, after attempts: Int, jitter: Double) -> RetryFate {
    switch failure.kind {
    case .stopped: .again(after: 0, counts: false)
    case .full: .pause
    case .throttled: .again(after: min(failure.wait ?? base, longestThrottle) * (1 + 0.1 * jitter), counts: false)
    case .unfunded: .again(after: min(failure.wait ?? cap, longestThrottle * 2), counts: false)
    case .invalid, .refused, .ambiguous: .giveUp
    case .transient, .stale:
      attempts + 1 >= self.attempts
        ? .giveUp : .again(after: backoff(attempts, jitter: jitter), counts: true)
    }
  }

  /// Full jitter: a uniform wait between 0 and `min(cap, base × 2^n)` ("Exponential Backoff And Jitter", AWS
  /// Architecture Blog, 2015), so that shots which failed together do not come back together.
  func backoff(_ n: Int, jitter: Double) -> Double {
    min(cap, base * Double(1 << min(n, 30))) * jitter
  }
}

/// What becomes of failed work.
public enum RetryFate: Sendable, Equatable {
  /// Tried again after so many seconds; `counts` where it was an attempt.
  case again(after: Double, counts: Bool)
  case giveUp
  /// Everybody stops until the cause is gone; nothing is counted.
  case pause
}
