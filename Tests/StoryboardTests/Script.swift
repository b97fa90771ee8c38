import Vocabulary

extension Vocabulary.Character {
  static let lead = Vocabulary.Character(
    id: "lead", description: "a lonely musician",
    physicalDescription: PhysicalDescription(face: "calm", age: "adult", hair: "black", build: "slim"),
    wardrobe: "a red coat", wardrobeColor: "#c8242f", accessories: [], distinctiveFeatures: [], emotionalRange: [],
    referenceImages: [],
    figure: Figure(build: .slim, age: .adult, hair: .short, wardrobe: .coat, accessory: .none), source: .user)
}

extension MusicMap {
  /// Ten seconds at 120 beats a minute, loud at the end.
  static let steady = MusicMap(
    duration: 10, tempo: 120, tempoConfidence: 1, beatsPerBar: 4, beats: (0..<20).map { Double($0) / 2 },
    downbeats: (0..<5).map { Double($0) * 2 }, beatStrength: [Double](repeating: 1, count: 20),
    loudness: Loudness(meanLevel: -12, peak: -1),
    envelope: Envelope(
      rate: 10, level: (0..<100).map { Double($0) / 100 }, onset: (0..<100).map { $0 % 5 == 0 ? 1 : 0 }),
    sections: [Section(start: 0, end: 10, role: .verse, energy: .medium, level: 0.5)], cuePoints: [0, 10], cues: [],
    events: [], notes: [])
}

/// A shot of one second unless told otherwise.
func shot(
  _ place: Place = .city, _ framing: Framing = .wide, camera: CameraMove = .pushIn, pose: Pose = .stand,
  weather: Weather = .clear, time: TimeOfDay = .dusk, number: Int = 1, frames: Int = 10, people: Bool = true,
  transition: Transition = .cut, lights: [LightSource] = []
) -> Shot {
  let scene = Scene(
    place: place, timeOfDay: time, timeTo: .night, timeMix: 0.2, weather: weather, lights: lights, framing: framing,
    camera: camera, pose: pose, palette: ["#0d1b2a", "#27476e", "#6c8fb0", "#e6e1c5", "#3fb8af"], mood: 0.5,
    intensity: 0.6, motif: nil)
  return Shot(
    id: Shot.id(number), startTime: 1, endTime: 1 + Double(frames) / 10, startFrame: 10, endFrame: 10 + frames,
    purpose: .develop, sectionRole: .verse, energy: .medium, cue: nil, imagePrompt: "", motionPrompt: "",
    characterIds: people ? ["lead"] : [], continuityNotes: "", changes: "", transitionIn: transition,
    transitionFrames: transition == .cut ? 0 : 4, scene: scene)
}
