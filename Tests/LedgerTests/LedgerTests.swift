import Dispatch
import Foundation
import Spool
import Synchronization
import Testing
import Vocabulary

@testable import Ledger

@Suite struct LedgerTests {
  private func limits(job: MicroDollars? = nil, day: MicroDollars? = nil, provider: MicroDollars? = nil) -> Limits {
    var limits = Limits()
    limits.job = job
    limits.day = day
    if let provider { limits.providers["rented"] = provider }
    return limits
  }

  @Test func `what was reserved and settled stands in the file, whole and checked`() throws {
    let spool = try TestSpool()
    let ledger = try spool.open()
    try ledger.reserve(call("a", 500))
    try ledger.settle("a", cost: 420, basis: .reported)
    let lines = try spool.lines
    #expect(lines.map(\.event) == [.reserved, .settled])
    #expect(lines.map(\.amount) == [500, 420])
    let text = try String(contentsOfFile: spool.path + "/ledger/2026-11.ndjson", encoding: .utf8)
    #expect(text.hasSuffix("}\n") && text.split(separator: "\n").count == 2)
  }

  @Test func `saying it twice, late or out of order counts once`() throws {
    let spool = try TestSpool()
    let ledger = try spool.open()
    try ledger.settle("a", cost: 1, basis: .reported)
    try ledger.reserve(call("a", 500))
    try ledger.reserve(call("a", 500))
    try ledger.settle("a", cost: 420, basis: .reported)
    try ledger.settle("a", cost: 9000, basis: .reported)
    try ledger.release("a")
    try ledger.reserve(call("a", 500))
    #expect(try spool.lines.count == 2)
    #expect(Costs(try spool.lines, by: .job).total.actual == 420)
  }

  @Test(arguments: ["job", "day", "provider", "budget"])
  func `a limit is reached to the millionth and never passed`(which: String) throws {
    let spool = try TestSpool()
    let ledger = try spool.open(
      limits(
        job: which == "job" ? 1000 : nil, day: which == "day" ? 1000 : nil, provider: which == "provider" ? 1000 : nil))
    let budget: MicroDollars? = which == "budget" ? 1000 : nil
    try ledger.reserve(call("a", 600, budget: budget))
    try ledger.reserve(call("b", 400, budget: budget))
    let failure = #expect(throws: Failure.self) { try ledger.reserve(call("c", 1, budget: budget)) }
    #expect(failure?.kind == .unfunded)
    #expect(failure?.remedy?.contains("needs $0.000001 more") == true)
    #expect(!ledger.knows("c"))
    try ledger.release("b")
    try ledger.reserve(call("c", 400, budget: budget))
  }

  @Test func `an unknown price under a limit is a refusal, and without one it is not`() throws {
    let spool = try TestSpool()
    #expect(throws: Failure.self) { try spool.open(limits(day: 1000)).reserve(call("a", nil)) }
    #expect(throws: Failure.self) { try spool.open().reserve(call("a", nil, budget: 1000)) }
    try spool.open().reserve(call("a", nil))
  }

  @Test func `many at once never spend more than is allowed`() throws {
    let spool = try TestSpool()
    let ledger = try spool.open(limits(day: 10_000))
    let allowed = Mutex(0)
    let hands = DispatchGroup()
    for hand in 0..<8 {
      hands.enter()
      DispatchQueue(label: "hand").async {
        for turn in 0..<20 where (try? ledger.reserve(call("\(hand)-\(turn)", 300))) != nil {
          allowed.withLock { $0 += 1 }
        }
        hands.leave()
      }
    }
    hands.wait()
    #expect(allowed.withLock { $0 } == 33)
    #expect(Costs(try spool.lines, by: .day).total.estimated == 9900)
  }

  @Test func `a new process counts what the last one spent, and knows what is open`() throws {
    let spool = try TestSpool()
    let before = try spool.open(limits(day: 1000))
    try before.reserve(call("a", 600))
    try before.settle("a", cost: 700, basis: .usage)
    try before.reserve(call("b", 200))
    let after = try spool.open(limits(day: 1000))
    #expect(after.knows("a") && after.knows("b") && !after.knows("c"))
    #expect(throws: Failure.self) { try after.reserve(call("c", 101)) }
    try after.reserve(call("c", 100))
    #expect(after.usedShare(job: "song-1", budget: nil) == 1)
  }

