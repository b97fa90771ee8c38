import Vocabulary

extension Diorama {
  /// Light sources that the script asks for and the place does not bring along.
  func extras() {
    let own = Diorama.ownLights(scene.place)
    let asked = scene.lights.filter { !own.contains($0) }
    let ground = Diorama.horizon + 160
    if asked.contains(.stageBeams), !closed {
      beams(depth: 0.2, from: Diorama.horizon + 40, count: 4, length: 1300, up: true)
    }
    if asked.contains(.lamps), !closed { lampPosts(base: ground, height: 380) }
    if asked.contains(.neon), !closed { neonFrames() }
    if asked.contains(.screens), !closed { screens() }
    if asked.contains(.fire) {
      let feet = set(composition.feet)
      fire(at: Point(feet.x - composition.side * 0.62 * min(halfFrame, 460), min(feet.y + 12, bottom - 260)), size: 1)
    }
  }

  private static func ownLights(_ place: Place) -> [LightSource] {
    switch place {
    case .city: [.neon, .window, .lamps]
    case .street: [.neon, .window, .lamps]
    case .rooftop: [.neon, .window, .lamps]
    case .room: [.window, .lamps]
    case .train: [.window, .lamps]
    case .stage: [.stageBeams, .screens, .lamps]
    case .corridor: [.screens, .lamps, .neon]
    default: []
    }
  }

  /// Free-standing tubes, one within the other: a gate of light where there is no house to hang a sign on.
  private func neonFrames() {
    sheet("neon", depth: 0.55, detail: 0.6, drive: .beat, loops: false) { c, _ in
      let x = centre - composition.side * halfFrame * 0.34
      let y = Diorama.horizon + 120
      for (n, half) in [190.0, 130].enumerated() {
        let high = half * 2.6
        neon(
          c, [Point(x - half, y), Point(x - half, y - high), Point(x + half, y - high), Point(x + half, y)],
          n == 0 ? light.accent : light.key.mixed(light.accent, 0.4), width: 9)
        streak(c, Point(x - half, y), 40, 300, light.accent, 0.35)
        streak(c, Point(x + half, y), 40, 300, light.accent, 0.35)
      }
    }
  }

  /// Panes of light that float in the air.
  private func screens() {
    sheet("screens", depth: 0.45, detail: 0.6, drive: .energy) { c, dice in
      for _ in 0..<5 {
        let w = dice.between(120, 260)
        let h = w * dice.between(0.6, 1.5)
        let at = Point(dice.between(0, span), dice.between(Diorama.horizon - 720, Diorama.horizon - 120))
        c.rect(at.x - w / 2, at.y - h / 2, w, h, .down(at.y - h / 2, at.y + h / 2, light.accent, light.skyMid))
        for bar in 0..<4 {
          c.rect(
            at.x - w * 0.4, at.y - h * 0.3 + Double(bar) * h * 0.18, w * dice.between(0.3, 0.8), h * 0.05,
            .solid(light.key, 0.7))
        }
        c.glow(at, w * 1.2, light.accent, 0.3)
      }
    }
  }
}
