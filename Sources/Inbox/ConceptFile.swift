// The written side of a bundle: prose, options, or both. It is text and nothing else; an option that does not exist is
// an error with the list of those that do, because a typo that is silently ignored costs a whole film.
import FoundationEssentials
import Spool
import Vocabulary

/// What the written files of a bundle say.
struct ConceptFile: Equatable {
  var prose: String
  var options: JobOptions
  /// `submit --again`: a deliberate repeat.
  var isRepeat = false

  /// Why it cannot be used; one sentence with the remedy.
  struct Fault: Error, Equatable { var reason: String }

  /// - Parameters: the bytes of the prose file, of concept.json and of submit.json, where they exist.
  init(prose: [UInt8]?, options json: [UInt8]?, submit: [UInt8]?, rules: InboxRules) throws(Fault) {
    options = JobOptions()
    var text = try prose.map { bytes throws(Fault) in try Self.text(bytes, "the concept") }
    if let json {
      let (inner, given) = try Self.parse(json, "concept.json")
      options = given
      guard text == nil || inner == nil || text == inner else {
        throw Fault(reason: "the concept is written twice, in a text file and in concept.json; leave one of them")
      }
      text = text ?? inner
    }
    if let submit {
      let (_, given) = try Self.parse(submit, "submit.json")
      options = Self.overlay(given, on: options)
      isRepeat = Self.isRepeat(submit)
    }
    guard let text, !text.allSatisfy(\.isWhitespace) else {
      throw Fault(reason: "the concept is empty; write a sentence or more about what the film should tell")
    }
    guard text.utf8.count <= rules.conceptBytes else {
      throw Fault(reason: "the concept is longer than \(rules.conceptBytes) bytes; shorten it")
    }
    self.prose = text
  }

  private static func text(_ bytes: [UInt8], _ what: String) throws(Fault) -> String {
    // A byte order mark is how some editors say "UTF-8"; it is not a word of the concept.
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: body, as: UTF8.self) else {
      throw Fault(reason: "\(what) is not UTF-8 text; save it as UTF-8 and drop the bundle again")
    }
    guard !text.unicodeScalars.contains("\0") else {
      throw Fault(reason: "\(what) holds zero bytes, so it is not text; save it as plain UTF-8 text")
    }
    return text
  }

  /// The keys besides the options' own.
  private static let proseKeys = ["concept", "text"]
  private static let optionKeys = WrittenOptions.Key.allCases.map(\.stringValue)

  private static func parse(_ bytes: [UInt8], _ name: String) throws(Fault) -> (String?, JobOptions) {
    let source = try text(bytes, name)
    let data = Data(source.utf8)
    struct Prose: Decodable {
      var concept: String?
      var text: String?
    }
    let options: JobOptions
    let prose: Prose
    let keys: [String]
    do {
      keys = try JSONDecoder().decode([String: Ignored].self, from: data).keys.sorted()
      options = try JSONDecoder().decode(WrittenOptions.self, from: data).options
      prose = try JSONDecoder().decode(Prose.self, from: data)
    } catch {
      throw Fault(reason: "\(name) cannot be used: \(Self.cause(error)); it is a JSON object with \(known())")
    }
    if let wrong = keys.first(where: { !(proseKeys + optionKeys + ["again"]).contains($0) }) {
      throw Fault(reason: "\(name) has the key \(quoted(wrong)), which means nothing; it may have \(known())")
    }
    try check(options, name)
    return (prose.concept ?? prose.text, options)
  }

  private static func known() -> String { (["concept"] + optionKeys).joined(separator: ", ") }

  private static func cause(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(context.codingPath.last?.stringValue ?? "it") has a value of the wrong type"
    case .dataCorrupted(let context):
      guard let key = context.codingPath.last else { return "it is not valid JSON" }
      return "\(key.stringValue) has a value that does not exist"
    default: return "it is not what it should be"
    }
  }

  private static func check(_ options: JobOptions, _ name: String) throws(Fault) {
    for (key, value) in [("width", options.width), ("height", options.height)] {
      if let value, !(64...4096).contains(value) || value % 2 != 0 {
        throw Fault(reason: "\(name): \(key) is \(value); it must be an even number from 64 to 4096")
      }
    }
    if let fps = options.fps, !(1...60).contains(fps) {
      throw Fault(reason: "\(name): fps is \(fps); it must be a whole number from 1 to 60")
    }
    if let priority = options.priority, !(-100...100).contains(priority) {
      throw Fault(reason: "\(name): priority is \(priority); it must be a whole number from -100 to 100")
    }
  }

  private static func isRepeat(_ bytes: [UInt8]) -> Bool {
    struct Again: Decodable { var again: Bool? }
    return (try? JSONDecoder().decode(Again.self, from: Data(bytes)))?.again ?? false
  }

  private static func overlay(_ top: JobOptions, on base: JobOptions) -> JobOptions {
    var out = base
    out.fidelity = top.fidelity ?? base.fidelity
    out.width = top.width ?? base.width
    out.height = top.height ?? base.height
    out.fps = top.fps ?? base.fps
    out.upload = top.upload ?? base.upload
    out.seed = top.seed ?? base.seed
    out.priority = top.priority ?? base.priority
    out.budget = top.budget ?? base.budget
    out.review = top.review ?? base.review
    out.writer = top.writer ?? base.writer
    out.stills = top.stills ?? base.stills
    out.clips = top.clips ?? base.clips
    out.title = top.title ?? base.title
    return out
  }
}