  @Test func `yesterday's spending leaves today's limit whole`() throws {
    let spool = try TestSpool()
    try spool.open(limits(day: 1000), at: "2026-11-21").reserve(call("a", 1000))
    let today = try spool.open(limits(day: 1000))
    try today.reserve(call("b", 1000))
    try today.settle("a", cost: 5000, basis: .reported)
    #expect(Costs(try spool.lines, by: .day).rows.map(\.name) == ["2026-11-21", "2026-11-22"])
  }

  @Test func `every cut of the last line is set aside, and what was whole counts`() throws {
    let spool = try TestSpool()
    let ledger = try spool.open()
    try ledger.reserve(call("a", 500))
    try ledger.reserve(call("b", 500))
    let file = spool.path + "/ledger/2026-11.ndjson"
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    let first = try #require(whole.firstIndex(of: 10)) + 1
    for end in stride(from: first + 1, to: whole.count, by: 37) {
      try whole.prefix(end).write(to: URL(fileURLWithPath: file))
      let said = Mutex(0)
      let mended = try spool.open(say: { _ in said.withLock { $0 += 1 } })
      #expect(mended.knows("a") && !mended.knows("b") && said.withLock { $0 } == 1)
      try mended.reserve(call("b", 500))
      #expect(try spool.lines.map(\.id) == ["a", "b"])
    }
    #expect(try !spool.aside.names().isEmpty)
  }

  @Test func `a changed line is not counted, and is told`() throws {
    let spool = try TestSpool()
    try spool.open().reserve(call("a", 500))
    let file = spool.path + "/ledger/2026-11.ndjson"
    let text = try String(contentsOfFile: file, encoding: .utf8).replacing("500", with: "100")
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let said = Mutex("")
    let ledger = try spool.open(say: { text in said.withLock { $0 = text } })
    #expect(!ledger.knows("a"))
    #expect(said.withLock { $0 }.contains("2026-11.ndjson"))
  }

  @Test func `the sums come by job, shot, provider and day`() throws {
    let spool = try TestSpool()
    let ledger = try spool.open()
    try ledger.reserve(call("a", 100, shot: "shot_01"))
    try ledger.reserve(call("b", 200, shot: "shot_02", provider: "other"))
    try ledger.reserve(call("c", 400, job: "song-2"))
    try ledger.settle("a", cost: 90, basis: .usage)
    try ledger.release("b")
    let shots = Costs(try spool.lines, by: .shot)
    #expect(shots.rows.map(\.name) == ["song-1 shot_01", "song-1 shot_02", "song-2 shot_01"])
    #expect(shots.rows.map(\.actual) == [90, 0, 0])
    #expect(shots.rows.map(\.open) == [0, 0, 1])
    #expect(shots.total.reserved == 400 && shots.total.estimated == 700)
    #expect(Costs(try spool.lines, by: .provider, job: "song-1").rows.map(\.name) == ["other m", "rented m"])
  }
}

/// What a person writes into the ledger beside a daemon.
@Suite struct SettledByHandTests {
  @Test func `a call that a person says was not charged gives its money back to a ledger at work`() throws {
    let spool = try TestSpool()
    var limits = Limits()
    limits.job = 1000
    let ledger = try spool.open(limits)
    try ledger.reserve(call("a", 700))
    #expect(throws: Failure.self) { try ledger.reserve(call("b", 700)) }
    let folder = LedgerFolder(spool.ledger)
    #expect(try folder.open(of: "song-1", subject: "shot_02").isEmpty && folder.open(of: "song-2").isEmpty)
    let open = try #require(try folder.open(of: "song-1", subject: "shot_01").first)
    try folder.end(open, cost: nil)
    try ledger.reserve(call("b", 700))
    #expect(try folder.open(of: "song-1").map(\.id) == ["b"] && ledger.openJobs == ["song-1"])
  }

  @Test func `what a person found in the account counts, and what is said later about the call does not`() throws {
    let spool = try TestSpool()
    let ledger = try spool.open()
    try ledger.reserve(call("a", 700))
    let open = try #require(try LedgerFolder(spool.ledger).open(of: "song-1").first)
    try LedgerFolder(spool.ledger).end(open, cost: 450)
    try ledger.settle("a", cost: 700, basis: .estimate)
    let total = Costs(try spool.lines, by: .job).total
    #expect(total.actual == 450 && total.open == 0)
    #expect(try spool.lines.last?.basis == .person && spool.lines.count == 2)
  }
}
