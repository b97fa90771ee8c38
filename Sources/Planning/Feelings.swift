import Vocabulary

/// How a feeling sits on the mood scale of `Scene.mood`: 0 hopeless and cold, 1 happy and warm; 0.5 for a word that
/// nobody knows.
func mood(of feeling: String) -> Double {
  0.5
}

/// Where the mood stands at `progress` (0 to 1): most of the way is gone in the middle of the song.
func moodPassing(_ arc: EmotionalArc, at progress: Double) -> Double {
  let (from, to) = (mood(of: arc.from.value), mood(of: arc.to.value))
  let x = min(max(progress, 0), 1)
  return from + (to - from) * x * x * (3 - 2 * x)
}
