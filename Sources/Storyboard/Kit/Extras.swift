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
    let signs = asked.contains(.neon) || asked.contains(.screens)
    if signs, !closed { Diorama.isOpenCountry(scene.place) ? farTown() : screens() }
    if asked.contains(.fire), insert != .fire {
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

  /// Signs need houses to hang on. Where there are none, they are those of a town far away on the horizon: a thin row
  /// of coloured lights, with long reflections where there is water between.
  private func farTown() {
    let line = Diorama.horizon + (scene.place == .mountain || scene.place == .desert ? 60 : 2)
    let colours = [light.accent, light.second, light.warm, light.key.mixed(light.accent, 0.4)]
    for parity in 0..<2 {
      sheet("far town \(parity)", depth: 0.09, detail: 0.8, drive: parity == 0 ? .beat : .flicker) { c, dice in
        for _ in 0..<30 {
          // Denser towards a heart on the free side, as towns are.
          let away = dice.swing() * dice.unit() * halfFrame * 1.2
          let at = Point(centre - composition.side * halfFrame * 0.3 + away, line - 4)
          let tall = dice.between(6, 62) * (1 - min(1, abs(away) / (halfFrame * 1.3)))
          let colour = dice.pick(colours)
          c.rect(at.x, at.y - tall, dice.between(4, 9), tall, .solid(colour.lighter(0.05), 0.9))
          c.glow(at - Point(0, tall), 44, colour, 0.5)
          if scene.place == .sea { streak(c, at, 13, 190, colour, 0.4) }
        }
        c.ellipse(
          Point(centre - composition.side * halfFrame * 0.3, line), halfFrame, 130,
          .glow(Point(centre - composition.side * halfFrame * 0.3, line), halfFrame, light.accent, 0.3))
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
