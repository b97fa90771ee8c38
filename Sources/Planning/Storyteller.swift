import Vocabulary

/// Fills slots with words: goes through the concept's moments in their order, and turns each slot's setting, purpose
/// and energy into framing, camera, pose and prompts.
///
/// Every prompt ends with the house's own phrases for what is drawn, so that the lexicon reads the same scene back;
/// the person's words come first, without those that contradict it.
struct Storyteller {
  let treatment: Treatment
  let slots: [Slot]
  let concept: Concept
  let dice: Dice
  let keeps: Bool
  /// The treatment's sentences that shots follow, read once.
  let chorus: PromptReading
  let verseCamera: CameraMove
  let chorusCamera: CameraMove
  let lastPose: Pose?
  let lastPlace: Place?
  /// What the concept excludes.
  let refused: Set<Meaning>

  init(treatment: Treatment, brief: Brief, slots: [Slot]) {
    self.treatment = treatment
    self.slots = slots
    concept = Concept(treatment.concept)
    dice = Dice(seed: treatment.seed, words: treatment.concept)
    keeps = treatment.fidelity == .preserve || concept.asksToBeKept
    chorus = chorusWords(of: treatment)
    verseCamera = PromptReading(treatment.style.cameraVerse.value).camera ?? .pushIn
    chorusCamera = chorus.camera ?? PromptReading(treatment.style.cameraChorus.value).camera ?? .craneUp
    let ending = PromptReading(treatment.ending.value)
    (lastPose, lastPlace) = (ending.pose, ending.place)
    refused = Set(concept.denials.map(\.meaning))
  }

  func tell() -> [ShotWords] {
    var told: [ShotWords] = []
    var beats: [Beat] = []
    for index in slots.indices {
      let beat = beat(at: index, after: beats)
      told.append(words(for: beat, after: beats.last))
      beats.append(beat)
    }
    return told
  }

  /// One slot with every choice made, before it becomes words.
  struct Beat {
    var index: Int
    var slot: Slot
    var setting: Setting
    var moment: Range<Int>?
    var framing: Framing
    var camera: CameraMove
    var pose: Pose
    var cast: [Character]
  }

  private func beat(at index: Int, after beats: [Beat]) -> Beat {
    let slot = slots[index]
    let moment = moment(of: slot)
    let location = location(of: slot, moment: moment)
    var setting = Setting(of: slot, at: location.id, in: treatment, slots: slots, chorus: chorus)
    if slot.sectionRole != .chorus, let told = toldWeather(until: moment) { setting.weather = told }
    let cast = cast(of: slot, moment: moment, index: index, before: beats.last)
    var beat = Beat(
      index: index, slot: slot, setting: setting, moment: moment, framing: .wide, camera: .static,
      pose: allowed(pose(of: slot, moment: moment, index: index, in: location.place)), cast: cast)
    (beat.framing, beat.camera) = view(of: beat, after: beats)
    return beat
  }

  /// Which of the concept's moments the slot tells: they share the film equally, but for what is said of the chorus.
  private func moment(of slot: Slot) -> Range<Int>? {
    if slot.sectionRole == .chorus, slot.purpose != .resolve, let chorus = concept.chorus { return chorus }
    if let timed = timedMoment(of: slot) { return timed }
    let count = concept.moments.count
    return count == 0 ? nil : concept.moments[min(count - 1, Int(slot.progress * Double(count)))]
  }

  /// The moment that the concept itself sets at the slot's time; the moments between two times share them equally.
  private func timedMoment(of slot: Slot) -> Range<Int>? {
    let times = concept.times
    // A cut may lie a beat before the time that a person read off a player.
    guard let now = times.lastIndex(where: { $0.time <= slot.startTime + 1 }) else { return nil }
    let words = times[now].word..<(now + 1 < times.count ? times[now + 1].word : concept.words.count)
    let told = concept.moments.filter { words.contains($0.lowerBound) }
    let end = now + 1 < times.count ? times[now + 1].time : slots[slots.count - 1].endTime
    let share = (slot.startTime - times[now].time) / max(end - times[now].time, 0.001)
    return told.isEmpty ? nil : told[min(told.count - 1, max(0, Int(share * Double(told.count))))]
  }

