extension Diorama {
  /// The face of an amplifier: cloth, knobs, and one lamp that beats.
  func amplifier() {
    backdrop(Point(-lit * 100, -760), 800, light.warm, 0.4)
    let lampAt = Point(lit * 270, -430)
    near("amplifier", depth: 0.84) { c, _ in
      closer(c)
      let hide = stuff(0x26242a)
      c.rounded(-760, -700, 1520, 1700, 60)
      c.fill(.down(-700, 500, hide.mixed(light.key, 0.12), light.ink))
      c.line([Point(-720, -694), Point(720, -694)], .solid(light.key, 0.5), 8)
      let metal = stuff(0xb9a06a)
      c.rounded(-640, -560, 1280, 270, 18)
      c.fill(
        .linear(
          Point(-lit * 640, 0), Point(lit * 640, 0),
          [
            (0, metal.mixed(light.ink, 0.72), 1), (0.55, metal.mixed(light.ink, 0.35), 1),
            (0.8, metal.mixed(light.key, 0.25), 1), (1, metal.mixed(light.ink, 0.2), 1),
          ]))
      c.rounded(-660, -230, 1320, 1200, 30)
      c.fill(.down(-230, 500, stuff(0x6a5a48).mixed(light.ink, 0.2), light.ink))
      for n in 0..<70 {
        c.line([Point(-660 + Double(n) * 19, -230), Point(-660 + Double(n) * 19, 900)], .solid(light.ink, 0.35), 7)
        if n < 50 {
          c.line(
            [Point(-650, -220 + Double(n) * 19), Point(650, -220 + Double(n) * 19)],
            .solid(n % 2 == 0 ? light.key : light.ink, n % 2 == 0 ? 0.06 : 0.3), 6)
        }
      }
    }
    near("knobs") { c, dice in
      closer(c)
      for n in 0..<4 {
        let at = Point(-lit * 570 + lit * Double(n) * 210, -430)
        for k in 0..<11 {
          let way = Point(0, -1).turned(-2.3 + 0.46 * Double(k))
          c.line([at + way * 104, at + way * 122], .solid(light.ink, 0.75), 6)
        }
        shade(c, at + Point(-lit * 20, 26), 110, 104, 0.7)
        c.circle(at, 84, round(stuff(0x2a2a2e), at.x - 84, at.x + 84))
        c.circle(at, 58, ball(stuff(0x77757a), at, 58, gloss: 0.6))
        let way = Point(0, -1).turned(dice.between(-1.6, 1.9))
        c.line([at + way * 30, at + way * 80], .solid(light.key), 9)
      }
      c.circle(lampAt, 62, ball(stuff(0x8d8f96), lampAt, 62))
      c.circle(
        lampAt, 44,
        .radial(lampAt, 44, [(0, light.accent.lighter(0.25), 1), (1, light.accent.mixed(light.ink, 0.2), 1)]))
      glint(c, lampAt + Point(lit * 14, -16), 12)
    }
    near("pilot", depth: 0.87, detail: 0.4, drive: .beat) { c, _ in
      closer(c)
      c.glow(lampAt, 420, light.accent, 0.9)
      c.glow(lampAt, 90, light.accent.lighter(0.2), 0.9)
    }
  }

  private func closer(_ c: Canvas) {
    c.translate(0, 300)
    c.scale(1.36, 1.36)
  }
}
