import Vocabulary

// From slots and words to shots.
extension Director {
  func shot(_ slot: Slot, _ words: ShotWords, _ setting: Setting) -> Shot {
    let scene = scene(of: words, in: setting)
    return Shot(
      id: slot.id, startTime: slot.startTime, endTime: slot.endTime, startFrame: slot.startFrame,
      endFrame: slot.endFrame, purpose: slot.purpose, sectionRole: slot.sectionRole, energy: slot.energy,
      cue: slot.cue, imagePrompt: words.imagePrompt, motionPrompt: words.motionPrompt,
      characterIds: words.characterIds, continuityNotes: words.continuityNotes, changes: words.changes,
      transitionIn: slot.transitionIn, transitionFrames: slot.transitionFrames, scene: scene)
  }

  func scene(of words: ShotWords, in setting: Setting) -> Scene {
    Scene(
      place: setting.location.place, timeOfDay: setting.timeOfDay, timeTo: setting.timeTo, timeMix: setting.timeMix,
      weather: setting.weather, lights: setting.lights, framing: words.framing, camera: words.camera,
      pose: words.pose, palette: setting.palette, mood: setting.mood, intensity: setting.intensity,
      motif: setting.motif)
  }

  func summary(of treatment: Treatment) -> String {
    let colours = treatment.style.palette.value.map(\.name).joined(separator: ", ")
    return "\(treatment.style.medium.value); \(treatment.style.lighting.value); colours: \(colours)"
  }

  /// One answer for each slot, in order: what the writer left out is filled by the built-in writer.
  func complete(
    _ answers: [ShotWords], for slots: [Slot], of treatment: Treatment, brief: Brief, isStopped: @Sendable () -> Bool
  ) throws(Failure) -> [ShotWords] {
    let given = Dictionary(answers.map { ($0.slotId, $0) }, uniquingKeysWith: { first, _ in first })
    guard slots.contains(where: { given[$0.id] == nil }) else { return slots.compactMap { given[$0.id] } }
    let spare = try BuiltInWriter().fill(slots, of: treatment, brief: brief, isStopped: isStopped)
    return zip(slots, spare).map { given[$0.id] ?? $1 }
  }

  /// The words with every rule kept that a writer may have broken.
  func mend(_ words: [ShotWords], for slots: [Slot], settings: [Setting], of treatment: Treatment) -> [ShotWords] {
    words
  }
}
