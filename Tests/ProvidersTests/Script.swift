import Vocabulary

extension FilmFormat {
  static let tiny = FilmFormat(width: 90, height: 160, fps: 10)
}

extension Vocabulary.Character {
  static let lead = Vocabulary.Character(
    id: "lead", description: "a lonely musician",
    physicalDescription: PhysicalDescription(face: "calm", age: "adult", hair: "black", build: "slim"),
    wardrobe: "a red coat", wardrobeColor: "#c8242f", accessories: [], distinctiveFeatures: [], emotionalRange: [],
    referenceImages: [],
    figure: Figure(build: .slim, age: .adult, hair: .short, wardrobe: .coat, accessory: .none), source: .user)
}

extension Shot {
  static let plain = shot(1)

  static func shot(_ number: Int, camera: CameraMove = .pushIn, notes: String = "palette blue") -> Shot {
    Shot(
      id: Shot.id(number), startTime: 1, endTime: 2.2, startFrame: 10 * number, endFrame: 10 * number + 12,
      purpose: .develop, sectionRole: .verse, energy: .medium, cue: nil, imagePrompt: "a forest",
      motionPrompt: "push in", characterIds: ["lead"], continuityNotes: notes, changes: "", transitionIn: .cut,
      transitionFrames: 0,
      scene: Scene(
        place: .forest, timeOfDay: .dusk, timeTo: .night, timeMix: 0.2, weather: .clear, lights: [], framing: .wide,
        camera: camera, pose: .stand, palette: ["#0d1b2a", "#27476e", "#6c8fb0", "#e6e1c5", "#3fb8af"], mood: 0.5,
        intensity: 0.6, motif: nil))
  }
}

extension MusicMap {
  static let silent = MusicMap(
    duration: 10, tempo: nil, tempoConfidence: 0, beatsPerBar: nil, beats: [], downbeats: [], beatStrength: [],
    loudness: Loudness(meanLevel: -60, peak: -60), envelope: Envelope(rate: 10, level: [], onset: []), sections: [],
    cuePoints: [0, 10], cues: [], events: [], notes: [])
}

extension Treatment {
  static func avoiding(_ things: [String]) -> Treatment {
    Treatment(
      concept: "x", fidelity: .expand, theme: Sourced("t", .user), logline: Sourced("l", .user), characters: [.lead],
      arc: EmotionalArc(from: Sourced("grief", .user), to: Sourced("joy", .user)),
      environment: FilmEnvironment(
        locations: [], timeFrom: Sourced(.night, .user), timeTo: Sourced(.dawn, .user), weather: Sourced(.rain, .user),
        lights: []),
      style: VisualStyle(
        medium: Sourced("anime", .user), palette: Sourced([], .user), lighting: Sourced("soft light", .user),
        cameraVerse: Sourced("", .user), cameraChorus: Sourced("", .user), texture: Sourced("grain", .user)),
      motif: nil, chorusChange: Sourced("", .user), ending: Sourced("", .user), avoid: things, notUnderstood: [],
      seed: 1, writer: "builtin")
  }
}
