// Every model at a hosted service names its inputs differently, so the configuration says how: a table whose texts may
// hold our words in braces. Values are put into JSON as values, once, and never looked through again: what a prompt says
// stays a text.
import Vocabulary

/// How an order becomes a model's input.
struct Mapping: Sendable {
  let input: [String: JSONValue]

  static let words: Set<String> = [
    "prompt", "negative", "still", "reference", "references", "width", "height", "size", "aspect", "seconds",
    "seconds_text", "frames",
    "fps", "seed",
  ]

  /// - Throws: where a text has a word in braces that we do not know.
  init(_ input: [String: JSONValue], key: String) throws(SetupFault) {
    self.input = input
    for word in Self.named(in: .object(input)) where !Self.words.contains(word) {
      throw SetupFault(
        key, "\(key) has {\(word)}; known are \(Self.words.sorted().map { "{\($0)}" }.joined(separator: ", "))")
    }
  }

  /// Whether our word is used anywhere.
  func uses(_ word: String) -> Bool { Self.named(in: .object(input)).contains(word) }

  private static func named(in value: JSONValue) -> [String] {
    switch value {
    case .string(let text): return pieces(text).compactMap { if case .word(let word) = $0 { word } else { nil } }
    case .array(let values): return values.flatMap(named)
    case .object(let fields): return fields.values.flatMap(named)
    default: return []
    }
  }

  /// The input; what has no value (a still of a still, a reference of nobody) is left out.
  func filled(_ values: [String: JSONValue]) -> JSONValue {
    .object(input.compactMapValues { Self.fill($0, values) })
  }

  /// A text that is one word alone becomes the value, whatever its type; with more around it, it stays a text.
  private static func fill(_ value: JSONValue, _ values: [String: JSONValue]) -> JSONValue? {
    switch value {
    case .string(let text):
      let pieces = pieces(text)
      if pieces.count == 1, case .word(let word) = pieces[0] { return values[word] }
      return .string(pieces.map { piece in piece.text(values) }.joined())
    case .array(let items): return .array(items.compactMap { fill($0, values) })
    case .object(let fields): return .object(fields.compactMapValues { fill($0, values) })
    default: return value
    }
  }

  private enum Piece {
    case plain(String)
    case word(String)

    func text(_ values: [String: JSONValue]) -> String {
      switch self {
      case .plain(let text): text
      case .word(let word): values[word]?.shortText(most: .max) ?? ""
      }
    }
  }

  /// "{seconds}s" is a word and a letter.
  private static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.plain(String(rest[..<open]))) }
      pieces.append(.word(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty || pieces.isEmpty { pieces.append(.plain(String(rest))) }
    return pieces
  }
}

extension Order {
  /// Our words and what they stand for.
  ///
  /// - Parameter address: what a picture is called in a request.
  func values(size: (width: Int, height: Int), address: (Picture) throws(Failure) -> String) throws(Failure)
    -> [String: JSONValue]
  {
    var values: [String: JSONValue] = [
      "prompt": .string(prompt), "width": .integer(Int64(size.width)), "height": .integer(Int64(size.height)),
      "size": .string("\(size.width)x\(size.height)"), "aspect": .string(aspect), "seed": .integer(seed),
    ]
    if !negative.isEmpty { values["negative"] = .string(negative) }
    if step == .clip {
      values["seconds"] = seconds == seconds.rounded() ? .integer(Int64(seconds)) : .number(seconds)
      values["seconds_text"] = .string(values["seconds"]?.shortText ?? "")
      values["frames"] = .integer(Int64((seconds * Double(fps)).rounded(.up)))
      values["fps"] = .integer(Int64(fps))
    }
    if let still { values["still"] = .string(try address(still)) }
    var pictures: [JSONValue] = []
    for reference in references { pictures.append(.string(try address(reference))) }
    if let first = pictures.first {
      values["reference"] = first
      values["references"] = .array(pictures)
    }
    return values
  }

  /// "9:16", or whatever the film's sides are in smallest numbers.
  private var aspect: String {
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    let common = max(1, divisor(width, height))
    return "\(width / common):\(height / common)"
  }
}
