import Vocabulary

// How the film looks, apart from its colours.
extension Invention {
  func style(
    palette: Sourced<[NamedColour]>, lights: [Sourced<LightSource>], time: TimeOfDay, arc: EmotionalArc
  ) -> VisualStyle {
    let medium = asked { if case .medium(let name) = $0 { name } else { nil } }
    return VisualStyle(
      medium: medium.values.first.map { Sourced($0, medium.source) } ?? Sourced("cinematic", .default),
      palette: palette, lighting: lighting(lights, time: time),
      cameraVerse: Sourced(verseCamera(arc).phrase, keeps ? .default : .inferred),
      cameraChorus: Sourced(chorusCamera.phrase, keeps ? .default : .inferred), texture: texture)
  }

  private func lighting(_ lights: [Sourced<LightSource>], time: TimeOfDay) -> Sourced<String> {
    let base =
      switch time {
      case .dawn: "pale light from low down"
      case .day: "even daylight"
      case .goldenHour: "low golden light, long shadows"
      case .dusk: "soft fading light"
      case .night: "darkness with pools of light"
      }
    guard let first = lights.first else { return Sourced(base, .inferred) }
    return Sourced(base + ", " + lights.map(\.value.phrase).joined(separator: ", "), first.source)
  }

  /// The move that belongs to the verses: restless for wild feelings, slow for calm ones.
  func verseCamera(_ arc: EmotionalArc) -> CameraMove {
    let wild = (Feeling.named(arc.from.value)?.arousal ?? 0.4) > 0.6
    return dice.pick("verse camera", wild ? [.handheld, .trackSide] : [.pushIn, .static, .panRight])
  }

  private var texture: Sourced<String> {
    if let genre { return Sourced(genre.name == "eighties" ? "soft video lines" : "fine film grain", .inferred) }
    return Sourced(keeps ? "clean" : dice.pick("texture", ["fine film grain", "soft glow", "paper grain"]), .default)
  }
}
