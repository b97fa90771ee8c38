/// The words that this house understands, and what they stand for. One lexicon for the writer, who reads concepts, and
/// for the artist, who reads prompts that a person may have edited: what is written is what is drawn.
///
/// It knows words, not sentences: "the night my father left the city" is a night, a father and a city. Where that is
/// not enough, a language model can take the writer's place.
public struct Lexicon: Sendable {
  /// The one lexicon, built on first use.
  public static let house = Lexicon()

  struct Entry: Sendable {
    /// What it plainly stands for, and what it only hints at.
    var plain: [Meaning] = []
    var hints: [Meaning] = []
  }

  /// Phrases as they are written, and by their stems.
  private var exact: [String: Entry] = [:]
  private var stems: [String: Entry] = [:]
  /// The longest phrase that begins with a word or its stem: most words begin none, and are passed at once.
  private var longest: [String: Int] = [:]

  /// Colours by name, for naming a shade that was mixed.
  public let colours: [NamedColour]
  /// The same colours as an eye sees them.
  let shades: [Lab]

  private init() {
    colours = LexiconTable.colours.map { NamedColour(name: $0.0, hex: $0.1) }
    shades = colours.map { Lab(hex: $0.hex) ?? Lab(l: 0, a: 0, b: 0) }
    for (forms, meanings) in LexiconTable.all { add(forms, meanings) }
    for colour in colours { add(colour.name, [.colour(colour)]) }
  }

  /// `forms`: phrases parted by commas; `~` makes a phrase a weak hint, `=` keeps it from matching by its stem.
  private mutating func add(_ forms: String, _ meanings: [Meaning]) {
    for form in forms.split(separator: ",") {
      let marks = form.drop { $0 == " " }.prefix { $0 == "~" || $0 == "=" }
      let parts = words(of: String(form)).map(\.key)
      guard !parts.isEmpty else { continue }
      for first in [parts[0], stem(of: parts[0])] { longest[first] = max(longest[first] ?? 0, parts.count) }
      insert(parts.joined(separator: " "), meanings, isWeak: marks.contains("~"), into: \.exact)
      guard !marks.contains("=") else { continue }
      insert(parts.map(stem(of:)).joined(separator: " "), meanings, isWeak: marks.contains("~"), into: \.stems)
    }
  }

  private mutating func insert(
    _ key: String, _ meanings: [Meaning], isWeak: Bool, into table: WritableKeyPath<Lexicon, [String: Entry]>
  ) {
    var entry = self[keyPath: table][key] ?? Entry()
    for meaning in meanings where !entry.plain.contains(meaning) && !entry.hints.contains(meaning) {
      if isWeak { entry.hints.append(meaning) } else { entry.plain.append(meaning) }
    }
    self[keyPath: table][key] = entry
  }

  /// The longest known phrase that begins at `index`, and how many words it takes; nil where none does.
  func entry(at index: Int, of words: [Word], stems stemmed: [String]) -> (Entry, Int)? {
    let most = max(longest[words[index].key] ?? 0, longest[stemmed[index]] ?? 0)
    for count in stride(from: min(most, words.count - index), through: 1, by: -1) {
      let range = index..<(index + count)
      // A phrase does not reach over a comma.
      if words[range.dropLast()].contains(where: \.endsClause) { continue }
      if let known = exact[words[range].map(\.key).joined(separator: " ")] { return (known, count) }
      if let known = stems[stemmed[range].joined(separator: " ")] { return (known, count) }
    }
    return nil
  }
}
