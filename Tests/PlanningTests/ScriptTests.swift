import Testing
import Vocabulary

@testable import Planning

@Suite struct ScriptTests {
  @Test func `times go, and say from when on what follows them is seen`() {
    let script = Script("0:00-0:15 a boy finds a radio. 0:15: he turns it on 0:45 – 1:10 the roof opens")
    #expect(script.words.map(\.text).joined(separator: " ") == "a boy finds a radio he turns it on the roof opens")
    #expect(script.times.map(\.time) == [0, 15, 45] && script.times.map(\.word) == [0, 5, 9])
    #expect(script.words[4].endsSentence && script.words[8].endsSentence)
  }

  @Test(arguments: ["at 7:30 she leaves", "the score is 2:1, then 3:1", "1:00 back, 0:30 forth", "call 0:99 or 12:345"])
  func `numbers that are no plan stay words`(text: String) {
    let script = Script(text)
    #expect(script.times.isEmpty && script.words == words(of: text + "\n"))
  }

  @Test func `headings of lyrics go, and the chorus stays one`() {
    let concept = Concept("[Verse 1]\nI packed my bags\n\n[Chorus]\nOh take me to the river\n[pan left]\nall of it")
    #expect(!concept.words.contains { $0.key == "verse" })
    #expect(concept.chorus.map(concept.text) == "Oh take me to the river")
    #expect(concept.words.contains { $0.key == "pan" })
  }

  @Test func `shots show what the concept sets at their time`() throws {
    let concept = "0:00 a boy in an attic. 0:30 he dances on a rooftop. 1:10 he sits by the sea"
    let plan = try Films.make(Films.brief(concept, fidelity: .preserve, music: Songs.pop(duration: 90))).1
    for shot in plan.shots where shot.sectionRole != .chorus {
      let place: Place = shot.startTime < 29 ? .room : shot.startTime < 69 ? .rooftop : .sea
      #expect(shot.scene.place == place, "\(shot.startTime): \(shot.imagePrompt)")
      #expect(!shot.imagePrompt.contains("0 30"))
    }
  }
}
