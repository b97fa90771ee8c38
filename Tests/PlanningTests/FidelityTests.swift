import Planning
import Testing
import Vocabulary

@Suite struct FidelityTests {
  @Test(arguments: Films.concepts)
  func `a film that keeps to its concept invents no place, no person and no motif`(concept: String) throws {
    let (treatment, plan) = try Films.make(Films.brief(concept, fidelity: .preserve))
    let said = Reading(concept).places.map(\.value).unique
    #expect(treatment.environment.locations.map(\.place) == (said.isEmpty ? [.abstract] : said))
    #expect(treatment.characters.allSatisfy { $0.source != .default || $0.description == "a lone figure" })
    #expect(treatment.motif.map { $0.source == .user } ?? true)
    #expect(Set(plan.shots.map(\.scene.place)).isSubset(of: said.isEmpty ? [.abstract] : Set(said)))
  }

  @Test func `a film that keeps to its concept fills silence neutrally`() throws {
    let (film, _) = try Films.make(Films.brief("zorbl", fidelity: .preserve))
    #expect(film.environment.timeFrom == Sourced(.day, .default) && film.environment.timeTo.value == .day)
    #expect(film.environment.weather == Sourced(.clear, .default) && film.environment.lights.isEmpty)
  }

  @Test func `an expanded film adds a second place and a motif that comes back`() throws {
    let (film, plan) = try Films.make(Films.brief("a woman in a forest after losing someone"))
    #expect(film.environment.locations.count == 2 && film.motif != nil)
    let shown = plan.shots.indices.filter { plan.shots[$0].scene.motif != nil }
    #expect(shown.first == 0 && shown.last == plan.shots.count - 1 && shown.count >= 3)
  }

  @Test func `what is excluded is in no prompt, and is drawn nowhere`() throws {
    let concept = "A musician in the city, no rain, without neon, not at night, no red"
    for fidelity in Fidelity.allCases {
      let (film, plan) = try Films.make(Films.brief(concept, fidelity: fidelity))
      #expect(film.avoid == ["rain", "neon", "night", "red"])
      #expect(film.environment.weather.value != .rain && film.environment.timeFrom.value != .night)
      #expect(film.environment.timeTo.value != .night)
      for shot in plan.shots {
        let spoken = Set(words(of: shot.imagePrompt + " " + shot.motionPrompt).map(\.key))
        #expect(spoken.isDisjoint(with: ["rain", "neon", "night", "red"]), "\(shot.imagePrompt)")
        #expect(shot.scene.weather != .rain && !shot.scene.lights.contains(.neon) && shot.scene.timeOfDay != .night)
      }
    }
  }

  @Test func `a film without people shows nobody`() throws {
    let (film, plan) = try Films.make(Films.brief("an empty city without people at night"))
    #expect(film.characters.isEmpty)
    #expect(plan.shots.allSatisfy { $0.characterIds.isEmpty })
  }

  @Test func `not sad is anything but sad`() throws {
    let (film, _) = try Films.make(Films.brief("a boat on a lake, not sad"))
    #expect(film.arc.from.value != "sadness" && film.avoid == ["sad"])
  }

  @Test func `the chorus shows what the concept says about it`() throws {
    let (film, plan) = try Films.make(
      Films.brief("A man waits in a room. In the chorus he runs through a storm of snow, the camera orbits."))
    #expect(film.chorusChange.source == .user)
    let chorus = plan.shots.filter { $0.sectionRole == .chorus }
    #expect(!chorus.isEmpty && chorus.allSatisfy { $0.scene.weather == .snow })
    #expect(plan.shots.filter { $0.sectionRole == .verse }.allSatisfy { $0.scene.weather != .snow })
  }

  @Test func `the chorus's time of day is its own`() throws {
    let (film, plan) = try Films.make(Films.brief("A woman waits in a field at dawn. In the chorus it is night."))
    #expect(film.environment.timeFrom.value == .dawn)
    #expect(plan.shots.filter { $0.sectionRole == .chorus }.allSatisfy { $0.scene.timeOfDay == .night })
    #expect(plan.shots.filter { $0.sectionRole == .verse }.allSatisfy { $0.scene.timeOfDay != .night })
  }

  @Test(arguments: Films.concepts)
  func `choruses differ visibly from verses`(concept: String) throws {
    let (_, plan) = try Films.make(Films.brief(concept))
    let look = { (role: SectionRole) -> Set<String> in
      Set(
        plan.shots.filter { $0.sectionRole == role }.map {
          "\($0.scene.weather) \($0.scene.lights) \($0.scene.place) \($0.scene.camera)"
        })
    }
    #expect(look(.chorus) != look(.verse))
  }
}
