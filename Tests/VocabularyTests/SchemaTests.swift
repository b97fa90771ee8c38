import Foundation
import Testing
import Vocabulary

@Suite struct SchemaTests {
  typealias Node = [String: Any]

  static let documents: [(String, any Encodable & Sendable)] = [
    ("analysis", Examples.analysis), ("treatment", Examples.treatment), ("character", Examples.character),
    ("plan", Examples.plan), ("take", Examples.take), ("call", Examples.call),
  ]

  func schema(_ name: String) throws -> Node {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("docs/schemas/\(name).json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? Node)
  }

  @Test(arguments: documents.indices)
  func `a document has exactly the keys, types and words that its schema says`(index: Int) throws {
    let (name, document) = Self.documents[index]
    let value = try JSONSerialization.jsonObject(with: JSONEncoder().encode(document))
    #expect(differences(value, try schema(name), at: name) == [])
  }

  @Test func `a schema's enumerations are the code's`() throws {
    let shots = try #require(try schema("plan").properties["shots"] as? Node)
    let shot = try #require(shots["items"] as? Node).properties
    let scene = try #require(shot["scene"] as? Node).properties
    let expected: [(Any?, [String])] = [
      (scene["place"], Place.allCases.map(\.rawValue)), (scene["timeOfDay"], TimeOfDay.allCases.map(\.rawValue)),
      (scene["weather"], Weather.allCases.map(\.rawValue)), (scene["framing"], Framing.allCases.map(\.rawValue)),
      (scene["camera"], CameraMove.allCases.map(\.rawValue)), (scene["pose"], Pose.allCases.map(\.rawValue)),
      (shot["purpose"], ShotPurpose.allCases.map(\.rawValue)), (shot["energy"], EnergyWord.allCases.map(\.rawValue)),
      (shot["transitionIn"], Transition.allCases.map(\.rawValue)),
      (shot["sectionRole"], SectionRole.allCases.map(\.rawValue)),
    ]
    for (node, words) in expected { #expect((node as? Node)?["enum"] as? [String] == words) }
    let lights = try #require(scene["lights"] as? Node)
    #expect((lights["items"] as? Node)?["enum"] as? [String] == LightSource.allCases.map(\.rawValue))
  }

  /// Where `value` is not what `schema` says; every key of an example must be in both.
  private func differences(_ value: Any, _ schema: Node, at path: String) -> [String] {
    switch schema["type"] as? String {
    case "object": return differences(in: value as? Node ?? [:], schema, at: path)
    case "array":
      let items = value as? [Any] ?? []
      let inner = schema["items"] as? Node ?? [:]
      return (items.isEmpty ? ["\(path) is empty"] : []) + items.flatMap { differences($0, inner, at: path + "[]") }
    case "string":
      guard let text = value as? String else { return ["\(path) is no string"] }
      let words = schema["enum"] as? [String]
      return words.map { $0.contains(text) } ?? true ? [] : ["\(path) has no word \(text)"]
    case "integer": return value is Int ? [] : ["\(path) is no integer"]
    case "number": return value is NSNumber || value is Double || value is Int ? [] : ["\(path) is no number"]
    default: return ["\(path) has no type"]
    }
  }

  private func differences(in value: Node, _ schema: Node, at path: String) -> [String] {
    let keys = Set(value.keys)
    let known = Set(schema.properties.keys)
    let required = Set(schema["required"] as? [String] ?? [])
    var found = keys.symmetricDifference(known).sorted().map { "\(path).\($0) is not in both" }
    if !required.isSubset(of: known) { found.append("\(path) requires what it does not know") }
    for key in keys.intersection(known).sorted() {
      found += differences(value[key] ?? "", schema.properties[key] as? Node ?? [:], at: "\(path).\(key)")
    }
    return found
  }
}

extension SchemaTests.Node {
  /// The properties of an object's schema.
  fileprivate var properties: [String: Any] { self["properties"] as? [String: Any] ?? [:] }
}
