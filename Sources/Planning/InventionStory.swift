import Vocabulary

// What the film is about, what comes back, what the chorus changes and how it ends.
extension Invention {
  func theme(_ arc: EmotionalArc) -> Sourced<String> {
    let (from, to) = (arc.from.value, arc.to.value)
    let words = from == to ? "a film about \(from)" : "how \(from) becomes \(to)"
    return Sourced(words, arc.from.source == .user ? .user : arc.from.source)
  }

  /// The concept's own first sentences, and of a long concept the understood words of the rest: nothing that was
  /// understood goes unsaid.
  func logline(lead: Character?, location: Location) -> Sourced<String> {
    guard !concept.isEmpty else {
      let who = lead?.description ?? "nobody"
      return Sourced("\(who.sentenceCased), \(location.description), and a song.", .default)
    }
    // Whole sentences, as many as make about 45 words; the first one whatever its length.
    let ends = concept.words.indices.filter { concept.words[$0].endsSentence || $0 == concept.words.count - 1 }
    let end = 1 + (ends.last { $0 < 45 } ?? ends.first ?? 0)
    let rest = content.filter { $0 >= end }.sorted()
    let also = rest.map { concept.words[$0].key }.unique
    let line = spoken(0..<end).sentenceCased + "."
    return Sourced(also.isEmpty ? line : line + " And: " + also.joined(separator: ", ") + ".", .user)
  }

  /// Words that stand for nothing that is drawn here: unknown ones, and animals, which the built-in artist cannot draw.
  var notUnderstood: [String] {
    let animals = concept.reading.mentions.filter { $0.meaning == .object("animal") }
    let undrawn = Set(animals.flatMap { Array($0.words) })
    return concept.words.indices.filter { !concept.reading.known.contains($0) || undrawn.contains($0) }
      .map { concept.words[$0].text }.unique(by: { $0.lowercased() })
  }

  /// Indices of understood words that carry meaning: everything but grammar.
  private var content: Set<Int> {
    concept.reading.mentions.filter { $0.meaning != .filler }.reduce(into: []) { $0.formUnion($1.words) }
  }

  /// The words with a comma or a stop where the concept has one.
  private func spoken(_ range: Range<Int>) -> String {
    spaced(
      range.map { index in
        let word = concept.words[index]
        let mark = index == range.upperBound - 1 ? "" : word.endsSentence ? "." : word.endsClause ? "," : ""
        return word.text + mark
      })
  }

  /// The thing that recurs: the concept's own, or else one that its event or its place suggests.
  func motif(place: Place) -> Sourced<String>? {
    let said = concept.reading.asked { meaning -> String? in
      if case .object(let name) = meaning, name != "animal" { return name }
      return nil
    }
    if let first = said.first { return Sourced(first.value, .user) }
    if keeps { return nil }
    if let event { return Sourced(dice.pick("motif", event.motifs), .inferred) }
    return Sourced(dice.pick("motif", Self.motifs[place] ?? ["a paper plane"]), .default)
  }

  static let motifs: [Place: [String]] = [
    .city: ["a paper plane", "a lost glove"], .street: ["a stray balloon", "a lost glove"],
    .room: ["a stopped clock", "an open book"],
    .rooftop: ["a paper plane", "a kite"], .road: ["a road sign", "an old radio"],
    .forest: ["a swing", "a small door"],
    .mountain: ["a rope", "a compass"], .sea: ["a paper boat", "a message in a bottle"],
    .underwater: ["a music box", "a pearl"],
    .desert: ["a compass", "a key"], .field: ["a kite", "a swing"], .snow: ["a red scarf", "a compass"],
    .stage: ["a paper flower", "a mask"], .train: ["a ticket", "a worn suitcase"],
    .space: ["an old photograph", "a feather"],
    .corridor: ["a key", "a paper arrow"], .ruins: ["a music box", "a small flower"],
    .abstract: ["a feather", "a red thread"],
  ]

  /// What the chorus changes: the concept's own sentence about it, else something that can be seen at once. Its words
  /// are read by the same lexicon as prompts, so that chorus shots do what it says.
  func chorusChange(
    weather: Weather, time: TimeOfDay, locations: [Location], lights: [LightSource]
  ) -> Sourced<String> {
    if let said = concept.chorus { return Sourced(concept.text(of: said).sentenceCased, .user) }
    if keeps { return Sourced("In the chorus the shots grow wide and \(chorusCamera.phrase)", .default) }
    let change = dice.pick("chorus", changes(weather: weather, time: time, locations: locations, lights: lights))
    return Sourced("In the chorus \(change), and \(chorusCamera.phrase)", .inferred)
  }

  /// The move that belongs to the choruses of this film.
  var chorusCamera: CameraMove { dice.pick("chorus camera", [.craneUp, .orbit, .pullBack, .trackSide]) }

  private func changes(
    weather: Weather, time: TimeOfDay, locations: [Location], lights: [LightSource]
  ) -> [String] {
    var found: [String] = []
    let refused = Set(concept.avoid.flatMap { $0.split(separator: " ").map(String.init) })
    switch weather {
    case .rain, .storm:
      found += [
        "the downpour stops and the light comes \(Weather.embers.phrase)", "the sky breaks open with lightning",
      ]
    case .snow, .fog, .dust: found += ["everything is suddenly seen in clear air"]
    case .clear: found += ["the scene stands \(Weather.petals.phrase)", "the scene stands \(Weather.embers.phrase)"]
    default: found += ["everything is suddenly seen in clear air"]
    }
    if time == .night || time == .dusk {
      found += [
        "an aurora fills the sky", "neon signs light up everything",
        "beams of spotlight cut through the air",
      ]
    }
    // Where the concept names its place, the chorus stays there.
    if locations.count > 1, locations.allSatisfy({ $0.source != .user }) {
      found += ["the film breaks out into another world, \(locations[1].place.phrase)"]
    }
    // A light that burns all the time changes nothing.
    let known = { (option: String) in PromptReading(option).lights.contains(where: lights.contains) }
    let free = found.filter { option in
      words(of: option).allSatisfy { !refused.contains($0.key) } && !known(option)
    }
    return free.isEmpty ? ["everything moves twice as wide"] : free
  }

  /// How it ends: the concept's last sentence where that speaks of an ending, else the arc's.
  func ending(arc: EmotionalArc, lead: Character?, time: TimeOfDay) -> Sourced<String> {
    let marks: Set<String> = ["finally", "end", "ends", "ending", "last", "until"]
    if let last = concept.moments.last {
      let speaks = last.contains { marks.contains(concept.words[$0].key) }
      let ends = concept.reading.mentions.contains { mention in
        guard case .ending = mention.meaning else { return false }
        return last.overlaps(mention.words)
      }
      if speaks || ends { return Sourced(concept.text(of: last).sentenceCased, .user) }
    }
    guard let lead else { return Sourced("Nothing moves any more but the light, \(time.phrase)", .inferred) }
    if keeps { return Sourced("\(lead.description.sentenceCased) stands still", .default) }
    let hopeful = ["looks up into the light", "walks out of the picture", "reaches out"]
    let dark = ["sits and waits", "walks away, small", "stands still and looks back"]
    let act = dice.pick("ending", mood(of: arc.to.value) > 0.5 ? hopeful : dark)
    return Sourced("\(lead.description.sentenceCased) \(act), \(time.phrase), and feels \(arc.to.value)", .inferred)
  }
}
