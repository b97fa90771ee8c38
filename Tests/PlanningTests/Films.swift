import Planning
import Vocabulary

/// Whole films in one call.
enum Films {
  static let format = FilmFormat(width: 1080, height: 1920, fps: 30)

  static func brief(
    _ concept: String, fidelity: Fidelity = .expand, music: MusicMap = Songs.pop(duration: 32), seed: UInt64 = 1
  ) -> Brief {
    Brief(concept: concept, title: "untitled", fidelity: fidelity, music: music, seed: seed)
  }

  static func make(_ brief: Brief) throws -> (Treatment, Plan) {
    let treatment = try BuiltInWriter().treat(brief, isStopped: { false })
    let plan = try Director(format: format).plan(
      treatment, brief: brief, writer: BuiltInWriter(), isStopped: { false })
    return (treatment, plan)
  }

  /// Concepts of many kinds; no two of the first nine share a word.
  static let concepts = [
    "A lonely musician walks through futuristic streets after losing someone",
    "cowboy rides over dunes, golden hour, dust", "underwater ballet of jellyfish dreams",
    "Das Mädchen und ihr Drache", "🌧️🚂💔", "zorbl", "knight versus dragon near ruined castle at dawn",
    "snowstorm; an old sailor waits", "my grandmother's kitchen smells like cinnamon every morning",
    "two lovers dance on a rooftop at sunset, blue and gold, no rain",
    "A girl in a red coat leaves her village at dawn, crosses the desert and finally reaches the sea. In the chorus it snows.",
    "an empty city without people, night turning to dawn", "not sad, not dark: a summer party on the beach",
    "雨の夜、少女が走る",
    "(rain:1.4) <lora:x:1> [Pan left] @img --ar 1:1 {a|b} AND BREAK", "a man in a black suit in a white room",
    "grey grey grey",
  ]
}
