import Vocabulary

/// A concept taken apart: its words, what they mean, and the moments that it tells in order.
///
/// The text is untrusted. Only words leave this type (letters, digits, emoji), never its punctuation or controls.
struct Concept: Sendable {
  let reading: Reading
  /// The reading without what is said of the chorus alone.
  let story: Reading
  /// Word ranges of the moments that the story goes through, in order: sentences, or their parts where a comma or an
  /// "and then" parts them. Without those that only exclude something, and those that speak of the chorus.
  let moments: [Range<Int>]
  /// What the concept says about the chorus, or else what it says changes; nil where it says nothing of the kind.
  let chorus: Range<Int>?
  /// Indices of words that say what must not be seen, the "no" included.
  let excluded: Set<Int>
  /// The instants that the concept names itself ("0:45 the roof opens"): the first word after each, and its time.
  let times: [(word: Int, time: Seconds)]

  init(_ text: String) {
    let script = Script(text)
    let reading = Reading(script.words)
    let excluded = Self.excluded(by: reading)
    let chorusWords = reading.mentions.filter { $0.meaning == .chorus }.map(\.words.lowerBound)
    let all = Self.moments(of: reading)
    let said = all.first { moment in chorusWords.contains(where: moment.contains) }
      .map { Self.sentence(from: $0, in: all, of: reading) }
    let told = all.filter { moment in
      Self.tells(moment, in: reading, excluded: excluded) && !chorusWords.contains(where: moment.contains)
        && said?.overlaps(moment) != true
    }
    moments = told.isEmpty ? all : told
    chorus = said ?? all.first { Self.changesSomething($0, in: reading) }
    times = script.times
    // What changes in the chorus is not how the story begins; a change that the story itself goes through stays.
    story = told.isEmpty || chorusWords.isEmpty ? reading : chorus.map(reading.without) ?? reading
    (self.reading, self.excluded) = (reading, excluded)
  }

  var words: [Word] { reading.words }
  var isEmpty: Bool { words.isEmpty }

  /// `moment` and what follows it in the same sentence: "chorus: the pool fills, she floats" is one change.
  private static func sentence(from moment: Range<Int>, in all: [Range<Int>], of reading: Reading) -> Range<Int> {
    var end = moment.upperBound
    for next in all where next.lowerBound == end && !reading.words[end - 1].endsSentence { end = next.upperBound }
    return moment.lowerBound..<end
  }

  private static func moments(of reading: Reading) -> [Range<Int>] {
    let words = reading.words
    let turns = turns(in: reading)
    var found: [Range<Int>] = []
    var start = 0
    for index in words.indices {
      let length = index + 1 - start
      let isTurn = length >= 3 && turns.contains(index + 1)
      let ends = words[index].endsSentence || (words[index].endsClause && length >= 4) || length >= 24 || isTurn
      guard ends || index == words.count - 1 else { continue }
      if length < 3, let last = found.last, !words[index].endsSentence || length < 2,
        !words[start - 1].endsSentence
          || length < 2 && words[index].endsSentence
      {
        found[found.count - 1] = last.lowerBound..<(index + 1)
      } else {
        found.append(start..<(index + 1))
      }
      start = index + 1
    }
    return found
  }

  /// Where a new deed begins inside a sentence: at "then" and "finally", and at an "and" that a verb follows.
  private static func turns(in reading: Reading) -> Set<Int> {
    let words = reading.words
    let deeds = reading.mentions.compactMap { mention -> Int? in
      switch mention.meaning {
      case .pose, .ending: mention.words.lowerBound
      default: nil
      }
    }
    let verbs = Set(deeds)
    return Set(
      words.indices.filter { index in
        if ["then", "finally", "until"].contains(words[index].key), index > 0, words[index - 1].key != "and" {
          return true
        }
        guard words[index].key == "and", index + 1 < words.count else { return false }
        return verbs.contains(index + 1) || verbs.contains(index + 2) || words[index + 1].key == "then"
      })
  }

  /// The words of `range` as text, without what is only there to be excluded ("no rain").
  func text(of range: Range<Int>) -> String {
    spaced(named(range).filter { !excluded.contains($0) }.map { String(words[$0].text.prefix(40)) })
  }

