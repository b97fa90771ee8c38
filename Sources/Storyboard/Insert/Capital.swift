import Glibc

extension Diorama {
  /// The head of a column, fallen, and the ivy that has it now.
  func capital() {
    backdrop(Point(lit * 240, -560), 900, light.key, 0.4, discs: false)
    let stone = stuff(0xb9ab96)
    near("earth", depth: 0.84) { c, dice in
      tabletop(c, 20, stuff(0x5a5a48), edge: 0.2)
      for _ in 0..<90 {
        let at = Point(dice.between(nearLeft, nearRight), 60 + 500 * dice.unit())
        c.curve(
          [at, at + Point(dice.swing() * 20, -40), at + Point(dice.swing() * 50, -dice.between(60, 120))],
          .solid(stuff(0x6d7a4a).mixed(light.ink, 0.3), 0.8), 6)
      }
      shade(c, Point(0, 160), 620, 110)
    }
    near("capital") { c, dice in
      c.translate(0, 20)
      c.rotate(lit * 0.09)
      for n in 0..<7 {
        let x = -300 + Double(n) * 86
        c.rect(x, -160, 86, 330, round(stone, x, x + 86, gloss: 0.3))
      }
      c.polygon(
        [
          Point(-300, 100), Point(-210, 176), Point(-120, 130), Point(-20, 190), Point(120, 140), Point(304, 190),
          Point(304, 220), Point(-300, 220),
        ], .solid(light.ink, 0.5))
      c.rounded(-420, -330, 840, 190, 60)
      c.fill(
        .linear(
          Point(-lit * 420, 0), Point(lit * 420, 0),
          [(0, stone.mixed(light.ink, 0.62), 1), (0.6, stone, 1), (1, stone.mixed(light.key, 0.45), 1)]))
      for s in [-1.0, 1] { volute(c, Point(s * 350, -220), s, stone) }
      c.polygon(
        [Point(-480, -440), Point(450, -440), Point(480, -420), Point(440, -330), Point(-440, -330)],
        .linear(
          Point(-lit * 480, 0), Point(lit * 480, 0),
          [(0, stone.mixed(light.ink, 0.5), 1), (1, stone.mixed(light.key, 0.5), 1)]))
      c.line([Point(-470, -436), Point(450, -436)], .solid(light.key, 0.55), 8)
      for _ in 0..<5 {
        let at = Point(dice.between(-380, 380), dice.between(-420, 60))
        c.line([at, at + Point(dice.swing() * 60, 60), at + Point(dice.swing() * 90, 120)], .solid(light.ink, 0.4), 4)
      }
    }
    near("ivy", depth: 0.88) { c, dice in ivy(c, &dice) }
    near("rays", depth: 0.88, detail: 0.3, drive: .beat, blur: 4) { c, _ in
      c.glow(Point(lit * 380, -480), 520, light.key, 0.5)
    }
  }

  private func volute(_ c: Canvas, _ at: Point, _ s: Double, _ stone: Colour) {
    c.circle(at, 176, ball(stone, at, 176))
    let spiral = (0...60).map { i -> Point in
      let t = Double(i) / 60
      let a = t * 5 * .pi - .pi / 2
      return at + Point(cos(a) * s, sin(a)) * (160 * (1 - t) + 14)
    }
    c.curve(spiral, .solid(light.ink, 0.6), 17)
    c.curve(spiral.map { $0 + Point(lit * 7, -7) }, .solid(stone.mixed(light.key, 0.5), 0.9), 8)
  }

  private func ivy(_ c: Canvas, _ dice: inout Dice) {
    let green = Colour(rgb: 0x4f7a44).mixed(light.tone(0.6), 0.25).mixed(light.ink, 0.3 * light.night)
    let x = -lit
    for path in [
      [Point(x * 620, 220), Point(x * 430, -120), Point(x * 250, -420), Point(x * -30, -500)],
      [Point(x * 520, 260), Point(x * 260, 40), Point(x * 60, -130), Point(x * -190, -180)],
    ] {
      c.curve(path, .solid(light.ink.mixed(green, 0.4)), 12)
      for k in 0..<11 {
        let t = Double(k) / 10 * 2.98
        let (i, f) = (Int(t), t - Double(Int(t)))
        leaf(
          c, mix(path[i], path[i + 1], f) + Point(dice.swing() * 44, dice.swing() * 44), dice.between(40, 74),
          dice.swing() * 1.2, green.lighter(dice.swing() * 0.06))
      }
    }
  }

  private func leaf(_ c: Canvas, _ at: Point, _ r: Double, _ turn: Double, _ green: Colour) {
    let shape = [
      Point(0, -0.7), Point(0.35, -0.5), Point(0.95, -0.45), Point(0.6, 0.1), Point(0, 1.1), Point(-0.6, 0.1),
      Point(-0.95, -0.45), Point(-0.35, -0.5),
    ].map { at + ($0 * r).turned(turn) }
    c.polygon(shape.map { $0 + Point(-lit * 8, 14) }, .solid(light.ink, 0.45))
    c.polygon(
      shape,
      .linear(
        at + Point(lit * r, -r), at + Point(-lit * r, r),
        [(0, green.mixed(light.key, 0.4), 1), (0.6, green, 1), (1, green.mixed(light.ink, 0.5), 1)]))
    for tip in [4, 2, 6] { c.line([shape[0], shape[tip]], .solid(light.key, 0.25), 3) }
  }
}
