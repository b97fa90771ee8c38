import Vocabulary

/// The final prompts, as makers get them: assembled here and nowhere else, so that the same person is described by the
/// same words in every shot, and no word of a concept is ever syntax to a server.
///
/// Order: style, the shot's own words, who is seen, what must not change, the frame. Adapters that know a syntax
/// (weights, camera tags) add it after this.
public enum Prompt {
  /// For a still. `characters` are those that the shot shows, in its order.
  public static func image(for shot: Shot, characters: [Character], treatment: Treatment) -> String {
    let style = treatment.style
    let look = "\(style.medium.value) style, \(style.lighting.value), \(style.texture.value)"
    let parts = [look, shot.imagePrompt] + characters.map(description(of:)) + [continuity(of: shot), frame(of: shot)]
    return join(parts)
  }

  /// For a clip that begins from a still: what moves, how the camera goes, and that nobody changes.
  public static func motion(for shot: Shot, characters: [Character], treatment: Treatment) -> String {
    let steady = characters.isEmpty ? "" : "same face, same clothes from first to last frame"
    let energy =
      switch shot.scene.intensity {
      case ..<0.33: "calm, slow movement"
      case ..<0.66: "steady movement"
      default: "energetic movement"
      }
    return join([shot.motionPrompt, energy, shot.changes, steady, "vertical 9:16, one continuous shot"])
  }

  /// For the pictures that show a character before any shot is drawn.
  public static func reference(for character: Character, treatment: Treatment) -> String {
    join([
      "\(treatment.style.medium.value) style character reference", description(of: character),
      "full body, facing the viewer, neutral pose, plain background, even light", "vertical 9:16",
    ])
  }

  /// What must not be seen, for servers that take a negative prompt; empty where nothing is excluded.
  public static func negative(for treatment: Treatment) -> String {
    neutral(treatment.avoid.joined(separator: ", "))
  }

  /// The same for one shot, from its own notes ("never seen: rain, neon"), so that a person's edit of a ticket counts.
  public static func negative(for shot: Shot) -> String {
    let notes = shot.continuityNotes.split(separator: ";").map { $0.drop { $0 == " " } }
    let never = notes.filter { $0.hasPrefix(neverSeen) }.map { $0.dropFirst(neverSeen.count) }
    return neutral(never.joined(separator: ", "))
  }

  private static let neverSeen = "never seen:"

  /// A character in the words that never vary.
  static func description(of character: Character) -> String {
    let body = character.physicalDescription
    let parts = [character.description, body.age, body.face, body.hair, body.build, "wearing \(character.wardrobe)"]
    return (parts + character.accessories + character.distinctiveFeatures).filter { !$0.isEmpty }.joined(
      separator: ", ")
  }

  /// The constraints, without what the character block has already said.
  private static func continuity(of shot: Shot) -> String {
    let notes = shot.continuityNotes.split(separator: ";").map { $0.drop { $0 == " " } }
    return notes.filter { !$0.hasPrefix("lead:") && !$0.hasPrefix("second:") && !$0.hasPrefix("third:") }
      .filter { !$0.hasPrefix(neverSeen) }.joined(separator: ", ")
  }

  private static func frame(of shot: Shot) -> String {
    "vertical 9:16, \(shot.scene.framing.phrase), no text, no watermark"
  }

  private static func join(_ parts: [String]) -> String {
    let clean = parts.map(neutral).map(withoutStop).filter { !$0.isEmpty }
    return clean.joined(separator: ". ") + "."
  }

  private static func withoutStop(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, ".,; ".contains(last) { text.removeLast() }
    return String(text)
  }
}
