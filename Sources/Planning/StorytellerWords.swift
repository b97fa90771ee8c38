import Vocabulary

// From choices to prompts.
extension Storyteller {
  func words(for beat: Beat, after before: Beat?) -> ShotWords {
    ShotWords(
      slotId: beat.slot.id, locationId: beat.setting.location.id, framing: beat.framing, camera: beat.camera,
      pose: beat.pose, imagePrompt: imagePrompt(for: beat), motionPrompt: motionPrompt(for: beat),
      characterIds: beat.cast.map(\.id), continuityNotes: continuity(for: beat),
      changes: changes(in: beat, after: before))
  }

  /// The person's words first, then the house's: who, where, when, weather, light, colours, motif, framing. The last
  /// word wins, so nothing in the first half can redraw the second.
  private func imagePrompt(for beat: Beat) -> String {
    let tail = [subject(of: beat), circumstances(of: beat)].joined(separator: " ")
    let extras = [feeling(of: beat), colours, motif(of: beat)].compactMap { $0 }.joined(separator: "; ")
    let end = "; \(extras); \(beat.framing.phrase)."
    let room = 590 - tail.count - end.count
    let moment = momentText(for: beat).map { $0.count > room ? "" : $0.sentenceCased + ". " } ?? ""
    return String((moment + tail.sentenceCased + end).suffix(600))
  }

  /// Who does what; the place itself where nobody is seen.
  private func subject(of beat: Beat) -> String {
    guard let lead = beat.cast.first else { return "nobody in sight" }
    let others = beat.cast.dropFirst().map { "with \($0.description)" }
    if beat.framing == .detail, let part = beat.part {
      return "the \(part) of \(lead.description) in \(lead.wardrobe) \(beat.pose.phrase)"
    }
    return (["\(lead.description) in \(lead.wardrobe)", beat.pose.phrase] + others).joined(separator: " ")
  }

  private func circumstances(of beat: Beat) -> String {
    let setting = beat.setting
    var time = setting.timeOfDay.phrase
    if setting.timeMix > 0.33, setting.timeTo != setting.timeOfDay { time += " turning to \(setting.timeTo.noun)" }
    let light = setting.lights.isEmpty ? nil : "lit by " + setting.lights.map(\.phrase).joined(separator: " and ")
    return [phrase(of: setting.location), time, weather(of: setting), light].compactMap { $0 }.joined(separator: ", ")
  }

  /// Rain in a room is seen through its window.
  private func weather(of setting: Setting) -> String {
    guard [.room, .train].contains(setting.location.place) else { return setting.weather.phrase }
    switch setting.weather {
    case .rain: return "rain outside"
    case .snow: return "snow outside"
    case .fog: return "fog outside"
    case .storm: return "a storm outside"
    default: return setting.weather.phrase
    }
  }

  /// Where, in the person's words if the lexicon reads the same place back.
  private func phrase(of location: Location) -> String {
    let own = "\(location.place.preposition(for: location.description)) \(location.description)"
    let reading = PromptReading(own)
    let isPlain =
      reading.place == location.place && reading.timeOfDay == nil && reading.weather == nil
      && reading.framing == nil && reading.pose == nil && reading.lights.isEmpty && !mentionsAvoided(own)
    guard location.description != bare(location.place), isPlain, own.count < 90 else { return location.place.phrase }
    let article = location.description.split(separator: " ").first.map(String.init) ?? ""
    let isForeign = Concept.foreignArticles.contains(article)
    return isForeign ? "\(location.place.phrase) (\(location.description))" : own
  }

  private func feeling(of beat: Beat) -> String {
    let arc = treatment.arc
    let feeling = beat.slot.progress < 0.5 ? arc.from.value : arc.to.value
    return mentionsAvoided(feeling) || feeling.count > 40 ? "a clear mood" : "a mood of \(feeling)"
  }

  private var colours: String? {
    let names = treatment.style.palette.value.map(\.name).unique.filter { !mentionsAvoided($0) }
    guard let last = names.last else { return nil }
    return "colours of \(names.dropLast().joined(separator: ", ")) and \(last)"
  }

