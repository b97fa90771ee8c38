import Synchronization
import Testing
import Vocabulary

@testable import Providers

/// A clock that only a test moves.
final class HandClock: Sendable {
  private let time = Mutex(1000.0)
  var now: @Sendable () -> Double { { self.time.withLock { $0 } } }
  func move(_ seconds: Double) { time.withLock { $0 += seconds } }
}

@Suite struct GateTests {
  private let clock = HandClock()
  private let down = Failure(.transient, "unable to reach it")

  private func gate(requests: Double? = nil) -> Gate {
    var rules = Gate.Rules()
    rules.requests = requests
    return Gate("rented", rules, now: clock.now)
  }

  private func begins(_ gate: Gate) -> Bool { (try? gate.begin()) != nil }

  @Test func `no more begin in a minute than are allowed, after a first burst of six seconds' worth`() {
    let gate = gate(requests: 60)
    var begun = 0
    for _ in 0..<600 {
      while begins(gate) { begun += 1 }
      clock.move(0.1)
    }
    #expect((65...66).contains(begun))
  }

  @Test func `no more tokens are begun with in a minute than are allowed, after a first minute's worth`() throws {
    var rules = Gate.Rules()
    rules.modelTokens = 6000
    let gate = Gate("words", rules, now: clock.now)
    var usage = Usage()
    (usage.tokensIn, usage.tokensOut) = (1500, 500)
    var begun = 0
    for _ in 0..<3000 {
      while (try? gate.begin(usage)) != nil { begun += 1 }
      clock.move(0.1)
    }
    // Five minutes and the first burst: 36,000 tokens, and what the last one goes over.
    #expect((17...19).contains(begun))
    gate.giveBack(usage)
    let failure = #expect(throws: Failure.self) { while true { try gate.begin(usage) } }
    #expect(failure?.kind == .throttled && (failure?.wait ?? 0) > 0 && (failure?.wait ?? 99) <= 20.1)
  }

  @Test func `who comes too early is told for how long`() throws {
    let gate = gate(requests: 6)
    try gate.begin()
    let failure = #expect(throws: Failure.self) { try gate.begin() }
    #expect(failure?.kind == .throttled && abs((failure?.wait ?? 0) - 10) < 0.01)
    #expect(gate.reason == nil && gate.wait() > 9.9)
    clock.move(10.01)
    try gate.begin()
  }

  @Test func `a complaint closes it for as long as the server says, then halves the rate, which grows back`() throws {
    let gate = gate(requests: 60)
    try gate.begin()
    gate.note(Failure(.throttled, "slow down", wait: 30))
    #expect(gate.wait() == 30 && gate.reason == "slow down")
    clock.move(30.01)
    var begun = 0
    for _ in 0..<600 {
      while begins(gate) { begun += 1 }
      clock.move(0.1)
    }
    #expect((30...45).contains(begun))
    clock.move(600)
    begun = 0
    for _ in 0..<600 {
      while begins(gate) { begun += 1 }
      clock.move(0.1)
    }
    #expect(begun >= 60)
  }

  @Test func `five failures in a row close it, one probe goes out, and each failed probe doubles the rest`() throws {
    let gate = gate()
    for _ in 0..<5 {
      try gate.begin()
      gate.note(down)
    }
    #expect(gate.wait() == 30 && gate.reason?.contains("unable to reach it") == true)
    var rests: [Double] = []
    for _ in 0..<6 {
      clock.move(gate.wait() + 0.001)
      try gate.begin()
      #expect(!begins(gate), "one probe at a time")
      gate.note(down)
      rests.append(gate.wait())
    }
    #expect(rests.map { $0.rounded() } == [30, 60, 120, 240, 480, 600])
    clock.move(601)
    try gate.begin()
    gate.note(nil)
    #expect(gate.wait() == 0 && begins(gate) && begins(gate))
  }

  @Test func `four failures and a success are no outage`() throws {
    let gate = gate()
    for _ in 0..<3 {
      for _ in 0..<4 { gate.note(down) }
      gate.note(nil)
      clock.move(61)
    }
    #expect(gate.wait() == 0)
  }

  @Test func `a server that fails more often than not is down, though never five times in a row`() throws {
    let gate = gate()
    for index in 0..<12 where gate.wait() == 0 {
      try gate.begin()
      gate.note(index % 3 == 2 ? nil : down)
      clock.move(1)
    }
    #expect(gate.wait() > 25)
    let slow = self.gate()
    for index in 0..<40 {
      slow.note(index % 3 == 2 ? nil : down)
      clock.move(10)
    }
    #expect(!slow.isDown && slow.reason == nil, "six a minute are too few to tell")
    #expect(slow.wait() > 0 && slow.wait() <= 120, "but it is spared tries after failures")
  }

  @Test func `a probe that never went out, or was turned away, does not hold it shut`() throws {
    for end in [nil, Failure(.unfunded, "no money", wait: 1), Failure(.invalid, "bad"), Failure(.stopped, "s")] {
      let gate = gate()
      for _ in 0..<5 { gate.note(down) }
      clock.move(31)
      try gate.begin()
      if let end { gate.note(end) } else { gate.giveBack() }
      clock.move(2)
      #expect(gate.wait() == 0)
    }
  }

  @Test func `an empty account closes it and says so`() {
    let gate = gate()
    gate.note(Failure(.unfunded, "no credit", wait: 600))
    #expect(gate.wait() == 600 && gate.reason == "no credit")
  }

  /// Every third request fails, which never opens the breaker: tries after failures stay a fifth of all requests.
  @Test func `of many requests a fifth at most are tries after a failure, besides the first few and two a minute`() {
    let gate = gate()
    var (begun, failed) = (0, 0)
    for second in 0..<1200 {
      if begins(gate) {
        begun += 1
        let isFailure = second % 3 == 0
        failed += isFailure ? 1 : 0
        gate.note(isFailure ? down : nil)
      }
      clock.move(1)
    }
    #expect(begun < 1200 && Double(failed) <= 0.2 * Double(begun) + 10 + 1200 / 30 + 1)
  }

  @Test func `few failures among many requests hold nobody up`() {
    let gate = gate()
    for second in 0..<600 {
      #expect(begins(gate))
      gate.note(second % 10 == 0 ? down : nil)
      clock.move(0.1)
    }
  }
}
