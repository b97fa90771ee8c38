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
  /// Framing that the chorus asks for; nil elsewhere, or where the treatment says nothing of the kind.
  var chorusFraming: Framing?

  init(
    of slot: Slot, at locationId: String, in treatment: Treatment, slots: [Slot], chorus: PromptReading
  ) {
    let environment = treatment.environment
    location =
      environment.locations.first { $0.id == locationId } ?? environment.locations.first
      ?? Location(id: "place-1", place: .abstract, description: Place.abstract.phrase, source: .default)
    (timeOfDay, timeTo, timeMix) = timePassing(
      from: environment.timeFrom.value, to: environment.timeTo.value, at: slot.progress,
      without: Self.times(in: treatment.avoid))
    weather = environment.weather.value
    lights = environment.lights.map(\.value)
    mood = moodPassing(treatment.arc, at: slot.progress)
    intensity = Self.intensity(of: slot)
    motif = Self.showsMotif(slot, of: slots) ? treatment.motif?.value : nil
    palette = treatment.style.palette.value.map(\.hex)
    if slot.sectionRole == .chorus { change(by: chorus) }
    addSky()
  }

  /// The times of day that must not be seen.
  private static func times(in avoid: [String]) -> Set<TimeOfDay> {
    Set(avoid.flatMap { Reading($0).asked { if case .time(let time) = $0 { time } else { nil } }.map(\.value) })
  }

  /// What the chorus changes, as far as its words name it.
  private mutating func change(by words: PromptReading) {
    weather = words.weather ?? weather
    lights = (words.lights + lights).unique
    if let time = words.timeOfDay { (timeOfDay, timeTo, timeMix) = (time, time, 0) }
    chorusFraming = words.framing
  }

  /// Sun and moon shine where there is a clear sky to shine from.
  private mutating func addSky() {
    let hidden: Set<Place> = [.room, .underwater, .corridor, .stage, .train, .abstract]
    lights = Array(lights.prefix(3))
    guard weather == .clear, !hidden.contains(location.place) else { return }
    let sky: LightSource? = timeOfDay == .night ? .moon : timeOfDay == .dusk ? nil : .sun
    if let sky, !lights.contains(sky) { lights.append(sky) }
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

/// What the treatment's chorus change says to the artist. A time that it only hints at ("neon") moves no clock.
func chorusWords(of treatment: Treatment) -> PromptReading {
  let text = treatment.chorusChange.value
  var words = PromptReading(text)
  let times = Reading(text).mentions.filter { !$0.isWeak && !$0.isNegated }.compactMap { mention -> TimeOfDay? in
    if case .time(let time) = mention.meaning { return time }
    return nil
  }
  (words.timeOfDay, words.timeTo) = (times.last, nil)
  return words
}

/// The times of day between `from` and `to`, as a clock passes them but for those in `hidden`, and where `progress`
/// (0 to 1) lies among them.
func timePassing(
  from: TimeOfDay, to: TimeOfDay, at progress: Double, without hidden: Set<TimeOfDay> = []
) -> (TimeOfDay, TimeOfDay, Double) {
  let clock: [TimeOfDay] = [.dawn, .day, .goldenHour, .dusk, .night]
  guard from != to, let start = clock.firstIndex(of: from) else { return (from, to, 0) }
  var passed = [from]
  var index = start
  while passed.last != to, passed.count < clock.count {
    index = (index + 1) % clock.count
    if clock[index] == to || !hidden.contains(clock[index]) { passed.append(clock[index]) }
  }
  let position = min(max(progress, 0), 1) * Double(passed.count - 1)
  let step = min(Int(position), passed.count - 2)
  return (passed[step], passed[step + 1], position - Double(step))
}
