/// What the film means: the document `treatment.json`, between the concept and the shots.
public struct Treatment: Codable, Sendable, Equatable {
  /// The concept as the person wrote it, every word of it.
  public var concept: String
  public var fidelity: Fidelity
  public var theme: Sourced<String>
  public var logline: Sourced<String>
  /// 1 to 3; the first is the lead. Empty only where the concept asks for a film without people.
  public var characters: [Character]
  public var arc: EmotionalArc
  public var environment: FilmEnvironment
  public var style: VisualStyle
  /// The thing that comes back in the first, a middle and the last shot; nil where nothing is invented.
  public var motif: Sourced<String>?
  /// What the chorus changes, in words and as directions that the shots follow.
  public var chorusChange: Sourced<String>
  public var ending: Sourced<String>
  /// What must not be seen ("rain" of "no rain").
  public var avoid: [String]
  /// Words of the concept that steer the text but nothing that is drawn: kept, and said.
  public var notUnderstood: [String]
  public var seed: UInt64
  /// Which writer made it.
  public var writer: String

  public init(
    concept: String, fidelity: Fidelity, theme: Sourced<String>, logline: Sourced<String>, characters: [Character],
    arc: EmotionalArc, environment: FilmEnvironment, style: VisualStyle, motif: Sourced<String>?,
    chorusChange: Sourced<String>, ending: Sourced<String>, avoid: [String], notUnderstood: [String], seed: UInt64,
    writer: String
  ) {
    self.concept = concept
    self.fidelity = fidelity
    self.theme = theme
    self.logline = logline
    self.characters = characters
    self.arc = arc
    self.environment = environment
    self.style = style
    self.motif = motif
    self.chorusChange = chorusChange
    self.ending = ending
    self.avoid = avoid
    self.notUnderstood = notUnderstood
    self.seed = seed
    self.writer = writer
  }
}

extension Treatment {
  /// Fields that a model should have written and did not, by name; empty for the built-in writer's treatments.
  public var fallbacks: [String] {
    let fields: [(String, Source?)] = [
      ("theme", theme.source), ("logline", logline.source), ("characters", characters.first?.source),
      ("arc", arc.from.source), ("locations", environment.locations.first?.source),
      ("timeFrom", environment.timeFrom.source), ("timeTo", environment.timeTo.source),
      ("weather", environment.weather.source), ("medium", style.medium.source), ("palette", style.palette.source),
      ("lighting", style.lighting.source), ("cameraVerse", style.cameraVerse.source),
      ("cameraChorus", style.cameraChorus.source), ("texture", style.texture.source), ("motif", motif?.source),
      ("chorusChange", chorusChange.source), ("ending", ending.source),
    ]
    return fields.filter { $0.1 == .fallback }.map(\.0)
  }
}

/// A value together with where it came from.
public struct Sourced<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
  public var value: Value
  public var source: Source

  public init(_ value: Value, _ source: Source) {
    self.value = value
    self.source = source
  }
}

/// Who decided a field.
public enum Source: String, Codable, Sendable, CaseIterable {
  /// The concept says so.
  case user
  /// Follows from what the concept says.
  case inferred
  /// Nothing said: the house's choice.
  case `default`
  /// A language model wrote it.
  case model
  /// A language model should have written it and did not.
  case fallback
}

/// The way a feeling goes through the film.
public struct EmotionalArc: Codable, Sendable, Equatable {
  public var from: Sourced<String>
  public var to: Sourced<String>

  public init(from: Sourced<String>, to: Sourced<String>) {
    self.from = from
    self.to = to
  }
}

/// Where and when the film plays.
public struct FilmEnvironment: Codable, Sendable, Equatable {
  /// 1 to 4; the first is where the film opens.
  public var locations: [Location]
  public var timeFrom: Sourced<TimeOfDay>
  public var timeTo: Sourced<TimeOfDay>
  public var weather: Sourced<Weather>
  /// Light sources besides sun and moon.
  public var lights: [Sourced<LightSource>]

  public init(
    locations: [Location], timeFrom: Sourced<TimeOfDay>, timeTo: Sourced<TimeOfDay>, weather: Sourced<Weather>,
    lights: [Sourced<LightSource>]
  ) {
    self.locations = locations
    self.timeFrom = timeFrom
    self.timeTo = timeTo
    self.weather = weather
    self.lights = lights
  }
}

/// One place of the film.
public struct Location: Codable, Sendable, Equatable {
  public var id: String
  public var place: Place
  /// A few words, the person's own where there are any ("a futuristic city").
  public var description: String
  public var source: Source

  public init(id: String, place: Place, description: String, source: Source) {
    self.id = id
    self.place = place
    self.description = description
    self.source = source
  }
}

/// How the film looks.
public struct VisualStyle: Codable, Sendable, Equatable {
  /// "storyboard animatic", "anime", "watercolour"…
  public var medium: Sourced<String>
  /// 3 to 6 colours, from dark to light, the accent last.
  public var palette: Sourced<[NamedColour]>
  public var lighting: Sourced<String>
  public var cameraVerse: Sourced<String>
  public var cameraChorus: Sourced<String>
  public var texture: Sourced<String>

  public init(
    medium: Sourced<String>, palette: Sourced<[NamedColour]>, lighting: Sourced<String>,
    cameraVerse: Sourced<String>, cameraChorus: Sourced<String>, texture: Sourced<String>
  ) {
    self.medium = medium
    self.palette = palette
    self.lighting = lighting
    self.cameraVerse = cameraVerse
    self.cameraChorus = cameraChorus
    self.texture = texture
  }
}

/// A colour with the name a person would use.
public struct NamedColour: Codable, Sendable, Equatable, Hashable {
  public var name: String
  /// `#rrggbb`, sRGB.
  public var hex: String

  public init(name: String, hex: String) {
    self.name = name
    self.hex = hex
  }
}
