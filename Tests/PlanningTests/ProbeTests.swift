import Planning
import Testing
import Vocabulary

@Suite struct Probe {
  @Test func `probe`() throws {
    for concept in ["A lonely musician walks through a futuristic city at night after losing someone. In the rain he finds a new light.", "zorbl", "A girl in a yellow raincoat leaves her village at dawn, crosses the desert and finally reaches the sea. No rain, without neon.", "🌊💔", "two lovers dance on a rooftop at sunset, blue and gold"] {
     for fidelity in Fidelity.allCases {
      let brief = Brief(concept: concept, title: "x", fidelity: fidelity, music: Songs.pop(duration: 60), seed: 1)
      let t = try BuiltInWriter().treat(brief, isStopped: { false })
      print("=====", concept, fidelity)
      print(t.theme, t.logline.value, t.arc.from, t.arc.to)
      for c in t.characters { print("  ", c.id, c.description, "|", c.wardrobe, c.wardrobeColor, c.figure, c.source) }
      for l in t.environment.locations { print("  ", l.id, l.place, l.description, l.source) }
      print("  ", t.environment.timeFrom, t.environment.timeTo, t.environment.weather, t.environment.lights)
      print("  ", t.style.palette.source, t.style.palette.value.map { $0.name + $0.hex }, t.style.medium.value, t.style.lighting.value, t.style.cameraVerse.value)
      print("  ", t.motif as Any, t.chorusChange, t.ending, t.avoid, t.notUnderstood)
      let plan = try Director(format: FilmFormat(width: 1080, height: 1920, fps: 30)).plan(t, brief: brief, writer: BuiltInWriter(), isStopped: { false })
      print(problems(in: plan, music: brief.music))
      if fidelity == .expand { for s in plan.shots.prefix(20) { print("  \(s.id) \(s.purpose) \(s.sectionRole) \(s.characterIds)\n     \(s.imagePrompt)\n     \(s.motionPrompt)\n     ~ \(s.changes)") } }
     }
    }
  }
}
