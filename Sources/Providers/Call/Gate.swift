// Who may ask a server, and when: never faster than the user allows, slower after it complained, and not at all while it
// is down. Nothing waits here: whoever finds the gate closed is told for how long.
import Synchronization
import Vocabulary

/// The gate before one provider's model. One is shared by all workers of a process.
public final class Gate: Sendable {
  public struct Rules: Sendable, Equatable {
    /// Requests a minute; nil for no limit.
    public var requests: Double?
    /// A model's tokens a minute, of questions and answers; nil for no limit.
    public var modelTokens: Double?
    /// Failures in a row after which the server counts as down; or more than half of at least `sample` within a minute.
    public var failures = 5
    public var sample = 10
    /// Seconds that it then rests, first and longest; each failed probe doubles them.
    public var rest = 30.0
    public var longestRest = 600.0
    /// Of the requests at most this share are tries after a failure, besides the first few.
    public var retryShare = 0.2
    /// Failures that may be tried again before that share counts, and seconds after which one more may.
    public var freeRetries = 10.0
    public var retryEvery = 30.0
    public init() {}
  }
  private struct Outcome {
    var at: Double
    var isFailure: Bool
  }
  private struct State {
    /// Requests that may be begun now; fractions grow back.
    var tokens: Double
    var refilled: Double
    /// The model's tokens of what was begun that the allowed rate has not yet made up for.
    var used = 0.0
    /// Share of the allowed rate: halved by a complaint, growing by a tenth a minute.
    var share = 1.0
    var closedUntil = 0.0
    var why = ""
    var failed = 0
    var rest: Double
    /// Tries after a failure that may still be made; below nothing it waits until time or successes bring them back.
    var retries: Double
    /// What came of the requests of the last minute, the newest last.
    var recent: [Outcome] = []
    /// The server was down, and one request is out to see whether it still is.
    var isProbing = false
    /// It refused for want of money.
    var isBroke = false
  }
  public let name: String
  private let rules: Rules
  private let now: @Sendable () -> Double
  private let state: Mutex<State>

  /// - Parameter now: seconds of a clock that never goes back.
  public init(_ name: String, _ rules: Rules = Rules(), now: @escaping @Sendable () -> Double = Gate.clock) {
    self.name = name
    self.rules = rules
    self.now = now
    state = Mutex(State(tokens: Self.burst(rules), refilled: now(), rest: rules.rest, retries: rules.freeRetries))
  }

  private static let started = ContinuousClock.now
  @Sendable public static func clock() -> Double {
    let gone = (ContinuousClock.now - started).components
    return Double(gone.seconds) + Double(gone.attoseconds) / 1e18
  }

  /// Requests that may go out at once after a pause: what six seconds allow.
  private static func burst(_ rules: Rules) -> Double { max(1, (rules.requests ?? 0) / 10) }

  /// Seconds until a request may be begun; 0 for now.
  public func wait() -> Seconds { state.withLock { wait(&$0) } }

  /// Why it is closed, for people; nil while it is open.
  public var reason: String? { state.withLock { $0.closedUntil > now() ? $0.why : nil } }

  /// Whether it is closed for longer than a complaint lasts: the server does not answer, or wants money first.
  public var isDown: Bool { state.withLock { ($0.failed >= rules.failures || $0.isBroke) && $0.closedUntil > now() } }

  /// Takes the right to one request.
  ///
  /// - Parameter expected: what it will use. A minute's worth of a model's tokens may be used at once; one request may be
  ///   larger than that, and then pays for it with a longer pause after it.
  /// - Throws: ``Failure`` of kind `throttled` with the wait.
  public func begin(_ expected: Usage = Usage()) throws(Failure) {
    let refusal: Failure? = state.withLock { state in
      let wait = wait(&state)
      guard wait <= 0 else {
        let why = state.closedUntil > now() ? state.why : reason(toWait: state)
        return Failure(.throttled, "unable to ask \(name) now: \(why)", wait: wait)
      }
      state.tokens -= 1
      state.used += Double(expected.tokensIn + expected.tokensOut)
      state.retries = min(rules.freeRetries, state.retries + rules.retryShare)
      if state.failed >= rules.failures { state.isProbing = true }
      return nil
    }
    if let refusal { throw refusal }
  }