  private func motif(of beat: Beat) -> String? {
    beat.setting.motif.flatMap { mentionsAvoided($0) || $0.count > 60 ? nil : "in view: \($0)" }
  }

  /// The moment in the person's words, without those that this shot contradicts; nil where too little is left, or
  /// where the moment plays somewhere else.
  private func momentText(for beat: Beat) -> String? {
    guard let range = beat.moment else { return nil }
    let setting = beat.setting
    let inside = concept.reading.mentions.filter { range.overlaps($0.words) && !$0.isNegated && !$0.isWeak }
    let elsewhere = concept.reading.places.contains { range.overlaps($0.words) && $0.value != setting.location.place }
    let crowded = beat.cast.isEmpty && speaksOfPeople(range, inside)
    if elsewhere || crowded { return nil }
    let wrong = inside.filter { mention in
      switch mention.meaning {
      case .time(let time): mention.isTarget || time != setting.timeOfDay
      case .weather(let weather): weather != setting.weather
      case .framing, .camera, .chorus: true
      default: false
      }
    }
    let dropped = wrong.reduce(into: Set<Int>()) { $0.formUnion(withLeadIn($1.words, from: range.lowerBound)) }
    let kept = range.filter { !dropped.contains($0) && !concept.excluded.contains($0) }
    let text = spaced(kept.map { String(concept.words[$0].text.prefix(40)) })
    return kept.count < 2 || mentionsAvoided(text) ? nil : text
  }

  private func speaksOfPeople(_ range: Range<Int>, _ mentions: [Mention]) -> Bool {
    let pronouns: Set<String> = ["i", "me", "my", "he", "him", "his", "she", "her", "we", "us", "they", "them", "you"]
    if range.contains(where: { pronouns.contains(concept.words[$0].key) }) { return true }
    return mentions.contains { mention in
      switch mention.meaning {
      case .person, .pose, .event: true
      default: false
      }
    }
  }

  /// The words of a mention with the grammar before it: "at night" goes as a whole.
  private func withLeadIn(_ words: Range<Int>, from first: Int) -> Range<Int> {
    var start = words.lowerBound
    let fillers = concept.reading.mentions.filter { $0.meaning == .filler || $0.meaning == .turning }
    let isFiller = { (index: Int) in fillers.contains { $0.words.contains(index) } }
    // "toward the last sunset": an unknown word between grammar and mention describes the mention.
    if start - 2 >= first, !concept.reading.known.contains(start - 1), isFiller(start - 2) { start -= 1 }
    while start > first, isFiller(start - 1) { start -= 1 }
    return start..<words.upperBound
  }

  /// Whether `text` speaks of what must not be seen.
  func mentionsAvoided(_ text: String) -> Bool {
    guard !treatment.avoid.isEmpty else { return false }
    let spoken = " " + Vocabulary.words(of: text).map(\.key).joined(separator: " ") + " "
    return treatment.avoid.contains { spoken.contains(" \($0.lowercased()) ") }
  }

  private func motionPrompt(for beat: Beat) -> String {
    let pace =
      switch beat.setting.intensity {
      case ..<0.33: "at a slow pace"
      case ..<0.66: "at a steady pace"
      default: "at a fast pace, on the beat"
      }
    guard let lead = beat.cast.first else { return "Only light and air are in motion, \(pace); \(beat.camera.phrase)." }
    return "\(lead.description.sentenceCased) \(beat.pose.phrase), \(pace); \(beat.camera.phrase)."
  }
}

extension Place {
  /// What a description of such a place goes with: "in" a village, "by" a lake.
  func preposition(for description: String) -> String {
    switch self {
    case .rooftop, .road, .snow: "on"
    case .stage: description.hasSuffix("stage") || description.hasSuffix("floor") ? "on" : "in"
    case .mountain: "high on"
    case .sea: "by"
    case .train: "inside"
    case .ruins: "among"
    default: "in"
    }
  }
}
