import Glibc

extension Diorama {
  /// A cup that somebody left, still steaming; behind it a pane with what the weather leaves on it.
  func cup() {
    pane()
    backdrop(Point(lit * 260, -420), 760, light.warm, 0.36)
    let wood = stuff(0x6b4a33)
    let china = stuff(0xe9dfcd).mixed(light.accent, 0.18)
    near("table", depth: 0.84) { c, dice in
      tabletop(c, -40, wood)
      for _ in 0..<14 {
        let y = dice.between(10, 620)
        let x = dice.between(nearLeft, nearRight)
        c.curve(
          [Point(x - 320, y), Point(x, y + dice.swing() * 14), Point(x + 320, y)], .solid(light.ink, 0.2), 3 + y / 160)
      }
    }
    near("cup") { c, _ in
      shade(c, Point(-lit * 60, 112), 420, 84)
      c.ellipse(Point(0, 96), 330, 78, round(china, -330, 330))
      c.ellipse(Point(0, 86), 300, 66, .solid(china.mixed(light.ink, 0.25)))
      c.ellipse(Point(0, 88), 210, 44, .solid(light.ink, 0.4))
      handle(c, china)
      let side = [
        Point(-232, -330), Point(-226, -180), Point(-190, -30), Point(-120, 74), Point(0, 96), Point(120, 74),
        Point(190, -30), Point(226, -180), Point(232, -330),
      ]
      c.modelled(side, round(china, -232, 232)) { c in
        for (y, wide) in [(-210.0, 26.0), (-170, 8)] {
          c.curve(
            [Point(-240, y), Point(0, y + 62), Point(240, y)], .solid(light.accent.mixed(light.ink, 0.25), 0.85), wide)
        }
        c.curve(
          [Point(lit * 178, -270), Point(lit * 168, -150), Point(lit * 132, -20)],
          .solid(light.key.lighter(0.08), 0.55), 20)
      }
      c.ellipse(Point(0, -330), 232, 56, .solid(china.mixed(light.key, 0.28)))
      c.ellipse(Point(0, -326), 212, 47, .solid(china.mixed(light.ink, 0.55)))
      c.ellipse(Point(0, -308), 190, 36, .down(-340, -270, light.ink, stuff(0x5a3418).mixed(light.warm, 0.3)))
      c.curve([Point(lit * 40, -290), Point(lit * 110, -296), Point(lit * 160, -312)], .solid(light.key, 0.6), 7)
    }
    steam(Point(0, -340))
  }

  private func handle(_ c: Canvas, _ china: Colour) {
    let x = -lit
    let loop = [Point(x * 205, -240), Point(x * 330, -250), Point(x * 336, -90), Point(x * 180, -40)]
    c.curve(loop, .solid(china.mixed(light.ink, 0.5)), 44)
    c.curve(loop.map { $0 + Point(lit * 5, -8) }, .solid(china.mixed(light.ink, 0.12)), 22)
  }

  /// Threads of steam, one sheet for each half, so that they breathe.
  func steam(_ from: Point) {
    for n in 0..<2 {
      near(
        "steam \(n)", depth: 0.87, detail: 0.3, drive: n == 0 ? .energy : .flicker, drift: Double(n * 2 - 1) * 5,
        blur: 5
      ) {
        c, dice in
        for k in 0..<3 {
          let x = from.x + Double(k - 1) * 84 + dice.swing() * 30
          let turn = dice.between(0, 6)
          let path = (0...7).map { i -> Point in
            let t = Double(i) / 7
            return Point(x + sin(turn + t * 5) * (24 + 90 * t), from.y - 560 * t)
          }
          c.curve(path, .fade(from.y, from.y - 560, light.skyLow.mixed(light.key, 0.5), 0.5, 0), 46)
        }
      }
    }
  }

  /// The glass between the room and the weather: drops that hang and run, or frost that grows from the corners.
  private func pane() {
    guard isWet || isCold else { return }
    near("pane", depth: 0.5, detail: 0.8) { c, dice in
      for _ in 0..<(isWet ? 70 : 0) {
        let at = Point(dice.between(nearLeft, nearRight), dice.between(nearTop, -60))
        let r = dice.between(4, 20) * (dice.chance(0.15) ? 1.7 : 1)
        if r > 22 {
          c.line([at, at - Point(dice.swing() * 8, dice.between(120, 380))], .solid(light.skyLow, 0.2), r * 0.8)
        }
        drop(c, at, r)
      }
      guard isCold else { return }
      for i in 0..<26 {
        let corner = Point(i % 2 == 0 ? nearLeft : nearRight, i % 4 < 2 ? nearTop : -60)
        let way =
          (Point(-corner.x, (corner.y < -400 ? 1 : -1) * 500).turned(dice.swing() * 0.7)) * dice.between(0.3, 0.9)
        c.curve([corner, corner + way * 0.5 + Point(dice.swing() * 40, 0), corner + way], .solid(light.key, 0.16), 5)
        for k in 2..<9 {
          let at = corner + way * (Double(k) / 9)
          c.line([at, at + (way / way.length * 60).turned(k % 2 == 0 ? 0.8 : -0.8)], .solid(light.key, 0.14), 3)
        }
      }
    }
  }
}
