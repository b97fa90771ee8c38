import Vocabulary

// Who is in the film.
extension Invention {
  /// 0 to 3 people in the order in which the concept names them; the first is the lead. Clothes get their colour from
  /// `dress(_:in:)`, once the palette is known.
  func characters(arc: EmotionalArc) -> [Character] {
    if concept.isWithoutPeople { return [] }
    var people = saidPeople()
    if people.isEmpty { people = [invented()] }
    let avoided = concept.avoid
    for index in people.indices where words(of: people[index].description).contains(where: { avoided.contains($0.key) })
    {
      people[index].description = "a lone figure"
    }
    if people.count == 1, saidCount > 1 { people += (1..<saidCount).map { companion(of: people[0], number: $0) } }
    if people.count > 1, saidCount == 1 { people = [people[0]] }
    var cast = people.prefix(3).enumerated().map { character($0.element, number: $0.offset, arc: arc) }
    if var lead = brief.lead {
      lead.id = Self.ids[0]
      if cast.isEmpty { cast = [lead] } else { cast[0] = lead }
    }
    return cast
  }

  static let ids = ["lead", "second", "third"]

  /// Somebody before they are dressed.
  private struct Person {
    var description: String
    var hint: FigureHint?
    var source: Source
    /// The words that name them; nil where the concept does not.
    var words: Range<Int>?
  }

  private var saidCount: Int {
    let counts = concept.reading.asked { if case .count(let count) = $0 { count } else { nil } }
    return counts.map(\.value).max() ?? 0
  }

  /// People by their last word, each once: "the girl" later is the girl of before.
  private func saidPeople() -> [Person] {
    let said = concept.reading.asked { if case .person(let hint) = $0 { hint } else { nil } }
    // "fox" beside "girl" is company that nobody can draw, "fox" alone is the lead.
    let animals = concept.reading.asked { $0 == .object("animal") ? true : nil }
    if said.isEmpty, let animal = animals.first, !concept.isPlural(animal.words) {
      return [Person(description: described(animal.words), hint: FigureHint.small, source: .user, words: animal.words)]
    }
    let separate = said.filter { one in !said.contains { $0.words.lowerBound == one.words.upperBound } }
    // A crowd is nobody's lead where there is one person beside it.
    let ordered = separate.filter { !concept.isPlural($0.words) } + separate.filter { concept.isPlural($0.words) }
    return ordered.unique(by: { concept.words[$0.words.upperBound - 1].key }).map {
      Person(description: described($0.words), hint: $0.value, source: .user, words: $0.words)
    }
  }

  private func described(_ words: Range<Int>) -> String {
    let phrase = concept.phrase(around: words)
    if phrase.isEmpty { return "a lone figure" }
    // Of two lovers, the lead is one.
    let noun = concept.words[words.upperBound - 1].key
    let several = phrase.hasPrefix("two ") || phrase.hasPrefix("three ") || Self.pairs.contains(noun)
    if several { return "one of \(phrase)" }
    guard concept.isPlural(words) else { return phrase }
    return "one of the \(phrase.split(separator: " ").dropFirst().joined(separator: " "))"
  }

  private static let pairs: Set<String> = ["couple", "pair", "lovers", "twins", "friends", "duo", "trio"]

  private func invented() -> Person {
    let keys = Set(concept.words.map(\.key))
    if !keys.isDisjoint(with: ["she", "her", "hers", "herself"]) {
      return Person(description: "a woman", hint: hint(of: "woman"), source: .inferred)
    }
    if !keys.isDisjoint(with: ["he", "him", "his", "himself"]) {
      return Person(description: "a man", hint: hint(of: "man"), source: .inferred)
    }
    if keeps { return Person(description: "a lone figure", hint: nil, source: .default) }
    let word = dice.pick("lead", strangers)
    return Person(description: "\(indefinite(word)) \(word)", hint: hint(of: word), source: .default)
  }

