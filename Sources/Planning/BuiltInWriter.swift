import Vocabulary

/// The writer that needs nothing but the concept, the song and a seed: rules, a lexicon and dice.
public struct BuiltInWriter: TreatmentWriter {
  public let name = "builtin"
  public let lane = "writer"

  public init() {}

  public func treat(_ brief: Brief, isStopped: @Sendable () -> Bool) throws(Failure) -> Treatment {
    try refuseIfStopped(isStopped)
    let dice = Dice(seed: brief.seed, words: brief.concept)
    let place = dice.pick("place", Place.allCases)
    let palette = [("night", "#14213d"), ("slate", "#33415c"), ("haze", "#7d8597"), ("mist", "#cfd6e0"), ("amber", "#ffb347")]
    let lead =
      brief.lead
      ?? Character(
        id: "lead", description: "a lone wanderer",
        physicalDescription: PhysicalDescription(
          face: "calm", age: "about thirty", hair: "short and dark", build: "slim"),
        wardrobe: "a long red coat", wardrobeColor: "#c1121f", accessories: [], distinctiveFeatures: [],
        emotionalRange: ["longing", "hope"], referenceImages: [],
        figure: Figure(build: .slim, age: .adult, hair: .short, wardrobe: .coat, accessory: .none), source: .default)
    return Treatment(
      concept: brief.concept, fidelity: brief.fidelity, theme: Sourced("longing becomes hope", .default),
      logline: Sourced(brief.concept, .user), characters: [lead],
      arc: EmotionalArc(from: Sourced("longing", .default), to: Sourced("hope", .default)),
      environment: FilmEnvironment(
        locations: [Location(id: "place-1", place: place, description: place.phrase, source: .default)],
        timeFrom: Sourced(.dusk, .default), timeTo: Sourced(.night, .default), weather: Sourced(.clear, .default),
        lights: []),
      style: VisualStyle(
        medium: Sourced("storyboard animatic", .default),
        palette: Sourced(palette.map { NamedColour(name: $0.0, hex: $0.1) }, .default),
        lighting: Sourced("soft", .default), cameraVerse: Sourced("static", .default),
        cameraChorus: Sourced("crane up", .default), texture: Sourced("grain", .default)),
      motif: nil, chorusChange: Sourced("the camera cranes up", .default), ending: Sourced("looks up", .default),
      avoid: [], notUnderstood: [], seed: brief.seed, writer: name)
  }

  public func fill(
    _ slots: [Slot], of treatment: Treatment, brief: Brief, isStopped: @Sendable () -> Bool
  ) throws(Failure) -> [ShotWords] {
    try refuseIfStopped(isStopped)
    let framings = Framing.allCases
    let cameras = CameraMove.allCases
    return slots.enumerated().map { index, slot in
      let location = treatment.environment.locations[0]
      let lead = treatment.characters.first
      return ShotWords(
        slotId: slot.id, locationId: location.id, framing: framings[index % framings.count],
        camera: cameras[index % cameras.count], pose: .walk,
        imagePrompt: "\(lead?.description ?? "nobody") \(location.place.phrase), \(framings[index % framings.count].phrase)",
        motionPrompt: cameras[index % cameras.count].phrase, characterIds: lead.map { [$0.id] } ?? [],
        continuityNotes: "", changes: "")
    }
  }
}
