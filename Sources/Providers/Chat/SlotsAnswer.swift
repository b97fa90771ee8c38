import Planning
import Vocabulary

/// A model's answer for one batch of slots.
struct SlotsAnswer {
  let object: JSONValue
  let question: SlotsQuestion

  var faults: [Schema.Fault] {
    let missing = question.slots.map(\.id).filter { id in !shots.contains { $0["slotId"]?.text == id } }
    return question.schema.faults(in: object)
      + missing.map { Schema.Fault(pointer: "/shots", text: "lacks the slot \($0)") }
  }

  private var shots: [JSONValue] { object["shots"]?.array ?? [] }

  /// What is told so far; empty where the model does not say.
  var summary: String {
    let text = Material.visible(object["summary"]?.text ?? "")
    return String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(400))
  }

  /// The words of those slots that the model filled usably. Of a shot whose prompt is of use, single bad fields come
  /// from `spare`, the built-in writer's words.
  func words(beside spare: [ShotWords]) -> [ShotWords] {
    question.slots.compactMap { slot in
      guard let shot = shots.first(where: { $0["slotId"]?.text == slot.id }),
        let own = spare.first(where: { $0.slotId == slot.id }), let image = text(shot, "imagePrompt"), image.count >= 20
      else { return nil }
      var words = own
      words.source = .model
      words.imagePrompt = image
      words.motionPrompt = text(shot, "motionPrompt") ?? own.motionPrompt
      words.locationId = place(shot) ?? own.locationId
      words.framing = text(shot, "framing").flatMap(Framing.init) ?? own.framing
      words.camera = text(shot, "camera").flatMap(CameraMove.init) ?? own.camera
      words.pose = text(shot, "pose").flatMap(Pose.init) ?? own.pose
      words.characterIds = people(shot) ?? own.characterIds
      words.continuityNotes = notes(shot, own)
      words.changes = text(shot, "changes") ?? own.changes
      return words
    }
  }

  /// The built-in writer's notes say who wears what; the model's stand behind them.
  private func notes(_ shot: JSONValue, _ own: ShotWords) -> String {
    guard let told = text(shot, "continuityNotes") else { return own.continuityNotes }
    return [own.continuityNotes, told.replacing(";", with: ",")].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func place(_ shot: JSONValue) -> String? {
    let known = question.treatment.environment.locations.map(\.id)
    return text(shot, "locationId").flatMap { known.contains($0) ? $0 : nil }
  }

  private func people(_ shot: JSONValue) -> [String]? {
    guard let ids = shot["characterIds"]?.array?.compactMap(\.text) else { return nil }
    let known = question.treatment.characters.map(\.id)
    return ids.filter(known.contains).unique
  }

  /// One line; nil for what is missing, empty or no text.
  private func text(_ shot: JSONValue, _ name: String) -> String? {
    guard let text = shot[name]?.text else { return nil }
    let line = Material.visible(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? nil : String(line.prefix(600))
  }
}