/// Options as people write them: as in job.json, but for the budget, which is in dollars.
private struct WrittenOptions: Decodable {
  var options: JobOptions

  enum Key: String, CodingKey, CaseIterable {
    case fidelity, width, height, fps, seed, upload, priority, budget, review, writer, stills, clips, title
  }

  /// A number that does not fit its type; the decoder does not say which key has it.
  private struct NotWhole: Error, CustomStringConvertible {
    var key: Key
    var description: String { "\(key.stringValue) must be a whole number" }
  }

  private static func whole<Number: FixedWidthInteger & Decodable>(
    _ key: Key, in box: KeyedDecodingContainer<Key>
  ) throws -> Number? {
    do { return try box.decodeIfPresent(Number.self, forKey: key) } catch {
      // What is no number at all is a DecodingError, which names its key; this is an error of the decoder's own.
      throw error is DecodingError ? error : NotWhole(key: key)
    }
  }

  init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    options = JobOptions()
    options.fidelity = try box.decodeIfPresent(Fidelity.self, forKey: .fidelity)
    options.width = try Self.whole(.width, in: box)
    options.height = try Self.whole(.height, in: box)
    options.fps = try Self.whole(.fps, in: box)
    options.seed = try Self.whole(.seed, in: box)
    options.upload = try box.decodeIfPresent(Bool.self, forKey: .upload)
    options.priority = try Self.whole(.priority, in: box)
    options.budget = try box.decodeIfPresent(Dollars.self, forKey: .budget)?.amount
    options.review = try box.decodeIfPresent(ReviewPoint.self, forKey: .review)
    options.writer = try box.decodeIfPresent(String.self, forKey: .writer)
    options.stills = try box.decodeIfPresent(String.self, forKey: .stills)
    options.clips = try box.decodeIfPresent(String.self, forKey: .clips)
    options.title = try box.decodeIfPresent(String.self, forKey: .title)
  }
}

/// An amount as people write it: "2.50", "$2.50", 2.5 or 2.
private struct Dollars: Decodable {
  var amount: MicroDollars

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    // A number with a fraction goes by its shortest text, so that 0.1 is ten cents and not a little more.
    let text: String
    if let written = try? box.decode(String.self) {
      text = written
    } else if let whole = try? box.decode(Int.self) {
      text = String(whole)
    } else {
      text = try "\(box.decode(Double.self))"
    }
    guard let amount = Money.read(text) else {
      throw DecodingError.dataCorruptedError(in: box, debugDescription: "no amount in dollars")
    }
    self.amount = amount
  }
}

/// Any JSON value, looked at by nobody.
private struct Ignored: Decodable {
  init(from decoder: any Decoder) {}
}
