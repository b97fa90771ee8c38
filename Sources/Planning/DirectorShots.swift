import Vocabulary

// From slots and words to shots.
extension Director {
  func shot(_ slot: Slot, _ words: ShotWords, _ setting: Setting) -> Shot {
    let scene = scene(of: words, in: setting)
    var shot = Shot(
      id: slot.id, startTime: slot.startTime, endTime: slot.endTime, startFrame: slot.startFrame,
      endFrame: slot.endFrame, purpose: slot.purpose, sectionRole: slot.sectionRole, energy: slot.energy,
      cue: slot.cue, imagePrompt: words.imagePrompt, motionPrompt: words.motionPrompt,
      characterIds: words.characterIds, continuityNotes: words.continuityNotes, changes: words.changes,
      transitionIn: slot.transitionIn, transitionFrames: slot.transitionFrames, scene: scene)
    shot.whipOutFrames = slot.whipOutFrames
    shot.source = words.source
    return shot
  }

  /// The scene as the writer chose it and as its prompts say it: where the two differ, the prompts win, as they will
  /// for every reader after this.
  func scene(of words: ShotWords, in setting: Setting) -> Scene {
    let planned = Scene(
      place: setting.location.place, timeOfDay: setting.timeOfDay, timeTo: setting.timeTo, timeMix: setting.timeMix,
      weather: setting.weather, lights: setting.lights, framing: words.framing, camera: words.camera,
      pose: words.pose, palette: setting.palette, mood: setting.mood, intensity: setting.intensity,
      motif: setting.motif)
    return planned.edited(by: words.imagePrompt, motionPrompt: words.motionPrompt)
  }

  func summary(of treatment: Treatment) -> String {
    let colours = treatment.style.palette.value.map(\.name).joined(separator: ", ")
    return "\(treatment.style.medium.value); \(treatment.style.lighting.value); colours: \(colours)"
  }
}
