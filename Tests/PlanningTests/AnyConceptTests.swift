import Planning
import Testing
import Vocabulary

/// Concepts that nobody would write, of words that the lexicon knows and words that it does not.
@Suite struct AnyConceptTests {
  static let pieces = """
    a an the no without not and then finally in at on by her his two woman man robots child fox crowd city forest sea \
    room desert space underwater stage train dawn night sunset day rain snow fog storm petals leaves neon fire aurora \
    moon wide close-up silhouette reflection camera orbits pans left red gold black white blue coat dress suit umbrella \
    guitar walks runs sits sleeps dances looks up reaches sad happy angry love lost someone searching escape ends returns \
    chorus changes turning to becoming anime watercolour western noir people zorbl quux naïve 夜 雨の夜 ночь 🌊 🔥 , . ; \n
    """.split(separator: " ").map(String.init)

  static func concept(_ seed: UInt64) -> String {
    var roll = Roll(seed: seed)
    let length = 1 + Int(roll.next() * roll.next() * 60)
    return (0..<length).map { _ in pieces[Int(roll.next() * Double(pieces.count))] }.joined(separator: " ")
  }

  @Test(arguments: 1310..<1390)
  func `any words in any order give a sound film that says what it shows`(seed: UInt64) throws {
    let concept = Self.concept(seed)
    let fidelity: Fidelity = seed % 2 == 0 ? .expand : .preserve
    let brief = Films.brief(concept, fidelity: fidelity, music: Songs.pop(duration: 14), seed: seed)
    let (film, plan) = try Films.make(brief)
    #expect(problems(in: plan, music: brief.music) == [], "\(concept)")
    for shot in plan.shots {
      let (image, motion) = (PromptReading(shot.imagePrompt), PromptReading(shot.motionPrompt))
      #expect(image.place == shot.scene.place, "\(concept): \(shot.imagePrompt)")
      #expect(image.timeOfDay == shot.scene.timeOfDay, "\(concept): \(shot.imagePrompt)")
      #expect(image.weather == shot.scene.weather, "\(concept): \(shot.imagePrompt)")
      #expect(image.framing == shot.scene.framing, "\(concept): \(shot.imagePrompt)")
      #expect(motion.camera == shot.scene.camera, "\(concept): \(shot.motionPrompt)")
      let spoken = " " + words(of: shot.imagePrompt).map(\.key).joined(separator: " ") + " "
      for avoided in film.avoid { #expect(!spoken.contains(" \(avoided) "), "\(concept): \(shot.imagePrompt)") }
    }
    #expect(film.environment.locations.map(\.id).unique.count == film.environment.locations.count)
    let coat = film.characters.first.flatMap { Lab(hex: $0.wardrobeColor) }
    let ground = film.style.palette.value.dropLast().compactMap { Lab(hex: $0.hex) }
    #expect(coat.map { coat in ground.allSatisfy { $0.distance(to: coat) >= 40 } } ?? true, "\(concept)")
  }
}
