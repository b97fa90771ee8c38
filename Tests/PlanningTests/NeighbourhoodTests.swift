import Planning
import Testing
import Vocabulary

/// What the concept says about its world stays true through the film, inventions included.
@Suite struct NeighbourhoodTests {
  private static let worlds: [(String, Set<Place>)] = [
    ("a woman in a yellow coat walks through a neon city at night", [.city, .street, .rooftop]),
    ("an old fisherman waits by the sea for a boat", [.sea]),
    ("a singer plays guitar on a stage", [.stage, .corridor]),
    ("a man walks through a forest", [.forest, .field]),
  ]

  @Test(arguments: worlds) func `places of a concept stay the concept's own`(concept: String, world: Set<Place>) throws
  {
    for seed in 1...6 {
      let (film, plan) = try Films.make(Films.brief(concept, seed: UInt64(seed)))
      let seen = Set(plan.shots.map(\.scene.place))
      #expect(seen.isSubset(of: world), "seed \(seed): \(seen)")
      let named = film.environment.locations.first { $0.source == .user }?.place
      for shot in plan.shots where shot.sectionRole == .chorus { #expect(shot.scene.place == named, "\(shot.id)") }
    }
  }

  @Test func `the chorus changes something that can be seen, where it stays too`() throws {
    for seed in 1...6 {
      let (film, plan) = try Films.make(Films.brief("a woman walks through a city at night", seed: UInt64(seed)))
      let chorus = try #require(plan.shots.first { $0.sectionRole == .chorus }?.scene)
      let verse = try #require(plan.shots.first { $0.sectionRole == .verse }?.scene)
      #expect(chorus.weather != verse.weather || chorus.lights != verse.lights, "\(film.chorusChange.value)")
    }
  }

  @Test func `a sunset is not hidden by weather that nobody asked for`() throws {
    for seed in 1...12 {
      let brief = Films.brief("a drifter walks a desert road at sunset", seed: UInt64(seed))
      let (film, _) = try Films.make(brief)
      #expect(![.storm, .rain, .fog, .snow].contains(film.environment.weather.value), "seed \(seed)")
    }
    let (asked, _) = try Films.make(Films.brief("a drifter in a storm at sunset"))
    #expect(asked.environment.weather == Sourced(.storm, .user))
  }

  @Test func `whom the concept calls he has short hair, unless it says otherwise`() throws {
    for seed in 1...6 {
      let (film, _) = try Films.make(Films.brief("a drifter with a guitar on his back", seed: UInt64(seed)))
      #expect(film.characters[0].figure.hair == .short)
      let (long, _) = try Films.make(Films.brief("a drifter with long hair and his dog", seed: UInt64(seed)))
      #expect(long.characters[0].figure.hair == .long)
    }
  }

  @Test func `silver hair is silver, and a train is ridden sitting`() throws {
    let (film, plan) = try Films.make(Films.brief("A woman with silver hair in a purple coat rides a train"))
    #expect(film.characters[0].physicalDescription.hair.hasPrefix("silver "))
    #expect(film.environment.locations[0].place == .train)
    #expect(plan.shots.allSatisfy { $0.scene.pose != .run })
  }

  @Test(arguments: ["a swimmer in a swimming pool at night", "She dances beside an empty pool"])
  func `a pool is water`(concept: String) throws {
    let (film, _) = try Films.make(Films.brief(concept))
    #expect(film.environment.locations[0].place == .underwater && film.environment.locations[0].source == .user)
  }
}
