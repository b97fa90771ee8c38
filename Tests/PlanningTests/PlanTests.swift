import Planning
import Testing
import Vocabulary

@Suite struct PlanTests {
  @Test(arguments: 0..<34)
  func `every film is sound`(seed: UInt64) throws {
    let concept = Films.concepts[Int(seed) % Films.concepts.count]
    let brief = Films.brief(concept, fidelity: seed % 2 == 0 ? .preserve : .expand, music: Songs.any(seed), seed: seed)
    let (treatment, plan) = try Films.make(brief)
    #expect(problems(in: plan, music: brief.music) == [])
    let people = Set(treatment.characters.map(\.id))
    #expect(plan.shots.allSatisfy { people.isSuperset(of: $0.characterIds) })
    let withPeople = plan.shots.filter { !$0.characterIds.isEmpty }
    #expect(withPeople.allSatisfy { $0.characterIds.first == "lead" })
    #expect(people.isEmpty || plan.shots.count < 3 || !withPeople.isEmpty)
  }

  @Test(arguments: Films.concepts)
  func `a generated prompt reads back as its own scene`(concept: String) throws {
    for fidelity in Fidelity.allCases {
      let (_, plan) = try Films.make(Films.brief(concept, fidelity: fidelity, music: Songs.pop(duration: 36)))
      for shot in plan.shots {
        let (image, motion) = (PromptReading(shot.imagePrompt), PromptReading(shot.motionPrompt))
        #expect(image.place == shot.scene.place, "\(shot.imagePrompt)")
        #expect(image.timeOfDay == shot.scene.timeOfDay, "\(shot.imagePrompt)")
        #expect(image.weather == shot.scene.weather, "\(shot.imagePrompt)")
        #expect(image.framing == shot.scene.framing, "\(shot.imagePrompt)")
        #expect(motion.camera == shot.scene.camera, "\(shot.motionPrompt)")
        #expect(shot.characterIds.isEmpty || image.pose == shot.scene.pose, "\(shot.imagePrompt)")
        #expect(image.lights == shot.scene.lights, "\(shot.imagePrompt)")
        #expect(shot.scene.edited(by: shot.imagePrompt, motionPrompt: shot.motionPrompt) == shot.scene)
      }
    }
  }

  /// The fourth close-up of a film is one too many.
  @Test func `a framing that fits as well as another rests for three shots`() throws {
    var (again, all) = (0, 0)
    for concept in Films.concepts {
      let (_, plan) = try Films.make(Films.brief(concept, music: Songs.pop(duration: 60)))
      for (index, shot) in plan.shots.enumerated() where shot.purpose == .develop {
        all += 1
        let before = plan.shots[max(0, index - 3)..<index].map(\.scene.framing)
        if before.contains(shot.scene.framing) { again += 1 }
      }
    }
    #expect(all > 150 && Double(again) < 0.15 * Double(all), "\(again) of \(all)")
  }

  @Test func `a detail of somebody says which part of them is seen`() throws {
    var seen: [Pose: Int] = [:]
    for concept in ["a singer with her guitar on a desert road", "a boy walks along the beach, walking, walking"] {
      for seed in 0..<6 as Range<UInt64> {
        let (_, plan) = try Films.make(Films.brief(concept, music: Songs.pop(duration: 60), seed: seed))
        for shot in plan.shots where shot.scene.framing == .detail && !shot.characterIds.isEmpty {
          seen[shot.scene.pose, default: 0] += 1
          let part = shot.scene.pose == .play ? "the hands of" : "the feet of"
          #expect(shot.imagePrompt.lowercased().contains(part), "\(shot.imagePrompt)")
        }
      }
    }
    #expect(Set(seen.keys).isSubset(of: [.play, .walk, .run]) && seen[.play] != nil && seen[.walk] != nil, "\(seen)")
  }

  @Test(arguments: Films.concepts)
  func `a scene's palette is the treatment's in every shot, and light and mood go from one end to the other`(
    concept: String
  ) throws {
    let (treatment, plan) = try Films.make(Films.brief(concept, music: Songs.pop(duration: 36)))
    let palette = treatment.style.palette.value.map(\.hex)
    #expect(plan.shots.allSatisfy { $0.scene.palette == palette })
    #expect(plan.shots.first?.scene.timeOfDay == treatment.environment.timeFrom.value)
    #expect(plan.shots.last?.scene.timeTo == treatment.environment.timeTo.value)
    let moods = plan.shots.map(\.scene.mood)
    #expect(moods == moods.sorted() || moods == moods.sorted(by: >))
    #expect(plan.shots.allSatisfy { (0...1).contains($0.scene.intensity) && (0...1).contains($0.scene.timeMix) })
  }

  @Test func `loud shots are more intense than quiet ones`() throws {
    let (_, plan) = try Films.make(Films.brief("zorbl", music: Songs.pop(duration: 120)))
    let loud = plan.shots.filter { $0.energy == .high }.map(\.scene.intensity).min() ?? 0
    let quiet = plan.shots.filter { $0.energy == .low }.map(\.scene.intensity).max() ?? 1
    #expect(loud > quiet)
  }

  @Test(arguments: Films.concepts)
  func `the lead's clothes lie at least 40 from every ground colour`(concept: String) throws {
    for seed in 0..<8 as Range<UInt64> {
      for fidelity in Fidelity.allCases {
        let film = try BuiltInWriter().treat(Films.brief(concept, fidelity: fidelity, seed: seed), isStopped: { false })
        guard let lead = film.characters.first, let coat = Lab(hex: lead.wardrobeColor) else { continue }
        let ground = film.style.palette.value.dropLast().compactMap { Lab(hex: $0.hex) }
        #expect(ground.allSatisfy { $0.distance(to: coat) >= 40 }, "\(lead.wardrobe) in \(film.style.palette.value)")
        let lightness = ground.map(\.l)
        #expect(lightness == lightness.sorted())
      }
    }
  }

  @Test func `constraints say the same about the lead in every shot, direction says something new`() throws {
    let (treatment, plan) = try Films.make(Films.brief("a lonely musician in the city"))
    let shots = plan.shots.filter { $0.characterIds.first == "lead" }
    let notes = Set(shots.map { $0.continuityNotes.prefix { $0 != ";" } })
    #expect(notes.count == 1 && notes.first?.contains(treatment.characters[0].wardrobe) == true)
    #expect(plan.shots.allSatisfy { !$0.changes.isEmpty && $0.changes != $0.continuityNotes })
  }

  @Test func `a plan that a person broke says where`() throws {
    let brief = Films.brief("zorbl")
    var (_, plan) = try Films.make(brief)
    plan.shots[1].startFrame += 1
    plan.shots[2].imagePrompt = "short"
    plan.shots[0].purpose = .develop
    let found = problems(in: plan, music: brief.music).joined(separator: "\n")
    #expect(found.contains("shot_02 starts at frame") && found.contains("shot_03 has an image prompt"))
    #expect(found.contains("does not establish"))
  }

  @Test func `a song without a length is refused`() {
    var music = Songs.pop(duration: 10)
    music.duration = 0
    let brief = Films.brief("x", music: music)
    #expect(throws: Failure.self) { try Films.make(brief) }
  }
}
