import Testing
import Vocabulary

@testable import Farm

@Suite struct RetryPolicyTests {
  let policy = RetryPolicy()

  @Test func `a transient failure waits longer each time, never longer than the cap, and then gives up`() {
    let waits = (0..<3).map { policy.fate(of: Failure(.transient, "x"), after: $0, jitter: 0.999) }
    #expect(waits == [1.998, 3.996, 7.992].map { .again(after: $0, counts: true) })
    #expect(policy.fate(of: Failure(.transient, "x"), after: 3, jitter: 0.5) == .giveUp)
    #expect(policy.backoff(20, jitter: 1) == policy.cap)
    #expect(policy.backoff(500, jitter: 1) == policy.cap, "no overflow")
  }

  @Test func `full jitter reaches down to nothing`() {
    #expect(policy.backoff(3, jitter: 0) == 0)
  }

  @Test func `a throttled call waits as told and spends no attempt`() {
    let told = policy.fate(of: Failure(.throttled, "429", wait: 30), after: 3, jitter: 0)
    #expect(told == .again(after: 30, counts: false))
    let far = policy.fate(of: Failure(.throttled, "429", wait: 9999), after: 0, jitter: 0)
    #expect(far == .again(after: policy.longestThrottle, counts: false))
  }

  @Test func `what cannot help is not repeated, a stop costs nothing, a full disk pauses everybody`() {
    for kind in [FailureKind.invalid, .refused, .ambiguous] {
      #expect(policy.fate(of: Failure(kind, "x"), after: 0, jitter: 0.5) == .giveUp)
    }
    #expect(policy.fate(of: Failure(.stopped, "x"), after: 9, jitter: 0.5) == .again(after: 0, counts: false))
    #expect(policy.fate(of: Failure(.full, "x"), after: 9, jitter: 0.5) == .pause)
  }
}
