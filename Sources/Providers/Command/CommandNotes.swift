import Vocabulary

/// What a program has said that matters after its end.
struct CommandNotes {
  /// What it complained about last, in one line of at most 300 characters; empty where it said nothing. The last line,
  /// because the first one of a traceback or of a tool's banner says nothing.
  private(set) var cause = ""
  /// Seconds of its last `retry-after: SECONDS`.
  private(set) var wait: Seconds?

  private static let mark = "retry-after:"

  /// One line of its standard output.
  mutating func hear(_ line: Substring) { _ = takeWait(line) }

  /// The end of its standard error.
  mutating func hear(all tail: String) {
    for line in tail.split(separator: "\n") where !takeWait(line) {
      let plain = Self.plain(line)
      if !plain.isEmpty { cause = plain }
    }
  }

  /// Whether the line says how long to wait.
  private mutating func takeWait(_ line: Substring) -> Bool {
    let text = line.prefix(64).drop { $0 == " " || $0 == "\t" }
    guard text.prefix(Self.mark.count).lowercased() == Self.mark else { return false }
    let figure = text.dropFirst(Self.mark.count).split(whereSeparator: \.isWhitespace).first.flatMap { Double($0) }
    guard let figure, figure.isFinite, figure >= 0 else { return false }
    wait = figure
    return true
  }

  /// Controls and marks that would turn a terminal's or a log's line around become spaces.
  private static func plain(_ line: Substring) -> String {
    let text = line.unicodeScalars.map { scalar -> Swift.Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: " "
      default: Swift.Character(scalar)
      }
    }
    let words = String(text).split(separator: " ").joined(separator: " ")
    return String(words.prefix(300))
  }
}
