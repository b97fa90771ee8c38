import Vocabulary

/// One of each document, with every optional field filled.
enum Examples {
  static let character = Character(
    id: "lead", description: "a man",
    physicalDescription: PhysicalDescription(face: "a face", age: "thirty", hair: "black", build: "slim"),
    wardrobe: "a red coat", wardrobeColor: "#d21f26", accessories: ["a lantern"], distinctiveFeatures: ["a scar"],
    emotionalRange: ["hope"], referenceImages: ["reference-1.png"],
    figure: Figure(build: .slim, age: .adult, hair: .short, wardrobe: .coat, accessory: .lantern), source: .user)

  static let analysis = MusicMap(
    duration: 10, tempo: 120, tempoConfidence: 0.9, beatsPerBar: 4, beats: [0, 0.5], downbeats: [0],
    beatStrength: [1, 0.5], loudness: Loudness(meanLevel: -14, peak: -1),
    envelope: Envelope(rate: 10, level: [0.5], onset: [0.5]),
    sections: [Section(start: 0, end: 10, role: .verse, energy: .medium, level: 0.5)], cuePoints: [0, 10],
    cues: [Cue(time: 0, kind: .start, strength: 1, reason: "start", snappedTo: .downbeat)],
    events: [MusicEvent(time: 0, kind: .kick, strength: 1)], notes: ["a note"])

  static let treatment = Treatment(
    concept: "x", fidelity: .expand, theme: Sourced("t", .user), logline: Sourced("l", .inferred),
    characters: [character], arc: EmotionalArc(from: Sourced("grief", .default), to: Sourced("joy", .model)),
    environment: FilmEnvironment(
      locations: [Location(id: "place-1", place: .city, description: "a city", source: .user)],
      timeFrom: Sourced(.night, .user), timeTo: Sourced(.dawn, .fallback), weather: Sourced(.rain, .user),
      lights: [Sourced(.neon, .user)]),
    style: VisualStyle(
      medium: Sourced("anime", .user), palette: Sourced([NamedColour(name: "red", hex: "#d21f26")], .user),
      lighting: Sourced("soft", .user), cameraVerse: Sourced("a", .user), cameraChorus: Sourced("b", .user),
      texture: Sourced("grain", .user)),
    motif: Sourced("a key", .inferred), chorusChange: Sourced("c", .user), ending: Sourced("e", .user),
    avoid: ["snow"], notUnderstood: ["zorbl"], seed: 1, writer: "builtin")

  static let shot = {
    var shot = unmarked
    shot.source = .fallback
    shot.whipOutFrames = 4
    return shot
  }()

  private static let unmarked = Shot(
    id: "shot_01", startTime: 0, endTime: 10, startFrame: 0, endFrame: 300, purpose: .establish, sectionRole: .verse,
    energy: .medium, cue: ServedCue(time: 0, kind: .start, snappedTo: .downbeat, offsetMilliseconds: 0),
    imagePrompt: "a man in the city", motionPrompt: "he walks", characterIds: ["lead"], continuityNotes: "same coat",
    changes: "it begins", transitionIn: .flash, transitionFrames: 6,
    scene: Scene(
      place: .city, timeOfDay: .night, timeTo: .dawn, timeMix: 0.5, weather: .rain, lights: [.neon], framing: .wide,
      camera: .pushIn, pose: .walk, palette: ["#000000"], mood: 0.5, intensity: 0.5, motif: "a key"))

  static let plan = Plan(
    format: FilmFormat(width: 1080, height: 1920, fps: 30), aspectRatio: "9:16", visualSummary: "s", shots: [shot],
    notes: ["n"])

  static let call = {
    var note = CallNote(
      id: "1", provider: "gpt", model: "m", fingerprint: "00", reserved: 5, begun: "2026-01-01T00:00:00Z")
    note.remote = "r"
    note.links = ["status": "https://example.com/1"]
    note.cost = 5
    note.failure = Failure(.throttled, "unable", remedy: "wait", wait: 5)
    return note
  }()

  static let take = Take(
    shot: shot, take: 1, stillAttempts: 1, clipAttempts: 1, stillMaker: "builtin", clipMaker: "builtin", frames: 300,
    packetHash: "00", parameterHash: "00", cost: 0, because: "asked", doubt: "another coat",
    finished: "2026-01-01T00:00:00Z")
}
