import Planning
import Vocabulary

/// What a model is asked for then: the words of at most twelve slots that the director has cut.
struct SlotsQuestion {
  /// At most ``most``, in order.
  let slots: [Slot]
  let treatment: Treatment
  let brief: Brief
  /// What the shots before have told; nil for the first batch.
  let before: Before?

  /// Slots in one request: more of them make models forget the first ones.
  static let most = 12
  static let name = "shots"
  static let temperature = 0.4

  /// Where the shots before have left the story.
  struct Before: Sendable, Equatable {
    var summary: String
    var last: ShotWords
  }

  var schema: Schema {
    let note = Schema.text(0...300)
    let people: Schema =
      treatment.characters.isEmpty
      ? .list(.choice(["nobody"]), 0...0) : .list(.choice(treatment.characters.map(\.id)), 0...3)
    let shot = Schema.object([
      .init("slotId", .choice(slots.map(\.id)), "each slot once"),
      .init("locationId", .choice(treatment.environment.locations.map(\.id)), "where it plays"),
      .init("framing", .choice(of: Framing.self), "how near"),
      .init("camera", .choice(of: CameraMove.self), "how the camera moves"),
      .init("pose", .choice(of: Pose.self), "what the lead does"),
      .init("imagePrompt", .text(20...500), "one sentence: who does what, where, in which light, seen how"),
      .init("motionPrompt", .text(5...300), "one sentence: what moves, and how the camera goes"),
      .init("characterIds", people, "who is seen"),
      .init("continuityNotes", note, "what must stay as it was; may be empty"),
      .init("changes", note, "what is new against the shot before; may be empty"),
    ])
    return .object([
      .init("summary", .text(5...400), "the story so far, these shots included, for whoever writes the next ones"),
      .init("shots", .list(shot, slots.count...slots.count), "in the order of the slots"),
    ])
  }

  private var material: Material {
    let blocks = [digest, told].map { String(decoding: $0.bytes, as: UTF8.self) }
    return Material([brief.concept] + blocks)
  }

  private var told: JSONValue {
    before.map { ["summary": .string($0.summary), "lastShot": Self.shot($0.last)] } ?? .null
  }

  // MARK: The prompt

  func system() -> String {
    """
    You write the shots of a short music video. The film's cuts are made; each slot between two cuts is yours to fill. \
    You answer with one JSON object, nothing before or after it.
    \(material.rule)
    The shots are good when
    - every slot is filled once, and what happens moves the treatment's story on from the shot before to its ending;
    - a shot's purpose shows: establish says where we are, develop moves on, transition is a detail or the weather \
    without people, climax is the strongest picture, resolve is still;
    - high energy means big pictures and fast moves, low energy means near and slow;
    - an imagePrompt is one picture: subject, place, light and framing in one sentence, no cuts, no writing, no names;
    - a motionPrompt says what moves while one holds one's breath, and names the camera move;
    - no two neighbours have the same framing and camera;
    - people are called by what they are ("the fisherman"); their looks are added by others;
    - choruses show what the treatment says they change.

    The answer has exactly this shape (JSON Schema):
    \(String(decoding: schema.json.bytes, as: UTF8.self))

    An example of one shot: \(Self.example)
    """
  }

  func user() -> String {
    var parts = [
      material.block("concept", brief.concept), material.block("treatment", digest),
      "The song: " + TreatmentQuestion.song(brief.music) + ".",
    ]
    if before != nil { parts.append(material.block("before", told)) }
    parts.append("The slots:\n" + slots.map(Self.line).joined(separator: "\n"))
    return parts.joined(separator: "\n\n") + "\n\nWrite the shots of these \(slots.count) slots."
  }

  /// What the shots need to know of the treatment.
  private var digest: JSONValue {
    let people = treatment.characters.map { ["id": .string($0.id), "who": .string($0.description)] as JSONValue }
    let places = treatment.environment.locations.map {
      ["id": .string($0.id), "what": .string($0.description)] as JSONValue
    }
    return [
      "logline": .string(treatment.logline.value), "people": .array(people), "places": .array(places),
      "from": .string(treatment.arc.from.value), "to": .string(treatment.arc.to.value),
      "time": .string(
        "\(treatment.environment.timeFrom.value.rawValue) to \(treatment.environment.timeTo.value.rawValue)"),
      "weather": .string(treatment.environment.weather.value.rawValue),
      "lighting": .string(treatment.style.lighting.value),
      "cameraVerse": .string(treatment.style.cameraVerse.value),
      "cameraChorus": .string(treatment.style.cameraChorus.value), "motif": .string(treatment.motif?.value ?? ""),
      "chorusChange": .string(treatment.chorusChange.value), "ending": .string(treatment.ending.value),
      "avoid": .array(treatment.avoid.map { .string($0) }),
    ]
  }

  /// "shot_05: 3.2 s, develop, in the chorus, energy high, at 41 % of the film".
  private static func line(_ slot: Slot) -> String {
    let tenths = Int((slot.length * 10).rounded())
    let opening = slot.opensSection ? ", opens it" : ""
    return "\(slot.id): \(tenths / 10).\(tenths % 10) s, \(slot.purpose.rawValue), in the \(slot.sectionRole.rawValue)"
      + "\(opening), energy \(slot.energy.rawValue), at \(Int(slot.progress * 100)) % of the film"
  }

  private static func shot(_ words: ShotWords) -> JSONValue {
    [
      "slotId": .string(words.slotId), "locationId": .string(words.locationId),
      "framing": .string(words.framing.rawValue), "camera": .string(words.camera.rawValue),
      "imagePrompt": .string(words.imagePrompt),
    ]
  }

  static let example = """
    {"slotId":"shot_03","locationId":"place-1","framing":"medium","camera":"pushIn","pose":"lookUp","imagePrompt":"The \
    fisherman stands in his rowing boat on the grey bay, lantern raised, fog glowing around it, seen from the waist up",\
    "motionPrompt":"The lantern sways and the fog drifts past while the camera pushes in slowly","characterIds":["lead"],\
    "continuityNotes":"the lantern stays in his left hand","changes":"he has heard something and looks up"}
    """
}
