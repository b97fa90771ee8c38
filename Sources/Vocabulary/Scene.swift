/// A shot in the words that the built-in artist understands. The writer fills it; words in a shot's prompts win over
/// it, so that a person's edit of a prompt is what is drawn.
public struct Scene: Codable, Sendable, Equatable {
  public var place: Place
  public var timeOfDay: TimeOfDay
  /// The time of day that the light is on its way to, and how far it has come (0 to 1).
  public var timeTo: TimeOfDay
  public var timeMix: Double
  public var weather: Weather
  public var lights: [LightSource]
  public var framing: Framing
  public var camera: CameraMove
  public var pose: Pose
  /// Colours of the treatment, `#rrggbb`, dark to light, the accent last.
  public var palette: [String]
  /// 0 (hopeless, cold) to 1 (happy, warm): where the arc stands in this shot.
  public var mood: Double
  /// 0 to 1: energy of the music under this shot.
  public var intensity: Double
  /// The recurring object, where this shot shows it.
  public var motif: String?

  public init(
    place: Place, timeOfDay: TimeOfDay, timeTo: TimeOfDay, timeMix: Double, weather: Weather, lights: [LightSource],
    framing: Framing, camera: CameraMove, pose: Pose, palette: [String], mood: Double, intensity: Double,
    motif: String?
  ) {
    self.place = place
    self.timeOfDay = timeOfDay
    self.timeTo = timeTo
    self.timeMix = timeMix
    self.weather = weather
    self.lights = lights
    self.framing = framing
    self.camera = camera
    self.pose = pose
    self.palette = palette
    self.mood = mood
    self.intensity = intensity
    self.motif = motif
  }
}

public enum Place: String, Codable, Sendable, CaseIterable {
  case city, street, room, rooftop, road, forest, mountain, sea, underwater, desert, field, snow, stage, train, space,
    corridor, ruins, abstract
}
public enum TimeOfDay: String, Codable, Sendable, CaseIterable { case dawn, day, goldenHour, dusk, night }
public enum Weather: String, Codable, Sendable, CaseIterable {
  case clear, rain, snow, fog, storm, dust, petals, leaves, embers
}
public enum LightSource: String, Codable, Sendable, CaseIterable {
  case neon, window, lamps, stageBeams, moon, sun, fire, lightning, aurora, screens
}
public enum Framing: String, Codable, Sendable, CaseIterable {
  case extremeWide, wide, medium, close, detail, silhouetteBack, overShoulder, reflection
}
public enum CameraMove: String, Codable, Sendable, CaseIterable {
  case `static`, pushIn, pullBack, panLeft, panRight, tiltUp, tiltDown, craneUp, trackSide, orbit, handheld, snapZoom
}
public enum Pose: String, Codable, Sendable, CaseIterable {
  case stand, walk, sit, run, reach, lookUp, play, lie
}