  /// Who turns up where the concept names nobody.
  private var strangers: [String] {
    switch genre?.name {
    case "cyberpunk", "eighties": ["young hacker", "lone driver", "street singer", "tired courier"]
    case "western": ["lone drifter", "cowboy", "travelling preacher"]
    case "noir": ["lone detective", "night singer"]
    case "fairy tale", "medieval": ["young knight", "hooded wanderer", "runaway princess"]
    case "space opera": ["lone astronaut", "star pilot"]
    default:
      ["lone wanderer", "young dancer", "quiet musician", "traveller", "woman", "old sailor", "young man", "dreamer"]
    }
  }

  private func hint(of word: String) -> FigureHint? {
    Reading(word).asked { if case .person(let hint) = $0 { hint } else { nil } }.last?.value
  }

  private func companion(of lead: Person, number: Int) -> Person {
    let ordinal = ["second", "third"][min(number, 2) - 1]
    if lead.description.hasPrefix("one of ") {
      let group = lead.description.dropFirst(7)
      return Person(
        description: "the \(number == 1 ? "other" : ordinal) of \(group)", hint: lead.hint, source: lead.source)
    }
    let noun = lead.description.split(separator: " ").last.map(String.init) ?? "figure"
    return Person(description: "a \(ordinal) \(noun)", hint: lead.hint, source: lead.source)
  }

  private func character(_ person: Person, number: Int, arc: EmotionalArc) -> Character {
    let base = Figure(
      build: dice.pick("build", Figure.Build.allCases.filter { $0 != .small }, number),
      age: dice.pick("age", [.young, .adult, .adult], number),
      hair: hair(of: person, number),
      wardrobe: dice.pick("wardrobe", wardrobes(for: person), number), accessory: .none)
    var figure = person.hint?.applied(to: base) ?? base
    figure = figure.edited(by: person.description)
    for look in looks(of: person) { figure = look.applied(to: figure) }
    if let hair = saidHair(of: person)?.cut { figure.hair = hair }
    figure = undressed(figure)
    return Character(
      id: Self.ids[number], description: person.description,
      physicalDescription: body(figure, number, shade: saidHair(of: person)?.shade),
      wardrobe: "", wardrobeColor: "", accessories: accessories(of: figure),
      distinctiveFeatures: keeps ? [] : [dice.pick("feature", Self.features, number)],
      emotionalRange: [arc.from.value, arc.to.value], referenceImages: [], figure: figure, source: person.source)
  }

  /// Hair that may be invented: the lead whom the concept calls "he" wears it short, "she" does not.
  private func hair(of person: Person, _ number: Int) -> Figure.Hair {
    let spoken = Set(concept.words.map(\.key))
    let isHe = number == 0 && !spoken.isDisjoint(with: ["he", "him", "his", "himself"])
    let isShe = number == 0 && !spoken.isDisjoint(with: ["she", "her", "hers", "herself"])
    if isHe != isShe { return isHe ? .short : dice.pick("hair", [.long, .bun], number) }
    return dice.pick("hair", [.short, .long, .bun], number)
  }

  /// Clothes that may be invented: a dress only for people whose word goes with long hair, as the lexicon has it.
  private func wardrobes(for person: Person) -> [Figure.Wardrobe] {
    let wearsDress = person.hint?.hair == .long || person.hint?.hair == .bun
    return [.coat, .hoodie, .suit, wearsDress ? .dress : .coat, .coat]
  }

  /// "Short black hair" of one person: how it is cut and its colour, as far as the words before "hair" say.
  private func saidHair(of person: Person) -> (cut: Figure.Hair?, shade: String?)? {
    let words = concept.words
    let found = words.indices.first {
      ["hair", "haired"].contains(words[$0].key) && owner(of: $0..<($0 + 1)) == person.words
    }
    guard let hair = found else { return nil }
    var before: [String] = []
    for index in (max(0, hair - 3)..<hair).reversed() where !words[index].endsClause { before.append(words[index].key) }
    let shades: Set<String> = [
      "black", "brown", "red", "blond", "blonde", "white", "grey", "gray", "silver", "auburn", "ginger", "blue",
      "green",
      "pink", "purple", "dark", "golden",
    ]
    let cut: Figure.Hair? = before.contains("short") ? .short : before.contains("long") ? .long : nil
    return (cut, before.first(where: shades.contains))
  }

