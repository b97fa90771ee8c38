import Foundation
import Spool
import Testing
import Vocabulary

@testable import Ledger

/// A folder of its own with what a ledger needs, gone at the end.
final class TestSpool: Sendable {
  let path: String
  let ledger: Folder
  let aside: Folder
  let tmp: Folder

  init() throws {
    path = NSTemporaryDirectory() + "reelspool-test-ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let root = try Folder.open(path)
    ledger = try root.folder(making: "ledger")
    aside = try root.folder(making: "aside")
    tmp = try root.folder(making: "tmp")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func open(_ limits: Limits = Limits(), at day: String = "2026-11-22", say: (String) -> Void = { _ in }) throws
    -> Ledger
  {
    let instant = try #require(Instant("\(day)T12:00:00.000Z"))
    return try Ledger(ledger, aside: aside, tmp: tmp, limits: limits, now: { instant }, say: say)
  }

  var lines: [LedgerLine] { get throws { try LedgerFolder(ledger).lines().lines } }
}

func call(
  _ id: String, _ estimate: MicroDollars?, job: String = "song-1", shot: String = "shot_01",
  provider: String = "rented",
  budget: MicroDollars? = nil
) -> PricedCall {
  let errand = Errand(
    job: job, step: .clip, subject: shot, take: 1, budget: budget, purse: NoPurse(), notes: NoNotes())
  return PricedCall(
    id: id, errand: errand, provider: provider, model: "m", fingerprint: "f", estimate: estimate)
}

struct NoPurse: Purse {
  func reserve(_ call: PricedCall) {}
  func settle(_ id: String, cost: MicroDollars, basis: CostBasis) {}
  func release(_ id: String) {}
  func knows(_ id: String) -> Bool { false }
}

struct NoNotes: CallNotes {
  func read(_ name: String) -> CallNote? { nil }
  func write(_ note: CallNote, as name: String) {}
  func sync(_ file: String) {}
  func reply(_ name: String) -> [UInt8]? { nil }
  func keep(_ reply: [UInt8], as name: String) {}
}