  /// `range` without the word that only says what kind of moment it is: "chorus: …", "ending: …".
  private func named(_ range: Range<Int>) -> Range<Int> {
    let labels: Set<String> = ["chorus", "refrain", "ending", "end", "outro", "intro", "verse", "story"]
    guard range.count > 2, words[range.lowerBound].endsClause, labels.contains(words[range.lowerBound].key) else {
      return range
    }
    return range.dropFirst()
  }

  /// Whether the moment tells of a change that can be seen: "the city changes from dark to neon".
  private static func changesSomething(_ moment: Range<Int>, in reading: Reading) -> Bool {
    let verbs: Set<String> = ["changes", "change", "transforms", "transform", "transformed"]
    guard moment.contains(where: { verbs.contains(reading.words[$0].key) }) else { return false }
    return reading.mentions.contains { mention in
      guard moment.overlaps(mention.words), !mention.isWeak, !mention.isNegated else { return false }
      switch mention.meaning {
      case .weather, .light, .time: return true
      default: return false
      }
    }
  }

  /// Whether the moment tells something that can be shown: "Watercolour style." and "No rain." do not.
  private static func tells(_ moment: Range<Int>, in reading: Reading, excluded: Set<Int>) -> Bool {
    if moment.count(where: { !excluded.contains($0) }) < 2 { return false }
    let unknown = moment.count { !reading.known.contains($0) && !excluded.contains($0) }
    let inside = reading.mentions.filter { moment.overlaps($0.words) && !$0.isNegated }
    if inside.contains(where: \.happens) { return true }
    // "Gritty black and white", "camera slowly circles": how it looks, with a word that nobody knows.
    let looks = inside.count(where: \.isLook)
    return looks == 0 ? unknown > 0 || inside.contains { !$0.isGrammar } : unknown > looks
  }

  private static func excluded(by reading: Reading) -> Set<Int> {
    let wishes = reading.mentions.filter { $0.meaning == .keep }.reduce(into: Set<Int>()) { $0.formUnion($1.words) }
    let negated = reading.mentions.filter { $0.isNegated && $0.isScenery }
    return negated.reduce(into: wishes) { set, mention in
      let no = reading.mentions.last { $0.meaning == .negation && $0.words.upperBound <= mention.words.lowerBound }
      set.formUnion((no?.words.lowerBound ?? mention.words.lowerBound)..<mention.words.upperBound)
    }
  }

  /// What it excludes. A concept that asks for something and excludes it elsewhere gets it.
  var denials: [Mention] {
    let asked = Set(reading.mentions.filter { !$0.isNegated && !$0.isWeak }.map(\.meaning))
    return reading.mentions.filter { $0.isNegated && $0.isScenery && !asked.contains($0.meaning) }
  }

  /// The words that say what must not be seen, in order.
  var avoid: [String] {
    let grammar: Set<String> = ["at", "in", "by", "the", "a", "an", "of", "on"]
    let asked = Set(reading.words.indices.filter { !excluded.contains($0) }.map { words[$0].key })
    let said = denials.map { mention in
      mention.words.map { words[$0].key }.drop { grammar.contains($0) }.joined(separator: " ")
    }
    return said.filter { !asked.contains($0) }.unique
  }

  /// Whether it asks for a film without anybody in it.
  var isWithoutPeople: Bool { reading.mentions.contains { $0.meaning == .people && $0.isNegated } }

  /// Whether it asks to be kept to the letter, whatever the job's option says.
  var asksToBeKept: Bool { reading.mentions.contains { $0.meaning == .keep } }