  /// The figure without what the concept excludes: "no umbrella".
  private func undressed(_ figure: Figure) -> Figure {
    let denied = concept.denials.compactMap { mention -> FigureHint? in
      if case .look(let hint) = mention.meaning { return hint }
      return nil
    }
    let wardrobes = Set(denied.compactMap(\.wardrobe))
    var figure = figure
    if wardrobes.contains(figure.wardrobe) {
      figure.wardrobe = Figure.Wardrobe.allCases.first { !wardrobes.contains($0) } ?? figure.wardrobe
    }
    if denied.contains(where: { $0.accessory == figure.accessory }) { figure.accessory = .none }
    if denied.contains(where: { $0.hair == figure.hair }) { figure.hair = figure.hair == .short ? .long : .short }
    return figure
  }

  /// What the concept says about the clothes and the body of one person.
  private func looks(of person: Person) -> [FigureHint] {
    concept.reading.asked { if case .look(let hint) = $0 { hint } else { nil } }
      .filter { owner(of: $0.words) == person.words && !describesThing($0.words, $0.value) }.map(\.value)
  }

  /// "An old radio" says nothing about anybody's age.
  private func describesThing(_ words: Range<Int>, _ hint: FigureHint) -> Bool {
    guard hint.wardrobe == nil, hint.accessory == nil, hint.hair == nil, words.upperBound < concept.words.count,
      !concept.words[words.upperBound - 1].endsClause
    else { return false }
    let next = concept.reading.mentions.filter { $0.words.lowerBound == words.upperBound }
    let beyond = concept.reading.mentions.filter { $0.words.lowerBound == words.upperBound + 1 }
    return next.contains(where: \.isThing) && !(next + beyond).contains(where: \.isPerson)
  }

  /// Whom words about clothes or bodies are about: who was named last before them, or else who is named first.
  func owner(of words: Range<Int>) -> Range<Int>? {
    let people = concept.reading.asked { meaning -> Bool? in
      if case .person = meaning { return true }
      return meaning == .object("animal") ? true : nil
    }.map(\.words)
    return people.last { $0.lowerBound < words.lowerBound } ?? people.first
  }

  private func body(_ figure: Figure, _ number: Int, shade said: String?) -> PhysicalDescription {
    let age =
      switch figure.age {
      case .child: "about nine years old"
      case .young: "in their early twenties"
      case .adult: "in their late thirties"
      case .old: "in their seventies"
      }
    let hair =
      switch figure.hair {
      case .short: "short hair"
      case .long: "long loose hair"
      case .bun: "hair tied in a bun"
      case .hood: "hair under a hood"
      case .hat: "short hair under a hat"
      }
    let shade =
      said
      ?? (figure.age == .old
        ? "white" : dice.pick("hair colour", ["black", "dark brown", "auburn", "ash blond"], number))
    let face = dice.pick(
      "face", ["a narrow face", "a round face", "a square jaw", "an oval face", "high cheekbones"], number)
    return PhysicalDescription(face: face, age: age, hair: "\(shade) \(hair)", build: "\(figure.build.rawValue) build")
  }

  private func accessories(of figure: Figure) -> [String] {
    switch figure.accessory {
    case .none: []
    case .umbrella: ["an umbrella"]
    default: ["a \(figure.accessory.rawValue)"]
    }
  }

  static let features = [
    "a white streak in the hair", "a small scar through one eyebrow", "a long scarf", "freckles across the nose",
    "a silver earring", "a bandaged hand", "round glasses", "a crooked smile", "a tattooed wrist", "pale grey eyes",
  ]
}

extension Mention {
  fileprivate var isThing: Bool {
    switch meaning {
    case .object, .place, .look: true
    default: false
    }
  }

  fileprivate var isPerson: Bool {
    if case .person = meaning { return true }
    return false
  }
}