  /// The place that the story has come to: by the moments, where these name places one by one; else the places share
  /// the film. An invented second place holds the bridge, or a stretch before the middle; never a chorus, which belongs
  /// to what the person asked for.
  private func location(of slot: Slot, moment: Range<Int>?) -> Location {
    let locations = treatment.environment.locations
    guard let first = locations.first, locations.count > 1 else { return locations.first ?? .nowhere }
    if slot.sectionRole == .chorus, let place = chorus.place,
      let named = locations.first(where: { $0.place == place })
    {
      return named
    }
    if slot.purpose == .resolve, let last = locations.last(where: { $0.place == lastPlace }) { return last }
    let said = locations.filter { $0.source == .user || $0.source == .model }
    if said.count > 1 {
      let index = moment.flatMap(arrival) ?? Int(slot.progress * Double(said.count))
      return said[min(index, said.count - 1)]
    }
    if first.source != .user, let goal = said.first, let last = concept.moments.last {
      return moment == last ? goal : first
    }
    let hasBridge = slots.contains { $0.sectionRole == .bridge }
    let isAway = slot.sectionRole != .chorus && (0.28..<0.5).contains(slot.progress)
    return (hasBridge ? slot.sectionRole == .bridge : isAway) ? locations[1] : first
  }

  /// The number of the place that the story has come to at `moment`; nil where one moment names several places.
  private func arrival(at moment: Range<Int>) -> Int? {
    let places = concept.reading.places.unique(by: \.value)
    let homes = places.map { place in
      concept.moments.firstIndex { $0.contains(place.words.lowerBound) } ?? 0
    }
    guard Set(homes).count == homes.count else { return nil }
    return max(0, places.count { $0.words.lowerBound < moment.upperBound } - 1)
  }

  /// The weather that the story last told of, where it tells of more than one.
  private func toldWeather(until moment: Range<Int>?) -> Weather? {
    guard let moment else { return nil }
    let told = concept.story.asked { if case .weather(let weather) = $0 { weather } else { nil } }
    guard Set(told.map(\.value)).count > 1 else { return nil }
    return told.last { $0.words.lowerBound < moment.upperBound }?.value
  }

  /// Who is seen: the lead wherever the story moves on, nobody where the film looks around, the others where their
  /// moment names them, and at the climax.
  private func cast(of slot: Slot, moment: Range<Int>?, index: Int, before: Beat?) -> [Character] {
    guard let lead = treatment.characters.first else { return [] }
    switch slot.purpose {
    case .establish: return keeps || dice.fraction("opening") < 0.7 ? [lead] : []
    // Two empty shots in a row would lose the story.
    case .transition where slot.energy != .high && before?.cast.isEmpty == false: return []
    case .develop, .climax, .resolve, .transition:
      let others = treatment.characters.dropFirst().filter { other in
        slot.purpose == .climax || slot.purpose == .resolve || index % 4 == 2 || names(moment, other)
      }
      return [lead] + others
    }
  }

  /// The pose, or the first one that the concept does not exclude.
  private func allowed(_ pose: Pose) -> Pose {
    refused.contains(.pose(pose)) ? Pose.allCases.first { !refused.contains(.pose($0)) } ?? pose : pose
  }

  /// The first thing that somebody does in the moment.
  private func told(_ moment: Range<Int>) -> Pose? {
    concept.reading.asked { if case .pose(let pose) = $0 { pose } else { nil } }
      .first { moment.contains($0.words.lowerBound) }?.value
  }

  private func names(_ moment: Range<Int>?, _ person: Character) -> Bool {
    guard let moment, let noun = person.description.split(separator: " ").last else { return false }
    return moment.contains { concept.words[$0].key == noun.lowercased() }
  }

  /// What the lead does: what the ending or the moment says, else what the music feels like.
  private func pose(of slot: Slot, moment: Range<Int>?, index: Int, in place: Place) -> Pose {
    if slot.purpose == .resolve, let lastPose { return lastPose }
    if slot.purpose == .resolve {
      let bright = moodPassing(treatment.arc, at: 1) > 0.5
      return dice.pick("last pose", bright ? [.lookUp, .reach, .stand] : [.sit, .stand], index)
    }
    let plays = treatment.characters.first?.figure.accessory == .guitar
    if plays, slot.energy == .high, index % 2 == 0 { return .play }
    if let moment, index % 3 != 2, let said = told(moment) { return said }
    switch slot.energy {
    case .low, .falling: return dice.pick("pose", [.stand, .sit, .lookUp, .walk], index)
    case .medium: return dice.pick("pose", [.walk, .walk, .lookUp, .stand], index)
    // Nobody runs through a room or a carriage unless the person says so.
    case .high:
      return dice.pick("pose", [[.room, .train].contains(place) ? .reach : .run, .walk, .reach, .lookUp], index)
    }
  }
}

extension Location {
  /// For treatments without a place, which no writer of ours makes.
  static let nowhere = Location(id: "place-1", place: .abstract, description: bare(.abstract), source: .fallback)
}
