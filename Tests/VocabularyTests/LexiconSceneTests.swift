import Testing
import Vocabulary

@Suite struct LexiconSceneTests {
  let scene = Scene(
    place: .city, timeOfDay: .night, timeTo: .dawn, timeMix: 0.4, weather: .rain, lights: [.neon], framing: .wide,
    camera: .pushIn, pose: .walk, palette: ["#131a3c", "#465362", "#a5809f", "#d3d6da", "#f7a51e"], mood: 0.2,
    intensity: 0.5, motif: nil)
  let image =
    "A man walks in a city of tall towers, at night turning to dawn, in the rain, lit by neon signs; wide shot."
  let motion = "He walks on; the camera pushes in."

  @Test func `prompts that say what the scene is change nothing`() {
    #expect(scene.edited(by: image, motionPrompt: motion) == scene)
    #expect(scene.edited(by: "", motionPrompt: "") == scene)
  }

  @Test func `a word that a person adds at the end wins`() {
    let edited = scene.edited(by: image + " In falling snow, close-up.", motionPrompt: motion + " The camera orbits.")
    #expect(edited.weather == .snow && edited.framing == .close && edited.camera == .orbit)
    #expect(edited.place == .city && edited.timeOfDay == .night && edited.timeMix == 0.4)
  }

  @Test func `a word that a person replaces wins`() {
    #expect(scene.edited(by: "A man sits on a train by day.", motionPrompt: "").place == .train)
    #expect(scene.edited(by: "A man sits on a train by day.", motionPrompt: "").timeOfDay == .day)
    #expect(scene.edited(by: "A man sits on a train by day.", motionPrompt: "").timeMix == 0)
    #expect(scene.edited(by: "A man sits on a train by day.", motionPrompt: "").pose == .sit)
  }

  @Test func `no rain is clear, and a street musician is not a street`() {
    #expect(scene.edited(by: "no rain at all", motionPrompt: "").weather == .clear)
    #expect(PromptReading("a street musician in a forest").place == .forest)
    #expect(PromptReading("in a forest, a street musician").place == .forest)
  }

  @Test func `a new colour becomes the accent, a coat's colour does not`() {
    #expect(scene.edited(by: "everything in emerald", motionPrompt: "").palette.last == "#149a5e")
    #expect(scene.edited(by: "a man in a red coat", motionPrompt: "").palette == scene.palette)
    #expect(scene.edited(by: "a red leather jacket", motionPrompt: "").palette == scene.palette)
  }

  @Test func `reading the same prompts twice changes nothing more`() {
    let prompts = [
      "a blue and gold beach at sunset turning to night, lanterns", "the moon over a crimson desert, orange sky",
      "reflection in a window, snow on the roof, dawn", "",
    ]
    for prompt in prompts {
      let once = scene.edited(by: prompt, motionPrompt: "pan left")
      #expect(once.edited(by: prompt, motionPrompt: "pan left") == once, "\(prompt)")
    }
  }

  @Test func `words about a figure win, silence keeps`() {
    let figure = Figure(build: .slim, age: .adult, hair: .short, wardrobe: .coat, accessory: .none)
    let edited = figure.edited(by: "an old man with long hair and a lantern")
    #expect(edited.age == .old && edited.hair == .long && edited.accessory == .lantern && edited.wardrobe == .coat)
    #expect(figure.edited(by: "someone") == figure)
  }
}

@Suite struct LexiconWordTests {
  @Test func `emoji, other scripts and nothing at all are read without harm`() {
    #expect(PromptReading("🌧️🌃").weather == .rain)
    #expect(PromptReading("🌧️🌃").timeOfDay == .night)
    #expect(PromptReading("ночь в лесу, дождь").timeOfDay == .night)
    #expect(PromptReading("夜 雨").weather == .rain)
    #expect(PromptReading("雨の夜、少女が走る").timeOfDay == .night)
    #expect(PromptReading("雨の夜、少女が走る").pose == .run)
    #expect(PromptReading("夜晚的城市下着雨").place == .city)
    #expect(words(of: "東京タワーが好き").map(\.key) == ["東京", "タワー", "が", "好", "き"])
    #expect(PromptReading("").place == nil)
    #expect(PromptReading("\u{202E}\u{0}\u{200B}!!! …").notUnderstood.isEmpty)
    #expect(words(of: "l'été, don't; the lead's coat").map(\.key) == ["l'été", "don't", "the", "lead", "coat"])
  }

  @Test func `a word that means nothing is said to mean nothing`() {
    #expect(PromptReading("a quizzical zarf in the city").notUnderstood == ["quizzical", "zarf"])
  }
}
