// The part of JSON Schema that every server understands the same way, and the check of it in our own code: a server may
// take a schema, ignore it, and still say 200.

/// What an answer must look like.
indirect enum Schema: Sendable {
  /// All fields, no others.
  case object([Field])
  case list(Schema, ClosedRange<Int>)
  /// Characters, after trimming.
  case text(ClosedRange<Int>)
  case choice([String])
  /// `#rrggbb`
  case colour

  struct Field: Sendable {
    var name: String
    var schema: Schema
    /// What it is for, as the model is told.
    var note: String

    init(_ name: String, _ schema: Schema, _ note: String) {
      self.name = name
      self.schema = schema
      self.note = note
    }
  }

  /// One way in which a value differs, by JSON pointer (RFC 6901).
  struct Fault: Sendable, Equatable {
    var pointer: String
    var text: String
  }

  // MARK: As a document

  /// JSON Schema in the subset of strict structured output: everything required, nothing else allowed, limits only in
  /// words.
  var json: JSONValue { json("") }

  private func json(_ note: String) -> JSONValue {
    var out: [String: JSONValue] = [:]
    switch self {
    case .object(let fields):
      out["type"] = "object"
      out["properties"] = .object(
        Dictionary(fields.map { ($0.name, $0.schema.json($0.note)) }, uniquingKeysWith: { a, _ in a }))
      out["required"] = .array(fields.map { .string($0.name) })
      out["additionalProperties"] = false
    case .list(let item, _):
      out["type"] = "array"
      out["items"] = item.json("")
    case .choice(let words):
      out["type"] = "string"
      out["enum"] = .array(words.map { .string($0) })
    case .text, .colour: out["type"] = "string"
    }
    let text = [note, limit].filter { !$0.isEmpty }.joined(separator: "; ")
    if !text.isEmpty { out["description"] = .string(text) }
    return .object(out)
  }

  private var limit: String {
    switch self {
    case .list(_, let count): "\(count.lowerBound) to \(count.upperBound) of them"
    case .text(let length): "\(length.lowerBound) to \(length.upperBound) characters"
    case .colour: "a colour like #1a2b3c"
    case .object, .choice: ""
    }
  }

  // MARK: Check

  /// How `value` differs, at most a few dozen faults; empty where it fits. Further keys are no fault: they are dropped.
  func faults(in value: JSONValue?, at pointer: String = "") -> [Fault] {
    guard let value else { return [Fault(pointer: pointer, text: "is missing")] }
    switch self {
    case .object(let fields):
      guard let object = value.object else { return [Fault(pointer: pointer, text: "is no object")] }
      return fields.flatMap { $0.schema.faults(in: object[$0.name], at: "\(pointer)/\($0.name)") }
    case .list(let item, let count):
      guard let items = value.array else { return [Fault(pointer: pointer, text: "is no array")] }
      let size =
        count.contains(items.count) ? [] : [Fault(pointer: pointer, text: "has \(items.count) items, not \(limit)")]
      return size + items.prefix(100).enumerated().flatMap { item.faults(in: $1, at: "\(pointer)/\($0)") }
    case .text, .choice, .colour:
      guard let text = value.text else { return [Fault(pointer: pointer, text: "is no string")] }
      return fault(in: text).map { [Fault(pointer: pointer, text: $0)] } ?? []
    }
  }

  private func fault(in text: String) -> String? {
    switch self {
    case .text(let length):
      let count = text.drop { $0.isWhitespace }.count
      return length.contains(count) ? nil : "has \(count) characters, not \(limit)"
    case .choice(let words): return words.contains(text) ? nil : "is not one of \(words.joined(separator: ", "))"
    case .colour: return Self.isColour(text) ? nil : "is not \(limit)"
    case .object, .list: return nil
    }
  }

  static func isColour(_ text: String) -> Bool {
    text.utf8.count == 7 && text.hasPrefix("#") && text.utf8.dropFirst().allSatisfy(isHexDigit)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }
}

extension Schema {
  /// The words of an enumeration.
  static func choice<Word: RawRepresentable & CaseIterable>(of type: Word.Type) -> Schema
  where Word.RawValue == String {
    .choice(Word.allCases.map(\.rawValue))
  }
}
