/// A text with everything that the lexicon finds in it.
public struct Reading: Sendable {
  public let words: [Word]
  /// In the order of the text.
  public let mentions: [Mention]
  /// Indices of words that stand for something, grammar included.
  public let known: Set<Int>

  public init(_ text: String, lexicon: Lexicon = .house) {
    self.init(Vocabulary.words(of: text), lexicon: lexicon)
  }

  public init(_ words: [Word], lexicon: Lexicon = .house) {
    var pass = Pass(words: words)
    let stems = words.map { stem(of: $0.key) }
    var index = 0
    while index < words.count {
      guard let (entry, count) = lexicon.entry(at: index, of: words, stems: stems) else {
        pass.skip(index)
        index += 1
        continue
      }
      pass.take(entry, at: index..<(index + count))
      index += count
    }
    (self.words, self.mentions, self.known) = (words, pass.found, pass.known)
  }

  /// What is known while going through the words: what "no" and "turning to" still reach.
  private struct Pass {
    let words: [Word]
    var found: [Mention] = []
    var known: Set<Int> = []
    var negatedUntil = 0
    var targetUntil = 0

    init(words: [Word]) { self.words = words }

    mutating func skip(_ index: Int) {
      if words[index].endsClause { (negatedUntil, targetUntil) = (0, 0) }
    }

    mutating func take(_ entry: Lexicon.Entry, at range: Range<Int>) {
      let (isNegated, isTarget) = (range.lowerBound < negatedUntil, range.lowerBound < targetUntil)
      known.formUnion(range)
      for (meanings, isWeak) in [(entry.plain, false), (entry.hints, true)] {
        found += meanings.map {
          Mention(meaning: $0, words: range, isNegated: isNegated, isWeak: isWeak, isTarget: isTarget)
        }
      }
      if entry.plain.contains(.negation) { negatedUntil = range.upperBound + Reading.reach }
      if entry.plain.contains(.turning) { targetUntil = range.upperBound + Reading.reach }
      let ends = words[range].contains { $0.endsClause || Reading.stops.contains($0.key) }
      if ends { (negatedUntil, targetUntil) = (0, 0) }
    }
  }

  /// The same text without what the words in `range` mean.
  public func without(_ range: Range<Int>) -> Reading {
    Reading(words: words, mentions: mentions.filter { !range.overlaps($0.words) }, known: known)
  }

  private init(words: [Word], mentions: [Mention], known: Set<Int>) {
    (self.words, self.mentions, self.known) = (words, mentions, known)
  }

  /// How many words after "no" or "turning to" are still meant by it.
  private static let reach = 4
  /// Words that end that reach.
  private static let stops: Set<String> = ["and", "but", "just", "only", "until", "with", "while", "then", "instead"]

  /// What the text asks for, of one kind, in the order of the text: plain words only, or hints where there are none.
  public func asked<Value>(_ kind: (Meaning) -> Value?) -> [(value: Value, words: Range<Int>)] {
    let all = mentions.filter { !$0.isNegated && !$0.isTarget }
    let plain = all.filter { !$0.isWeak }.compactMap { mention in kind(mention.meaning).map { ($0, mention.words) } }
    if !plain.isEmpty { return plain }
    return all.filter(\.isWeak).compactMap { mention in kind(mention.meaning).map { ($0, mention.words) } }
  }

  /// What the text excludes, of one kind.
  public func refused<Value>(_ kind: (Meaning) -> Value?) -> [Value] {
    mentions.filter(\.isNegated).compactMap { kind($0.meaning) }
  }

  /// The places that are places: in "a street musician" the street only says which musician.
  public var places: [(value: Place, words: Range<Int>)] {
    let people = Set(
      mentions.compactMap { mention -> Int? in
        if case .person = mention.meaning { return mention.words.lowerBound }
        return nil
      })
    let all = asked { if case .place(let place) = $0 { place } else { nil } }
    let free = all.filter { !people.contains($0.words.upperBound) || words[$0.words.upperBound - 1].endsClause }
    return free.isEmpty ? all : free
  }

  /// Colours of clothes, with the words that say them: "a red coat", "the woman in white".
  public var wornColours: [(value: NamedColour, words: Range<Int>)] {
    colours.filter { isWorn($0.words) && !isOfBody($0.words) }
  }

  /// Colours of everything else.
  public var sceneColours: [(value: NamedColour, words: Range<Int>)] {
    colours.filter { !isWorn($0.words) && !isOfBody($0.words) }
  }

  private var colours: [(value: NamedColour, words: Range<Int>)] {
    asked { if case .colour(let colour) = $0 { colour } else { nil } }
  }

  /// "Red hair", "blue eyes".
  private func isOfBody(_ range: Range<Int>) -> Bool {
    guard range.upperBound < words.count, !words[range.upperBound - 1].endsClause else { return false }
    return ["hair", "haired", "eyes", "eyed", "beard", "lips", "skin"].contains(words[range.upperBound].key)
  }

  private func isWorn(_ range: Range<Int>) -> Bool {
    let clothes = mentions.contains { mention in
      guard case .look(let hint) = mention.meaning, hint.wardrobe != nil
      else { return false }
      let gap = mention.words.lowerBound - range.upperBound
      return (0...2).contains(gap)
        && !words[(range.upperBound - 1)..<mention.words.lowerBound].contains(where: \.endsClause)
    }
    if clothes { return true }
    guard range.lowerBound > 0, ["in", "wearing"].contains(words[range.lowerBound - 1].key) else { return false }
    let before = range.lowerBound - 2
    return mentions.contains { mention in
      guard mention.words.contains(before) else { return words[range.lowerBound - 1].key == "wearing" }
      if case .person = mention.meaning { return true }
      return ["dressed", "clad", "clothed"].contains(words[max(0, before)].key)
    }
  }
}
