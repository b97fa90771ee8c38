import Planning
import Testing
import Vocabulary

@Suite struct BuiltInWriterTests {
  @Test func `two concepts without a common word give different films`() throws {
    let films = try Films.concepts.prefix(9).map { try Films.make(Films.brief($0)).0 }
    for (index, one) in films.enumerated() {
      for other in films[(index + 1)...] {
        let facets = [
          one.environment.locations.map(\.place) != other.environment.locations.map(\.place),
          one.style.palette.value != other.style.palette.value,
          one.environment.timeFrom != other.environment.timeFrom || one.environment.timeTo != other.environment.timeTo,
          one.environment.weather.value != other.environment.weather.value,
          one.characters.first?.wardrobeColor != other.characters.first?.wardrobeColor
            || one.characters.first?.description != other.characters.first?.description,
        ]
        #expect(
          facets.count { $0 } >= 3 && facets[1] && facets[4],
          "\(one.concept) and \(other.concept) look alike: \(facets)")
      }
    }
  }

  @Test func `unknown words alone give different films too`() throws {
    let words = ["zorbl", "quux", "wibble", "blarg", "frobnicate", "xyzzy", "plugh", "grault"]
    let films = try words.map { try Films.make(Films.brief($0)).0 }
    #expect(Set(films.map { $0.style.palette.value.map(\.hex) }).count == words.count)
    #expect(Set(films.map { $0.environment.locations[0].place }).count >= 4)
    #expect(films.allSatisfy { $0.notUnderstood == [$0.concept] })
  }

  @Test func `the same brief twice gives the same film, another seed another one`() throws {
    for concept in Films.concepts {
      let (one, plan) = try Films.make(Films.brief(concept))
      let (again, planAgain) = try Films.make(Films.brief(concept))
      #expect(one == again && plan == planAgain)
    }
    let (one, _) = try Films.make(Films.brief("zorbl", seed: 1))
    let (other, _) = try Films.make(Films.brief("zorbl", seed: 2))
    #expect(one.style != other.style)
  }

  @Test(arguments: [
    "", " \n\t ", "a", "!!!", "\u{202E}\u{200B}\u{0}", "😀", "👩‍🚀🌊🔥", String(repeating: "x", count: 16384),
    String(repeating: "A lonely robot walks in the rain. ", count: 480), String(repeating: "夜", count: 5000),
    "שלום עולם", "مرحبا بالعالم في الليل", "नमस्ते दुनिया", "no no no without without",
    "no people no city no night no rain no red",
  ])
  func `any text at all gives a sound film`(concept: String) throws {
    for fidelity in Fidelity.allCases {
      let brief = Films.brief(concept, fidelity: fidelity, music: Songs.pop(duration: 20))
      let (treatment, plan) = try Films.make(brief)
      #expect(treatment.concept == concept)
      #expect(problems(in: plan, music: brief.music) == [])
      #expect((1...4).contains(treatment.environment.locations.count))
      #expect(treatment.characters.count <= 3 && (3...6).contains(treatment.style.palette.value.count))
    }
  }

  @Test(arguments: Films.concepts)
  func `no word of the concept is lost`(concept: String) throws {
    for fidelity in Fidelity.allCases {
      let (treatment, plan) = try Films.make(Films.brief(concept, fidelity: fidelity))
      #expect(treatment.concept == concept)
      let said = [treatment.theme.value, treatment.logline.value] + treatment.characters.map(\.description)
      let text = (said + treatment.notUnderstood + plan.shots.map(\.imagePrompt)).joined(separator: " ")
      let found = Set(words(of: text).map(\.key))
      for word in words(of: concept) { #expect(found.contains(word.key), "\(word.key) is lost") }
    }
  }

  @Test func `a long concept loses no understood word, and says the others`() throws {
    let filler = String(repeating: "Something happened and then something else did. ", count: 30)
    let (treatment, _) = try Films.make(
      Films.brief(filler + "Later a red dragon flies over the snowy mountains, blorping."))
    let found = Set(
      words(of: treatment.logline.value + " " + treatment.notUnderstood.joined(separator: " ")).map(\.key))
    #expect(found.isSuperset(of: ["red", "flies", "snowy", "mountains", "blorping", "dragon"]))
  }

  @Test func `what the concept says is marked as the person's, what it implies as inferred, the rest as the house's`()
    throws
  {
    let (said, _) = try Films.make(Films.brief("a sad woman in a forest at night in the snow, blue and gold, anime"))
    #expect(said.environment.locations[0].source == .user && said.environment.timeFrom.source == .user)
    #expect(said.environment.weather.source == .user && said.style.palette.source == .user)
    #expect(said.style.medium == Sourced("anime", .user) && said.characters[0].source == .user)
    #expect(said.arc.from == Sourced("sadness", .user) && said.arc.to.source == .inferred)
    let (silent, _) = try Films.make(Films.brief("zorbl"))
    #expect(silent.environment.locations[0].source == .default && silent.environment.timeFrom.source == .default)
    #expect(silent.characters[0].source == .default && silent.style.palette.source == .default)
    let (implied, _) = try Films.make(Films.brief("cyberpunk"))
    #expect(implied.environment.locations[0].source == .inferred && implied.environment.weather.source == .inferred)
  }

  @Test func `colours that are named are in the palette as they are, and the accent is last`() throws {
    for fidelity in Fidelity.allCases {
      let (film, _) = try Films.make(Films.brief("a rooftop in slate, navy and gold", fidelity: fidelity))
      let palette = film.style.palette.value
      #expect(Set(palette.map(\.hex)).isSuperset(of: ["#465362", "#16264f", "#d9a520"]))
      #expect(palette.last?.name == "gold")
    }
  }

  @Test func `places come in the order of the story`() throws {
    let concept = "A girl leaves her village at dawn, crosses the desert and finally reaches the sea."
    let (treatment, plan) = try Films.make(Films.brief(concept, fidelity: .preserve, music: Songs.pop(duration: 90)))
    #expect(treatment.environment.locations.map(\.place) == [.street, .desert, .sea])
    let order = plan.shots.map { shot in [Place.street, .desert, .sea].firstIndex(of: shot.scene.place) ?? -1 }
    #expect(order == order.sorted() && Set(order) == [0, 1, 2])
    #expect(treatment.ending.source == .user)
  }

  @Test func `the lead wears what the concept says, and a lead that is brought along is taken as it is`() throws {
    let (film, _) = try Films.make(Films.brief("an old man with a lantern in a red leather coat walks in the fog"))
    let lead = film.characters[0]
    #expect(
      lead.description == "an old man" && lead.wardrobe == "a red leather coat" && lead.wardrobeColor == "#d21f26")
    #expect(lead.figure.age == .old && lead.figure.wardrobe == .coat && lead.figure.accessory == .lantern)
    var brief = Films.brief("a girl by the sea")
    brief.lead = lead
    #expect(try Films.make(brief).0.characters.first == lead)
  }

  @Test func `title and lyrics decide what the concept leaves open, but not in a film that keeps to its concept`()
    throws
  {
    var brief = Films.brief("zorbl")
    brief.title = "Midnight Desert"
    brief.lyrics = "[00:12.00] falling snow\n[00:15.00] on my window"
    let (open, _) = try Films.make(brief)
    #expect(open.environment.locations[0].place == .desert && open.environment.locations[0].source == .inferred)
    #expect(open.environment.timeFrom == Sourced(.night, .inferred))
    #expect(open.environment.weather == Sourced(.snow, .inferred))
    brief.fidelity = .preserve
    #expect(try Films.make(brief).0.environment.locations[0].place == .abstract)
  }

  @Test func `each person wears their own words`() throws {
    let (film, _) = try Films.make(
      Films.brief("a crowd of faceless office workers in grey suits, one woman in a yellow dress dances"))
    #expect(film.characters[0].description == "a woman" && film.characters[0].wardrobe == "a yellow dress")
    #expect(film.characters[1].wardrobe == "grey suits" && film.characters[1].figure.wardrobe == .suit)
  }

  @Test func `a change that the concept tells is the chorus's change, and the light that it brings waits for it`()
    throws
  {
    let concept = "A man walks through a city at night. Slowly the city changes from dark to neon."
    let (film, plan) = try Films.make(Films.brief(concept, music: Songs.pop(duration: 40)))
    #expect(film.chorusChange == Sourced("Slowly the city changes from dark to neon", .user))
    #expect(!film.environment.lights.contains { $0.value == .neon })
    #expect(plan.shots.filter { $0.sectionRole == .chorus }.allSatisfy { $0.scene.lights.contains(.neon) })
    #expect(plan.shots.filter { $0.sectionRole == .intro }.allSatisfy { !$0.scene.lights.contains(.neon) })
  }

  @Test func `hair, age and clothes are the person's own`() throws {
    let singer = try Films.make(Films.brief("- singer, short black hair, silver jacket\n- a pool at night")).0
      .characters
    #expect(singer[0].physicalDescription.hair == "black short hair" && singer[0].figure.hair == .short)
    let boy = try Films.make(Films.brief("a boy finds an old radio in an attic")).0.characters
    #expect(boy[0].figure.age == .young)
    for seed in 0..<20 as Range<UInt64> {
      let man = try BuiltInWriter().treat(Films.brief("an old man walks home", seed: seed), isStopped: { false })
      #expect(man.characters[0].figure.wardrobe != .dress)
    }
  }

  @Test func `a note excludes nothing, and people who train are in no train`() throws {
    let (film, _) = try Films.make(
      Films.brief("She left a note on the kitchen door. Two sisters train before dawn in a gym."))
    #expect(film.avoid.isEmpty)
    #expect(!film.environment.locations.contains { $0.place == .train })
  }

  @Test func `how a film looks is no part of its story`() throws {
    let (_, plan) = try Films.make(
      Films.brief("A man waits at a station. He boards the train and waves. Gritty black and white."))
    #expect(plan.shots.allSatisfy { !$0.imagePrompt.contains("Gritty") })
  }

  @Test func `the whole sentence about the chorus is its change, without the label`() throws {
    let (film, _) = try Films.make(
      Films.brief("A singer in a pool. Chorus: the pool fills with water, she floats away."))
    #expect(film.chorusChange == Sourced("The pool fills with water she floats away", .user))
  }

  @Test func `a concept without spaces is quoted without spaces`() throws {
    let (film, plan) = try Films.make(Films.brief("雪の降る東京、最後の電車に乗る女の子。赤いマフラー。"))
    #expect(film.logline.value.hasPrefix("雪の降る東京"))
    #expect(film.environment.locations.map(\.place).prefix(2) == [.city, .train])
    #expect(!plan.shots.contains { $0.imagePrompt.contains("雪 の") })
  }

  @Test func `a stopped writer says that it was stopped`() {
    #expect(throws: Failure.self) { try BuiltInWriter().treat(Films.brief("x"), isStopped: { true }) }
  }
}
