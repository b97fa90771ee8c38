extension Diorama {
  /// A twig of berries under fresh snow.
  func twig() {
    backdrop(Point(lit * 200, -560), 900, light.key, 0.34, discs: false)
    let s = -lit
    let white = light.skyLow.lighter(0.08).mixed(light.key, 0.4)
    let bark = stuff(0x4a362c)
    let spine = [
      Point(s * 760, 40), Point(s * 380, -180), Point(s * 40, -300), Point(s * -260, -520), Point(s * -360, -640),
    ]
    let twigs = [
      [Point(s * 280, -220), Point(s * 180, -420), Point(s * 210, -610)],
      [Point(s * 60, -290), Point(s * -90, -220), Point(s * -230, -60)],
      [Point(s * 420, -160), Point(s * 330, 0), Point(s * 350, 160)],
      [Point(s * -120, -410), Point(s * -60, -560), Point(s * -90, -720)],
    ]
    near("far twig", depth: 0.6, detail: 0.25, blur: 3) { c, _ in
      c.curve(
        [Point(s * -700, 60), Point(s * -300, -160), Point(s * 60, -760)], .solid(bark.mixed(light.haze, 0.5)), 40)
      c.curve([Point(s * -700, 40), Point(s * -300, -186), Point(s * 60, -786)], .solid(white, 0.7), 18)
    }
    near("twig") { c, dice in
      for (n, line) in ([spine] + twigs).enumerated() {
        let wide = n == 0 ? 46.0 : 22
        c.curve(line, .solid(bark.mixed(light.ink, 0.5)), wide)
        c.curve(
          line.map { $0 + Point(lit * wide * 0.16, -wide * 0.12) }, .solid(bark.mixed(light.key, 0.25)), wide * 0.4)
        c.curve(line.map { $0 + Point(0, -wide * 0.42) }, .solid(white.mixed(light.skyTop, 0.3)), wide * 0.72)
        c.curve(line.map { $0 + Point(lit * 2, -wide * 0.56) }, .solid(white), wide * 0.42)
      }
      let ends = twigs.map { $0[2] } + [spine[4]]
      for end in ends {
        for k in 0..<4 { berry(c, end + Point(dice.swing() * 54, 34 + Double(k) * 40), dice.between(36, 50), white) }
      }
      for x in [s * 150, s * -170, s * 520] {
        icicle(c, Point(x, -236 + abs(x - s * 150) * 0.2), dice.between(90, 170))
      }
    }
    rimOfLight([Point(s * 380, -206), Point(s * 40, -328), Point(s * -260, -548)], 8)
  }

  private func berry(_ c: Canvas, _ at: Point, _ r: Double, _ white: Colour) {
    let red = Colour(rgb: 0xb3202c).mixed(light.ink, 0.2 * light.night)
    c.line([at - Point(0, r), at - Point(r * 0.3, r * 2)], .solid(light.ink, 0.7), 5)
    c.circle(at, r, ball(red, at, r, gloss: 0.3))
    c.blob(
      [
        Point(-0.9, -0.35), Point(-0.5, -1.05), Point(0.4, -1.1), Point(0.92, -0.4), Point(0.4, -0.55),
        Point(-0.2, -0.42),
      ].map { at + $0 * r }, .solid(white))
    glint(c, at + Point(lit * 0.36, -0.2) * r, r * 0.2)
  }

  private func icicle(_ c: Canvas, _ at: Point, _ long: Double) {
    c.polygon(
      [at + Point(-13, 0), at + Point(13, 0), at + Point(1, long)],
      .linear(
        at - Point(13, 0), at + Point(13, 0), [(0, light.skyMid, 0.7), (0.5, light.key, 0.9), (1, light.skyLow, 0.6)]))
  }
}
