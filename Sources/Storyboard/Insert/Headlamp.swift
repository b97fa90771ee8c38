import CCairo

extension Diorama {
  /// The round lamp of a car that waits, and what it throws.
  func headlamp() {
    backdrop(Point(lit * 200, -480), 780, light.accent, 0.3)
    let paint = light.accent.mixed(light.ink, 0.5)
    let at = Point(-lit * 30, -160)
    near("body", depth: 0.84) { c, _ in
      let s = -lit
      let wing = [
        Point(-s * 250, -530), Point(s * 60, -570), Point(s * 420, -550), Point(s * 1000, -590),
        Point(s * 1000, nearFoot),
        Point(-s * 320, nearFoot), Point(-s * 330, 50),
      ]
      c.polygon(
        wing,
        .linear(
          Point(0, -590), Point(0, 410),
          [
            (0, paint.mixed(light.skyLow, 0.6), 1), (0.2, paint, 1), (0.6, paint.mixed(light.ink, 0.5), 1),
            (1, light.ink, 1),
          ]))
      c.curve(
        [Point(-s * 250, -526), Point(s * 60, -566), Point(s * 420, -546), Point(s * 1000, -586)],
        .solid(light.key, 0.6), 9)
      let chrome = stuff(0xd8dadd)
      c.rounded(-700, 330, 1500, 150, 60)
      c.fill(
        .linear(
          Point(0, 330), Point(0, 480),
          [
            (0, chrome.mixed(light.key, 0.5), 1), (0.3, chrome.mixed(light.ink, 0.3), 1), (0.5, light.ink, 1),
            (0.62, chrome.mixed(light.skyLow, 0.4), 1), (1, chrome.mixed(light.ink, 0.7), 1),
          ]))
      for k in 0..<6 {
        c.line(
          [Point(s * (330 + Double(k) * 74), -310), Point(s * (330 + Double(k) * 74), 260)],
          .solid(light.ink.mixed(chrome, 0.3)), 22)
      }
    }
    near("lamp") { c, _ in
      let chrome = stuff(0xd8dadd)
      c.circle(
        at, 262,
        .linear(
          at - Point(0, 262), at + Point(0, 262),
          [
            (0, chrome.mixed(light.key, 0.6), 1), (0.45, chrome.mixed(light.ink, 0.6), 1), (0.55, light.ink, 1),
            (0.7, chrome, 1), (1, chrome.mixed(light.ink, 0.7), 1),
          ]))
      c.circle(
        at, 222,
        .radial(
          at, 222,
          [
            (0, light.warm.lighter(0.2), 1), (0.3, light.warm.lighter(0.1), 1),
            (0.75, light.warm.mixed(light.ink, 0.35), 1), (1, light.ink, 1),
          ]))
      c.local {
        cairo_arc(c.cr, at.x, at.y, 218, 0, 2 * .pi)
        cairo_clip(c.cr)
        for k in -4...4 {
          c.line([at + Point(Double(k) * 50, -230), at + Point(Double(k) * 50, 230)], .solid(light.ink, 0.22), 5)
        }
        c.ellipse(at + Point(lit * 70, -110), 120, 60, turned: lit * 0.4, .solid(light.key, 0.35))
      }
    }
    near("beam", depth: 0.88, detail: 0.3, drive: .beat, blur: 3) { c, _ in
      c.glow(at, 820, light.warm, 0.9)
      c.ellipse(at, 1200, 26, .glow(at, 1200, light.warm.lighter(0.1), 0.6))
    }
    if isWet {
      near("wet", depth: 0.87) { c, dice in
        for _ in 0..<60 { drop(c, Point(dice.between(-330, 330), dice.between(-520, 420)), dice.between(4, 13)) }
      }
    }
  }
}
