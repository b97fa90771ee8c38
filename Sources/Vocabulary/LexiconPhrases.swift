// The house's own words for what can be drawn. Each phrase reads back as exactly the value it stands for, and as
// nothing else: prompts are made of these, and `PromptReading` takes them apart again.

extension Place {
  /// Where, as a prompt says it: "in a city of tall towers".
  public var phrase: String {
    switch self {
    case .city: "in a city of tall towers"
    case .street: "on a narrow street"
    case .room: "in a quiet room"
    case .rooftop: "on a high rooftop"
    case .road: "on a long empty road"
    case .forest: "in a deep forest"
    case .mountain: "high on a mountain"
    case .sea: "by the sea"
    case .underwater: "in an underwater world"
    case .desert: "in a wide open desert"
    case .field: "in an open field"
    case .snow: "on an endless snowfield"
    case .stage: "on a stage"
    case .train: "inside a train"
    case .space: "in outer space"
    case .corridor: "in a long corridor"
    case .ruins: "among old ruins"
    case .abstract: "in an abstract world of shapes"
    }
  }
}

extension TimeOfDay {
  /// When, as a prompt says it: "at golden hour".
  public var phrase: String {
    switch self {
    case .dawn: "at dawn"
    case .day: "by day"
    case .goldenHour: "at golden hour"
    case .dusk: "at dusk"
    case .night: "at night"
    }
  }
  /// The bare name, for "turning to …".
  public var noun: String {
    switch self {
    case .dawn: "dawn"
    case .day: "daylight"
    case .goldenHour: "golden hour"
    case .dusk: "dusk"
    case .night: "night"
    }
  }
}

extension Weather {
  /// The weather, as a prompt says it: "in the rain".
  public var phrase: String {
    switch self {
    case .clear: "in clear air"
    case .rain: "in the rain"
    case .snow: "in falling snow"
    case .fog: "in thick fog"
    case .storm: "in a storm"
    case .dust: "in blowing dust"
    case .petals: "among petals in the air"
    case .leaves: "among falling leaves"
    case .embers: "among glowing embers"
    }
  }
}

extension LightSource {
  /// The light, as a prompt says it: "neon signs".
  public var phrase: String {
    switch self {
    case .neon: "neon signs"
    case .window: "lit windows"
    case .lamps: "warm lamps"
    case .stageBeams: "beams of spotlight"
    case .moon: "moonlight"
    case .sun: "sunlight"
    case .fire: "firelight"
    case .lightning: "lightning"
    case .aurora: "an aurora"
    case .screens: "glowing screens"
    }
  }
}

extension Framing {
  /// How much is seen, as a prompt says it: "wide shot".
  public var phrase: String {
    switch self {
    case .extremeWide: "extreme wide shot"
    case .wide: "wide shot"
    case .medium: "medium shot"
    case .close: "close-up"
    case .detail: "detail shot"
    case .silhouetteBack: "silhouette from behind"
    case .overShoulder: "over-the-shoulder shot"
    case .reflection: "seen as a reflection"
    }
  }
}

extension CameraMove {
  /// What the camera does, as a prompt says it: "the camera pushes in".
  public var phrase: String {
    switch self {
    case .static: "the camera holds still"
    case .pushIn: "the camera pushes in"
    case .pullBack: "the camera pulls back"
    case .panLeft: "the camera pans left"
    case .panRight: "the camera pans right"
    case .tiltUp: "the camera tilts up"
    case .tiltDown: "the camera tilts down"
    case .craneUp: "the camera cranes up"
    case .trackSide: "the camera tracks sideways"
    case .orbit: "the camera orbits"
    case .handheld: "the camera is handheld"
    case .snapZoom: "the camera snap-zooms"
    }
  }
}

extension Pose {
  /// What somebody does, as a prompt says it: "walks".
  public var phrase: String {
    switch self {
    case .stand: "stands still"
    case .walk: "walks"
    case .sit: "sits"
    case .run: "runs"
    case .reach: "reaches out"
    case .lookUp: "looks up"
    case .play: "plays music"
    case .lie: "lies down"
    }
  }
}
