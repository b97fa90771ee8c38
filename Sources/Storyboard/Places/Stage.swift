import Vocabulary

extension Diorama {
  /// A stage seen from the crowd.
  func stage() {
    let floor = Diorama.horizon + 170
    sheet("back", depth: 0.05, loops: false) { c, _ in
      c.rect(
        left, top, right - left, bottom - top,
        .radial(
          Point(centre, Diorama.horizon - 260), 1200,
          [
            (0, light.skyMid.mixed(light.skyTop, 0.3), 1), (0.5, light.skyTop.mixed(light.ink, 0.25), 1),
            (1, light.ink, 1),
          ]))
    }
    sheet("screen", depth: 0.12, drive: .beat) { c, dice in
      let at = Point(centre, Diorama.horizon - 300)
      for ring in 0..<5 {
        c.circle(
          at, 400 - Double(ring) * 74, .solid(ring % 2 == 0 ? light.accent : light.skyMid, 0.1 + 0.035 * Double(ring)))
      }
    }
    sheet("rig", depth: 0.3) { c, _ in
      let y = max(top + 60, Diorama.horizon - 1020)
      for up in [0.0, 56] { c.line([Point(left, y + up), Point(right, y + up)], .solid(light.ink), 9) }
      for x in stride(from: left, to: right, by: 60) {
        c.line([Point(x, y), Point(x + 30, y + 56), Point(x + 60, y)], .solid(light.ink), 5)
      }
      for side in [-1.0, 1] {
        for n in 0..<4 {
          c.rect(
            centre + side * (halfFrame * 0.86) - 80, floor - 160 - Double(n) * 132, 160, 124,
            .solid(light.tone(0.93 - 0.02 * Double(n))))
        }
      }
    }
    beams(depth: 0.34, from: max(top + 110, Diorama.horizon - 960), count: 5, length: 1350, up: false)
    fog("smoke", depth: 0.4, 0.35)
    sheet("boards", depth: 0.8) { c, _ in
      c.rect(
        left, floor, right - left, bottom - floor,
        .down(floor, floor + 320, light.tone(0.72).mixed(light.accent, 0.12), light.ink))
    }
    sheet("pool", depth: 0.8, detail: 0.3, drive: .beat) { c, _ in
      let at = set(composition.feet)
      c.ellipse(at, 330, 62, .glow(at, 330, light.key, 0.6))
      c.polygon(
        [Point(at.x - 30, top), Point(at.x + 30, top), Point(at.x + 270, at.y), Point(at.x - 270, at.y)],
        .fade(top, at.y, light.key, 0.34, 0.1))
    }
    people()
    crowd()
    bokeh(10, low: false)
  }

  private func crowd() {
    for n in 0..<2 {
      sheet("crowd \(n)", depth: 1 + 0.2 * Double(n), detail: 0.5 - 0.2 * Double(n), blur: n * 2) { c, dice in
        let y = set(Point(0, View.height)).y - 190 + Double(n) * 110
        let count = 11 - n * 4
        let s = 1 + 0.5 * Double(n)
        for i in 0..<count {
          let x = left + (right - left) * (Double(i) + 0.5 + dice.swing() * 0.3) / Double(count)
          let up = y + dice.between(-20, 40)
          // A breath of stage light on each head.
          c.circle(Point(x, up - 4), 41 * s, .solid(light.skyLow.mixed(light.accent, 0.5), 0.45))
          c.circle(Point(x, up), 40 * s, .solid(light.ink))
          c.blob(
            [
              Point(x - 82 * s, up + 330), Point(x - 74 * s, up + 84), Point(x, up + 44), Point(x + 74 * s, up + 84),
              Point(x + 82 * s, up + 330),
            ], .solid(light.ink))
          if dice.chance(0.4) {
            c.taper(Point(x + 60 * s, up + 110), 22 * s, Point(x + 72 * s, up - 130 * s), 15 * s, .solid(light.ink))
          }
        }
      }
    }
  }
}
