import Dispatch
import Media
import Planning
import Testing
import Vocabulary

@testable import Providers

@Suite struct ChatMoneyTests {
  @Test func `what was used is what is paid, and no more than was set aside`() throws {
    let bench = try ChatBench([.good])
    _ = try bench.treat()
    let call = try #require(bench.purse.all.first)
    #expect(bench.purse.all.count == 1 && call.end == "usage" && call.cost == 1000 + 2 * 500)
    // At least the answer's 4096 tokens at two dollars a million.
    #expect(try #require(call.estimate) > 8192)
    let note = try #require(bench.notes.all.first)
    #expect(note.state == .answered && note.cost == 2000 && note.reserved == call.estimate)
  }

  @Test func `what a gateway says it cost wins over the price list`() throws {
    let bench = try ChatBench([.chat(TreatmentQuestion.example, headers: ["x-litellm-response-cost": "0.0123"])])
    _ = try bench.treat()
    #expect(bench.purse.all.first?.end == "reported" && bench.purse.spent == 12300)
  }

  @Test func `without a word about usage the estimate counts`() throws {
    let bench = try ChatBench([.chat(TreatmentQuestion.example, usage: nil)])
    _ = try bench.treat()
    #expect(bench.purse.all.first?.end == "estimate" && bench.purse.spent == bench.purse.all.first?.estimate)
  }

  @Test func `too little money means no request`() throws {
    var bench = try ChatBench([.good])
    bench.purse = CountingPurse(limit: 10)
    #expect(bench.failure()?.kind == .unfunded)
    #expect(bench.asked.isEmpty)
  }

  // MARK: Restarts

  @Test func `a restart reads the reply that was kept instead of asking again`() throws {
    let bench = try ChatBench([.good])
    let first = try bench.treat()
    #expect(try bench.treat() == first)
    // Killed between the reply and the ledger: the note still speaks of an intent.
    bench.notes.forgetEnds()
    #expect(try bench.treat() == first)
    #expect(bench.asked.count == 1 && bench.purse.all.count == 1 && bench.purse.spent == 2000)
    #expect(bench.notes.all.map(\.state) == [.answered])
  }

  @Test func `a lost reply to a paid question is a person's to decide, and is not asked again`() throws {
    let bench = try ChatBench([.good])
    _ = try bench.treat()
    bench.notes.forgetEnds()
    bench.notes.loseReplies()
    for _ in 0..<3 {
      let failure = bench.failure()
      #expect(failure?.kind == .ambiguous && failure?.remedy?.contains("pays, again") == true)
    }
    #expect(bench.asked.count == 1)
  }

  @Test func `a small lost question is asked again where the configuration says so, and both are counted`() throws {
    var bench = try ChatBench([.closed, .good])
    bench.keys = ["repeat_below": "0.05"]
    #expect(bench.failure()?.kind == .transient)
    #expect(bench.purse.all.map(\.end) == ["estimate"])
    _ = try bench.treat()
    #expect(bench.asked.count == 2 && bench.purse.open == 0 && bench.purse.all.count == 2)
  }

  @Test func `a note without a reservation speaks of a request that was never sent`() throws {
    var bench = try ChatBench([.good])
    _ = try bench.treat()
    bench.notes.forgetEnds()
    bench.notes.loseReplies()
    bench.purse = CountingPurse()
    _ = try bench.treat()
    #expect(bench.asked.count == 2 && bench.purse.all.count == 1)
  }

  @Test func `a free server is simply asked again`() throws {
    let bench = try ChatBench(isPaid: false, [.closed, Reply(500, "oops"), .good])
    #expect(bench.failure()?.kind == .transient)
    #expect(bench.failure()?.kind == .transient)
    #expect(try bench.treat().motif?.source == .model)
    #expect(bench.purse.spent == 0 && bench.purse.open == 0)
  }

  // MARK: Servers

  static let failures: [(Reply, FailureKind, Double?)] = [
    (Reply(429, json: ["error": ["message": "slow down"]], ["retry-after": "7"]), .throttled, 7),
    (Reply(429, json: ["error": ["message": "slow down"]]), .throttled, 10),
    (Reply(429, json: ["error": ["message": "no", "code": "insufficient_quota"]]), .unfunded, 600),
    (Reply(404, json: ["error": ["message": "model not found", "code": "model_not_found"]]), .invalid, nil),
  ]

  @Test(arguments: failures.indices) func `a refusal to serve costs nothing and has its class`(index: Int) throws {
    let (reply, kind, wait) = Self.failures[index]
    let bench = try ChatBench([reply])
    let failure = bench.failure()
    #expect(failure?.kind == kind && failure?.wait == wait)
    #expect(bench.purse.spent == 0 && bench.purse.open == 0)
  }

  @Test(arguments: [Reply.closed, Reply(500, "oops"), Reply(200, "{\"choices\":[{\"mess", [:], .cutOff(after: 10))])
  func `a paid question that may have been worked on keeps its money set aside`(reply: Reply) throws {
    let bench = try ChatBench([reply])
    #expect(bench.failure()?.kind == .ambiguous)
    #expect(bench.failure()?.kind == .ambiguous)
    #expect(bench.asked.count == 1 && bench.purse.open == 1)
  }

  @Test func `a reply that is no completion is told, and asked for again`() throws {
    let bench = try ChatBench([Reply(200, "<html>login</html>"), .good])
    let failure = bench.failure()
    #expect(failure?.kind == .invalid && failure?.remedy?.contains("/v1") == true)
    #expect(try bench.treat().motif?.source == .model)
  }

  @Test func `a key never stands in an error`() throws {
    var bench = try ChatBench([Reply(400, json: ["error": ["message": "bad key sk-secret-1"]])])
    bench.key = Secret("sk-secret-1")
    let failure = try #require(bench.failure())
    #expect(!"\(failure)".contains("sk-secret") && "\(failure)".contains("(a key)"))
  }

  @Test func `a stop ends a free question at once`() throws {
    let bench = try ChatBench(isPaid: false, [.silent])
    let writer = try bench.writer()
    let failure = #expect(throws: Failure.self) {
      try writer.treat(bench.brief(), isStopped: { !bench.asked.isEmpty })
    }
    #expect(failure?.kind == .stopped && bench.purse.open == 0)
  }
}
