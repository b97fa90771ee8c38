import Vocabulary

/// Everything that the built-in writer decides from: what the concept says, what the title and the lyrics hint at,
/// and dice for the rest. Its parts are in `Invention*.swift`, one question each; every answer says where it came from.
struct Invention: Sendable {
  let brief: Brief
  let concept: Concept
  /// Title and lyrics: they are asked where the concept is silent, and never in a film that keeps to its concept.
  let hints: Reading
  let dice: Dice
  let keeps: Bool

  init(_ brief: Brief) {
    self.brief = brief
    concept = Concept(brief.concept)
    keeps = brief.fidelity == .preserve || Concept(brief.concept).asksToBeKept
    hints = Reading(keeps ? "" : brief.title + ".\n" + (brief.lyrics ?? ""))
    dice = Dice(seed: brief.seed, words: brief.concept)
  }

  /// The first genre that the concept, or else a hint, names.
  var genre: Genre? {
    let kind: (Meaning) -> String? = { if case .genre(let name) = $0 { name } else { nil } }
    let said = concept.reading.asked(kind).first ?? hints.asked(kind).first
    return said.flatMap { Genre.named($0.value) }
  }

  /// The first event that the concept, or else a hint, tells.
  var event: StoryEvent? {
    let kind: (Meaning) -> String? = { if case .event(let name) = $0 { name } else { nil } }
    let said = concept.reading.asked(kind).first ?? hints.asked(kind).first
    return said.flatMap { StoryEvent.named($0.value) }
  }

  /// Mean energy of the song, weighted by length; 0.5 where nothing was measured.
  var songEnergy: Double {
    let level = brief.music.envelope.level
    return level.isEmpty ? 0.5 : level.reduce(0, +) / Double(level.count)
  }

  /// What the concept asks for, or else the hints: values of one kind, and who says so. A hint word of the concept
  /// ("car" for a road) is an inference too.
  func asked<Value>(_ kind: (Meaning) -> Value?) -> (values: [Value], source: Source) {
    let said = concept.story.asked(kind)
    if let first = said.first {
      let plain = concept.story.mentions.contains { $0.words == first.words && !$0.isWeak && kind($0.meaning) != nil }
      return (said.map(\.value), plain ? .user : .inferred)
    }
    return (hints.asked(kind).map(\.value), .inferred)
  }

  /// What the concept excludes, of one kind.
  func refused<Value>(_ kind: (Meaning) -> Value?) -> [Value] {
    concept.denials.compactMap { kind($0.meaning) }
  }
}
