import Planning
import Testing
import Vocabulary

/// A writer that answers whatever it is told to.
struct WildWriter: TreatmentWriter {
  let name = "wild"
  let lane = "writer"
  let answer: @Sendable ([Slot]) -> [ShotWords]

  func treat(_ brief: Brief, isStopped: @Sendable () -> Bool) throws(Failure) -> Treatment {
    try BuiltInWriter().treat(brief, isStopped: isStopped)
  }
  func fill(
    _ slots: [Slot], of treatment: Treatment, brief: Brief, isStopped: @Sendable () -> Bool
  ) throws(Failure) -> [ShotWords] { answer(slots) }
}

@Suite struct MendingTests {
  let brief = Films.brief("A musician in the city at night, no rain", music: Songs.pop(duration: 60))

  func plan(_ answer: @escaping @Sendable ([Slot]) -> [ShotWords]) throws -> Plan {
    let writer = WildWriter(answer: answer)
    let treatment = try writer.treat(brief, isStopped: { false })
    return try Director(format: Films.format).plan(treatment, brief: brief, writer: writer, isStopped: { false })
  }

  static func words(_ id: String, _ prompt: String = "A man plays his guitar in an old train station at dusk")
    -> ShotWords
  {
    ShotWords(
      slotId: id, locationId: "nowhere", framing: .medium, camera: .pushIn, pose: .play, imagePrompt: prompt,
      motionPrompt: "", characterIds: ["lead", "lead", "stranger"], continuityNotes: "", changes: "")
  }

  @Test func `no answer, a foreign answer and a doubled answer still give the film's own frames`() throws {
    let own = try Films.make(brief).1
    for answer: @Sendable ([Slot]) -> [ShotWords] in [
      { _ in [] }, { _ in [Self.words("shot_999")] },
      { $0.flatMap { [Self.words($0.id), Self.words($0.id)] }.reversed() },
      { $0.map { Self.words($0.id, "") } },
      { $0.prefix(3).map { Self.words($0.id, String(repeating: "x ", count: 9000)) } },
      { $0.map { Self.words($0.id, "rain everywhere in the wet city street") } },
    ] {
      let plan = try plan(answer)
      #expect(problems(in: plan, music: brief.music) == [])
      #expect(plan.shots.map(\.startFrame) == own.shots.map(\.startFrame))
      #expect(plan.shots.allSatisfy { Set($0.characterIds).isSubset(of: ["lead"]) })
      #expect(plan.shots.allSatisfy { !$0.imagePrompt.lowercased().contains("rain everywhere") })
    }
  }

  @Test func `the words of a good answer are kept, and the scene follows them`() throws {
    let plan = try plan { $0.map { Self.words($0.id) } }
    #expect(plan.shots.allSatisfy { $0.imagePrompt.hasPrefix("A man plays his guitar in an old train station") })
    #expect(plan.shots.allSatisfy { $0.scene.place == .train && $0.scene.timeOfDay == .dusk && $0.scene.pose == .play })
    for shot in plan.shots {
      #expect(shot.scene.edited(by: shot.imagePrompt, motionPrompt: shot.motionPrompt) == shot.scene)
    }
  }
}
