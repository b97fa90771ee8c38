import Foundation
import Testing
import Vocabulary

@testable import Ledger

@Suite struct LedgerSchemaTests {
  private func keys(ofSchema name: String) throws -> (all: Set<String>, required: Set<String>) {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("docs/schemas/\(name).json"))
    let schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let all = try #require(schema["properties"] as? [String: Any])
    return (Set(all.keys), Set(try #require(schema["required"] as? [String])))
  }

  @Test func `a line of the ledger has the keys that its schema says`() throws {
    let spool = try TestSpool()
    let ledger = try spool.open()
    try ledger.reserve(call("a", nil))
    try ledger.settle("a", cost: 420, basis: .reported)
    let text = try String(contentsOfFile: spool.path + "/ledger/2026-11.ndjson", encoding: .utf8)
    let lines = try text.split(separator: "\n").map {
      Set(try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]).keys)
    }
    let schema = try keys(ofSchema: "ledger")
    #expect(lines == [schema.required, schema.all])
  }

  @Test func `the sums have the keys that their schema says`() throws {
    let costs = Costs([], by: .day)
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(costs)) as? [String: Any]
    #expect(Set(try #require(object).keys) == (try keys(ofSchema: "costs")).all)
  }
}
