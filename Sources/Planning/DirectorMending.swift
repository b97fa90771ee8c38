import Vocabulary

// A writer may answer anything. What it got right is kept; what it left out, or what breaks a rule, is mended here.
extension Director {
  /// One sound answer for each slot, in order.
  ///
  /// - Parameter writer: name of who answered: what another than the built-in writer left out says that it is not theirs.
  func mend(
    _ answers: [ShotWords], for slots: [Slot], of treatment: Treatment, brief: Brief, by writer: String,
    isStopped: @Sendable () -> Bool
  ) throws(Failure) -> [ShotWords] {
    let house = BuiltInWriter()
    var spare = try house.fill(slots, of: treatment, brief: brief, isStopped: isStopped)
    if writer != house.name { for index in spare.indices { spare[index].source = .fallback } }
    let given = Dictionary(answers.map { ($0.slotId, $0) }, uniquingKeysWith: { first, _ in first })
    var mended: [ShotWords] = []
    for (slot, spare) in zip(slots, spare) {
      let sound = given[slot.id].flatMap { mend($0, beside: spare, of: treatment) } ?? spare
      mended.append(unlike(mended.last, sound))
    }
    return mended
  }

  /// The answer with known ids and prompts of bearable length that say its framing and its camera; nil where the
  /// image prompt is of no use.
  private func mend(_ answer: ShotWords, beside spare: ShotWords, of treatment: Treatment) -> ShotWords? {
    var words = answer
    let image = answer.imagePrompt.trimmedToPrompt
    guard image.count >= Self.shortestPrompt, !speaks(image, of: treatment.avoid) else { return nil }
    words.imagePrompt = image
    words.motionPrompt = answer.motionPrompt.trimmedToPrompt
    if words.motionPrompt.count < 5 { words.motionPrompt = spare.motionPrompt }
    let places = treatment.environment.locations.map(\.id)
    if !places.contains(words.locationId) { words.locationId = spare.locationId }
    let people = treatment.characters.map(\.id)
    words.characterIds = words.characterIds.filter(people.contains).unique
    if words.continuityNotes.isEmpty { words.continuityNotes = spare.continuityNotes }
    if words.changes.isEmpty { words.changes = spare.changes }
    return said(words)
  }

  /// Prompts and fields agree: a framing or a move that the prompts do not name is added to them.
  private func said(_ answer: ShotWords) -> ShotWords {
    var words = answer
    let (image, motion) = (PromptReading(words.imagePrompt), PromptReading(words.motionPrompt))
    if let framing = image.framing { words.framing = framing } else { words.imagePrompt.say(words.framing.phrase) }
    if let camera = motion.camera { words.camera = camera } else { words.motionPrompt.say(words.camera.phrase) }
    words.pose = image.pose ?? motion.pose ?? words.pose
    return words
  }

  /// No two neighbours have the same framing and camera: the later one gets another framing.
  private func unlike(_ before: ShotWords?, _ answer: ShotWords) -> ShotWords {
    guard let before, before.framing == answer.framing, before.camera == answer.camera else { return answer }
    var words = answer
    words.framing = answer.framing == .wide ? .medium : .wide
    words.imagePrompt.say(words.framing.phrase)
    return words
  }

  private func speaks(_ prompt: String, of avoided: [String]) -> Bool {
    let spoken = " " + Vocabulary.words(of: prompt).map(\.key).joined(separator: " ") + " "
    return avoided.contains { spoken.contains(" \($0.lowercased()) ") }
  }

  /// Characters of an image prompt, at least and at most.
  static let shortestPrompt = 20
  static let longestPrompt = 600
}

extension String {
  /// One line, no controls, short enough to have a phrase added.
  fileprivate var trimmedToPrompt: String {
    let line = String(map { $0.isNewline || $0.isWhitespace ? " " : $0 }).split(separator: " ").joined(separator: " ")
    let visible = line.unicodeScalars.filter { scalar in
      scalar.properties.generalCategory != .control
        && (scalar.properties.generalCategory != .format || scalar.value == 0x200D)
    }
    return String(String(String.UnicodeScalarView(visible)).prefix(Director.longestPrompt - 40))
  }

  /// Adds a phrase at the end, where it wins.
  fileprivate mutating func say(_ phrase: String) {
    if let last, !".!?".contains(last) { append(".") }
    append(" \(phrase.sentenceCased).")
  }
}