  /// The noun phrase that ends with the words `noun`: the few words before it that describe it, with its article.
  /// Empty where they are pictures, not words.
  func phrase(around noun: Range<Int>) -> String {
    var start = noun.lowerBound
    while start > 0, noun.lowerBound - start < 3, describes(start - 1) { start -= 1 }
    let text = (start..<noun.upperBound).map(plain).joined(separator: " ")
    let article = start > 0 && !words[start - 1].endsClause ? words[start - 1].key : ""
    guard text.contains(where: \.isLetter) else { return "" }
    let own: Set<String> = ["a", "an", "the", "two", "three", "my", "her", "his", "their", "our"]
    // Scripts that have no articles get none.
    if text.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) { return text }
    let isKept = own.contains(article) || Self.foreignArticles.contains(article)
    return isKept ? "\(article) \(text)" : "\(indefinite(text)) \(text)"
  }

  /// Articles that show a phrase to be in another language.
  static let foreignArticles: Set<String> = [
    "la", "le", "les", "un", "une", "el", "los", "las", "der", "die", "das", "den", "dem", "ein", "eine", "il", "lo",
    "os",
    "um", "uma",
  ]

  /// The word as it is written, but for a capital that only begins a sentence, and a possessive ending.
  private func plain(_ index: Int) -> String {
    let word = words[index]
    let isFirst = index == 0 || words[index - 1].endsSentence
    let text = word.key == word.text.lowercased() ? word.text : word.key
    return String(isFirst ? text.lowercasedIfSimple.prefix(40) : text.prefix(40))
  }

  /// Whether the words name several: "sailors", "two lovers".
  func isPlural(_ noun: Range<Int>) -> Bool {
    let key = words[noun.upperBound - 1].key
    let article = noun.lowerBound > 0 ? words[noun.lowerBound - 1].key : ""
    return key.hasSuffix("s") && !key.hasSuffix("ss") && !["a", "an", "one"].contains(article)
      && !words[noun.upperBound - 1].text.contains("'") || ["men", "women", "people", "children"].contains(key)
  }

  /// Whether the word may stand before a noun to describe it.
  private func describes(_ index: Int) -> Bool {
    if words[index].endsClause || excluded.contains(index) { return false }
    let key = words[index].key
    if key.hasSuffix("ing") && !reading.known.contains(index) { return false }
    return reading.mentions.filter { $0.words.contains(index) }.allSatisfy { mention in
      switch mention.meaning {
      case .filler, .negation, .turning, .keep, .chorus, .count, .people, .pose, .event, .ending, .person: false
      default: true
      }
    } && !["s", "leaves", "loses", "finds", "sees", "meets"].contains(key) && !isLikelyVerb(key, at: index)
  }

  /// An unknown word with a verb's ending before a noun without an article: "paints city" is no painted city.
  private func isLikelyVerb(_ key: String, at index: Int) -> Bool {
    !reading.known.contains(index)
      && (key.hasSuffix("s") && !key.hasSuffix("ss") || key.hasSuffix("ed") && key.count < 5)
  }
}

extension Mention {
  /// Whether it says that somebody or something is there, or happens.
  fileprivate var happens: Bool {
    switch meaning {
    case .person, .pose, .place, .event, .object, .ending, .weather, .time, .count, .people: !isWeak
    default: false
    }
  }

  /// Whether it says how the film looks or feels.
  fileprivate var isLook: Bool {
    switch meaning {
    case .medium, .genre, .colour, .feeling, .camera, .framing, .light, .look: true
    default: false
    }
  }

  fileprivate var isGrammar: Bool {
    switch meaning {
    case .filler, .keep, .negation, .turning: true
    default: false
    }
  }

  /// Whether the meaning is something that can be seen, or felt, and so excluded.
  var isScenery: Bool {
    switch meaning {
    case .filler, .negation, .turning, .keep, .chorus, .count, .ending, .event: false
    default: true
    }
  }
}

/// Words as a text: with spaces, but none between words of scripts that write without.
func spaced(_ words: [String]) -> String {
  words.reduce(into: "") { text, word in
    let isUnspaced = { (scalar: Unicode.Scalar?) in (0x2E80..<0xAC00).contains(scalar?.value ?? 0) }
    let joins = isUnspaced(text.unicodeScalars.last) && isUnspaced(word.unicodeScalars.first)
    text += text.isEmpty || joins ? word : " " + word
  }
}

/// The article for a phrase: by its first letter, which is right often enough.
func indefinite(_ phrase: String) -> String {
  guard let first = phrase.first?.lowercased() else { return "a" }
  return "aeiou".contains(first) && !phrase.hasPrefix("uni") && !phrase.hasPrefix("one") ? "an" : "a"
}

extension String {
  /// Lower case at the start of a phrase, where the word is not written in capitals throughout.
  var lowercasedIfSimple: String {
    count > 1 && self == uppercased() && self != lowercased() ? self : lowercased()
  }

  /// With a capital at its start.
  var sentenceCased: String { prefix(1).uppercased() + dropFirst() }
}
