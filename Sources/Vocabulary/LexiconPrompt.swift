/// What a prompt says about a scene, in the artist's terms. Where a prompt says two things, the last word wins: what a
/// person adds at the end counts.
public struct PromptReading: Sendable, Equatable {
  public var place: Place?
  public var timeOfDay: TimeOfDay?
  /// The time that the light is turning to; nil where the prompt does not say that it turns.
  public var timeTo: TimeOfDay?
  /// `clear` for "no rain".
  public var weather: Weather?
  /// Without repetition, in the order of the prompt.
  public var lights: [LightSource]
  public var framing: Framing?
  public var camera: CameraMove?
  public var pose: Pose?
  /// Colours of the scene, not of clothes; without repetition.
  public var colours: [NamedColour]
  /// Words that mean nothing to the artist, in order, without repetition.
  public var notUnderstood: [String]

  public init(_ text: String) {
    let reading = Reading(text)
    place = reading.places.last?.value
    timeOfDay = reading.asked { if case .time(let time) = $0 { time } else { nil } }.last?.value
    timeTo = reading.mentions.last { $0.isTarget && $0.time != nil }?.time
    weather = reading.asked { if case .weather(let weather) = $0 { weather } else { nil } }.last?.value
    if weather == nil, !reading.refused({ if case .weather(let weather) = $0 { weather } else { nil } }).isEmpty {
      weather = .clear
    }
    lights = reading.asked { if case .light(let light) = $0 { light } else { nil } }.map(\.value).unique
    framing = reading.asked { if case .framing(let framing) = $0 { framing } else { nil } }.last?.value
    camera = reading.asked { if case .camera(let camera) = $0 { camera } else { nil } }.last?.value
    pose = reading.asked { if case .pose(let pose) = $0 { pose } else { nil } }.last?.value
    colours = reading.sceneColours.map(\.value).unique
    notUnderstood = reading.unknownWords
  }
}

extension Mention {
  /// The time of day that is meant; nil for every other meaning.
  var time: TimeOfDay? { if case .time(let time) = meaning { time } else { nil } }
}

extension Reading {
  /// Words that stand for nothing the house can draw, in order, without repetition.
  public var unknownWords: [String] {
    words.indices.filter { !known.contains($0) }.map { words[$0].text }.unique(by: { $0.lowercased() })
  }
}

extension Sequence where Element: Hashable {
  /// Every element once, in the order of first appearance.
  public var unique: [Element] { unique(by: { $0 }) }
}

extension Sequence {
  /// Every element whose `key` appears for the first time.
  public func unique<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
    var seen: Set<Key> = []
    return filter { seen.insert(key($0)).inserted }
  }
}
