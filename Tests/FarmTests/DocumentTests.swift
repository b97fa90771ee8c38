import Foundation
import Testing

/// The documents of a job as a real run leaves them, against docs/schemas.
@Suite struct DocumentTests {
  typealias Node = [String: Any]

  static let documents = [
    ("job-ticket", "job.json"), ("analysis", "analysis.json"), ("treatment", "treatment.json"),
    ("character", "characters/lead/character.json"), ("plan", "plan.json"), ("shot-ticket", "shots/ready/shot_01.json"),
    ("take", "takes/shot_01/1/take.json"), ("report", "cuts/1/report.json"),
  ]

  @Test func `every document of a finished job is what its schema says`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop(options: #"{"upload": true, "seed": 7}"#)
    let job = try barn.job(in: .done)
    barn.stop()
    for (name, path) in Self.documents {
      let data = Data(barn.text("done/\(job)/\(path)").utf8)
      let faults = Self.faults(try JSONSerialization.jsonObject(with: data), try schema(name), at: name)
      #expect(faults == [])
    }
  }

  @Test func `a document with a strange key, a missing one, a wrong type or a wrong word is told apart`() throws {
    let schema = try schema("report")
    #expect(Self.faults(["surprise": 1], schema, at: "x").contains("x.surprise is not in the schema"))
    #expect(Self.faults([:] as Node, schema, at: "x").contains("x.frames is missing"))
    #expect(Self.faults(["frames": "many"], schema, at: "x").contains("x.frames is no integer"))
    let shots: Node = ["shots": [["cue": "sneeze"]]]
    #expect(Self.faults(shots, schema, at: "x").contains("x.shots[].cue has no word sneeze"))
  }

  private func schema(_ name: String) throws -> Node {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("docs/schemas/\(name).json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? Node)
  }

  /// Where `value` is not what `schema` says: the small part of JSON Schema that ours are written in.
  private static func faults(_ value: Any, _ schema: Node, at path: String) -> [String] {
    switch schema["type"] as? String {
    case "object":
      guard let object = value as? Node else { return ["\(path) is no object"] }
      return faults(in: object, schema, at: path)
    case "array":
      guard let items = value as? [Any] else { return ["\(path) is no array"] }
      let inner = schema["items"] as? Node ?? [:]
      return items.flatMap { faults($0, inner, at: path + "[]") }
    case "string":
      guard let text = value as? String else { return ["\(path) is no string"] }
      let words = schema["enum"] as? [String]
      return words.map { $0.contains(text) } ?? true ? [] : ["\(path) has no word \(text)"]
    case "integer": return value is Int || value is UInt64 ? [] : ["\(path) is no integer"]
    case "number": return value is NSNumber || value is Double || value is Int ? [] : ["\(path) is no number"]
    case "boolean": return value is Bool ? [] : ["\(path) is no boolean"]
    default: return ["\(path) has no type"]
    }
  }

  private static func faults(in object: Node, _ schema: Node, at path: String) -> [String] {
    let known = schema["properties"] as? Node ?? [:]
    let required = schema["required"] as? [String] ?? []
    let strange = object.keys.filter { known[$0] == nil }.sorted().map { "\(path).\($0) is not in the schema" }
    let missing = required.filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
    let inner = object.keys.sorted().flatMap { key -> [String] in
      guard let value = object[key], let schema = known[key] as? Node else { return [] }
      return faults(value, schema, at: "\(path).\(key)")
    }
    return strange + missing + inner
  }
}