  private func reason(toWait state: State) -> String {
    state.retries < 0
      ? "too much of what it was asked has failed" : "\(name) is asked as often as the configuration allows"
  }

  /// The request that was begun is not made after all.
  public func giveBack(_ expected: Usage = Usage()) {
    state.withLock { state in
      state.tokens += 1
      state.used = max(0, state.used - Double(expected.tokensIn + expected.tokensOut))
      state.isProbing = false
    }
  }

  /// What came of a request: nil for success.
  public func note(_ failure: Failure?) {
    state.withLock { state in
      guard let failure else { return succeeded(&state) }
      switch failure.kind {
      case .throttled: complained(&state, failure)
      case .transient, .ambiguous, .stale: failed(&state, failure)
      case .unfunded:
        state.isProbing = false
        state.isBroke = true
        close(&state, for: failure.wait ?? rules.longestRest, failure.message)
      // It answers, and understands what it is asked.
      case .invalid, .refused: succeeded(&state)
      case .full, .stopped: state.isProbing = false
      }
    }
  }

  private func wait(_ state: inout State) -> Seconds {
    refill(&state)
    if state.isProbing { return 1 }
    if state.closedUntil > now() { return state.closedUntil - now() }
    let spared = max(0, -state.retries * rules.retryEvery, pauseForTokens(state))
    guard let rate = rules.requests, state.tokens < 1 else { return spared }
    return max(spared, (1 - state.tokens) / (rate * state.share / 60))
  }

  private func pauseForTokens(_ state: State) -> Seconds {
    guard let rate = rules.modelTokens, state.used >= rate else { return 0 }
    // A hair more: the bound itself is not yet below it.
    return (state.used - rate) / (rate * state.share / 60) + 0.001
  }

  private func refill(_ state: inout State) {
    let gone = max(0, now() - state.refilled)
    state.refilled = now()
    state.share = min(1, state.share + gone / 600)
    state.retries = min(rules.freeRetries, state.retries + gone / rules.retryEvery)
    if let rate = rules.modelTokens { state.used = max(0, state.used - gone * rate * state.share / 60) }
    guard let rate = rules.requests else {
      state.tokens = 1
      return
    }
    state.tokens = min(Self.burst(rules), state.tokens + gone * rate * state.share / 60)
  }

  private func remember(_ state: inout State, isFailure: Bool) {
    state.recent.append(Outcome(at: now(), isFailure: isFailure))
    let old = state.recent.prefix { $0.at < now() - 60 }.count
    state.recent.removeFirst(max(old, state.recent.count - 200))
  }

  private func fails(_ state: State) -> Bool {
    if state.failed >= rules.failures { return true }
    let failures = state.recent.count { $0.isFailure }
    return state.recent.count >= rules.sample && failures * 2 > state.recent.count
  }

  private func succeeded(_ state: inout State) {
    remember(&state, isFailure: false)
    state.failed = 0
    state.isProbing = false
    state.isBroke = false
    state.rest = rules.rest
  }

  private func complained(_ state: inout State, _ failure: Failure) {
    state.isProbing = false
    state.share = max(1 / 16, state.share / 2)
    state.tokens = min(state.tokens, 0)
    close(&state, for: failure.wait ?? 10, failure.message)
  }

  private func failed(_ state: inout State, _ failure: Failure) {
    refill(&state)
    state.failed += 1
    // However much failed, the next try is at most a few turns away.
    state.retries = max(-4, state.retries - 1)
    remember(&state, isFailure: true)
    guard fails(state) else { return }
    // What was seen before the rest says nothing about the time after it.
    state.recent = []
    state.failed = max(state.failed, rules.failures)
    close(&state, for: state.rest, "\(name) does not answer (\(failure.message))")
    if state.isProbing { state.rest = min(rules.longestRest, state.rest * 2) }
    state.isProbing = false
  }

  private func close(_ state: inout State, for seconds: Double, _ why: String) {
    state.closedUntil = max(state.closedUntil, now() + seconds)
    state.why = why
  }
}
