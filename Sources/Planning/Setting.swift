import Vocabulary

/// What a slot's scene is before anybody chooses framing, camera and pose: it follows from the treatment and from
/// where in the song the slot lies, so that light and mood tell the story even if the words do not.
struct Setting: Sendable, Equatable {
  var location: Location
  var timeOfDay: TimeOfDay
  var timeTo: TimeOfDay
  var timeMix: Double
  var weather: Weather
  var lights: [LightSource]
  var mood: Double
  var intensity: Double
  var motif: String?
  var palette: [String]
  /// Framing and camera that the chorus asks for; nil elsewhere, or where the treatment says nothing of the kind.
  var chorusFraming: Framing?
  var chorusCamera: CameraMove?

  init(of slot: Slot, at locationId: String, in treatment: Treatment, slots: [Slot]) {
    let environment = treatment.environment
    location =
      environment.locations.first { $0.id == locationId } ?? environment.locations.first
      ?? Location(id: "place-1", place: .abstract, description: Place.abstract.phrase, source: .default)
    (timeOfDay, timeTo, timeMix) = timePassing(
      from: environment.timeFrom.value, to: environment.timeTo.value, at: slot.progress)
    weather = environment.weather.value
    lights = environment.lights.map(\.value)
    mood = moodPassing(treatment.arc, at: slot.progress)
    intensity = Self.intensity(of: slot)
    motif = Self.showsMotif(slot, of: slots) ? treatment.motif?.value : nil
    palette = treatment.style.palette.value.map(\.hex)
  }

  /// Energy under the slot: what is heard, pulled towards what the section is.
  private static func intensity(of slot: Slot) -> Double {
    let word: Double =
      switch slot.energy {
      case .low: 0.15
      case .falling: 0.3
      case .medium: 0.5
      case .high: 0.9
      }
    return min(max(0.6 * slot.level + 0.4 * word, 0), 1)
  }

  /// The first, the middle and the last shot show what recurs: the least that a viewer can notice.
  private static func showsMotif(_ slot: Slot, of slots: [Slot]) -> Bool {
    slot.id == slots.first?.id || slot.id == slots.last?.id || slot.id == slots[slots.count / 2].id
  }
}

/// The times of day between `from` and `to`, as a clock passes them, and where `progress` (0 to 1) lies among them.
func timePassing(from: TimeOfDay, to: TimeOfDay, at progress: Double) -> (TimeOfDay, TimeOfDay, Double) {
  let clock: [TimeOfDay] = [.dawn, .day, .goldenHour, .dusk, .night]
  guard from != to, let start = clock.firstIndex(of: from) else { return (from, to, 0) }
  var passed = [from]
  var index = start
  while passed.last != to, passed.count < clock.count {
    index = (index + 1) % clock.count
    passed.append(clock[index])
  }
  let position = min(max(progress, 0), 1) * Double(passed.count - 1)
  let step = min(Int(position), passed.count - 2)
  return (passed[step], passed[step + 1], position - Double(step))
}
