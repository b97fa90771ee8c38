import Vocabulary

/// How a feeling sits on the scale of `Scene.mood`: 0 hopeless and cold, 1 happy and warm. A word that nobody knows is
/// looked up in the lexicon first (a model writes "heartbroken"), and else is in the middle.
func mood(of feeling: String) -> Double {
  if let known = Feeling.named(feeling) { return known.mood }
  let said = Reading(feeling).asked { if case .feeling(let name) = $0 { name } else { nil } }
  return said.first.flatMap { Feeling.named($0.value) }?.mood ?? 0.5
}

/// Where the mood stands at `progress` (0 to 1): slow at both ends, so that beginning and ending are felt.
func moodPassing(_ arc: EmotionalArc, at progress: Double) -> Double {
  let (from, to) = (mood(of: arc.from.value), mood(of: arc.to.value))
  let x = min(max(progress, 0), 1)
  return from + (to - from) * x * x * (3 - 2 * x)
}
