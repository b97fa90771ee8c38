import CCairo
import Glibc

extension Diorama {
  /// A record that turns under its needle: the light lies on the grooves as two fans.
  func record() {
    backdrop(Point(lit * 300, -520), 820, light.warm, 0.4)
    let at = Point(-40, -110)
    let (rx, ry) = (530.0, 262.0)
    near("deck", depth: 0.84) { c, _ in
      tabletop(c, -430, stuff(0x4a3426))
      let (wood, felt) = (stuff(0x7a5238), stuff(0x4b3a33))
      c.polygon(
        [Point(-600, -420), Point(620, -420), Point(760, 260), Point(-740, 260)],
        .down(-420, 260, felt.mixed(light.key, 0.14), felt.mixed(light.ink, 0.4)))
      c.polygon(
        [Point(-740, 260), Point(760, 260), Point(740, 430), Point(-720, 430)], round(wood, -740, 760, gloss: 0.3))
      c.line([Point(-600, -418), Point(620, -418)], .solid(light.key, 0.4), 5)
      c.line([Point(-740, 260), Point(760, 260)], .solid(light.key, 0.45), 6)
      shade(c, at + Point(0, 26), rx * 1.1, ry * 1.16, 0.8)
    }
    near("record") { c, _ in
      c.ellipse(at + Point(0, 14), rx, ry, .solid(light.ink))
      c.ellipse(at, rx, ry, .solid(light.ink.lighter(0.035)))
      c.local {
        c.translate(at.x, at.y)
        c.scale(rx, ry)
        for (turn, wide, bright) in [(-0.62, 0.3, 0.34), (2.52, 0.3, 0.26), (0.5, 0.16, 0.12), (3.64, 0.16, 0.12)] {
          let a = lit > 0 ? turn : .pi - turn
          c.polygon(
            [Point(0, 0)]
              + (0...8).map {
                Point(cos(a + (Double($0) / 8 - 0.5) * wide), sin(a + (Double($0) / 8 - 0.5) * wide)) * 0.98
              },
            .radial(Point(0, 0), 1, [(0.3, light.key, 0), (0.5, light.key, bright), (1, light.key, bright * 0.7)]))
        }
        for n in 0..<26 {
          cairo_new_sub_path(c.cr)
          cairo_arc(c.cr, 0, 0, 0.4 + 0.022 * Double(n), 0, 2 * .pi)
          c.stroke(.solid(n % 5 == 0 ? light.key : light.ink, n % 5 == 0 ? 0.13 : 0.5), 0.007)
        }
        c.circle(Point(0, 0), 0.36, .solid(light.accent.mixed(light.ink, 0.18)))
        c.circle(
          Point(0, 0), 0.34,
          .radial(
            Point(lit * 0.1, -0.1), 0.5,
            [(0, light.accent.lighter(0.1), 1), (1, light.accent.mixed(light.ink, 0.35), 1)]))
        for y in [-0.17, -0.1, 0.14] { c.line([Point(-0.16, y), Point(0.16, y)], .solid(light.ink, 0.4), 0.02) }
        c.circle(Point(0, 0), 0.03, .solid(light.key))
      }
    }
    near("arm", depth: 0.9) { c, _ in tonearm(c, from: Point(lit * 470, -400), to: at + Point(lit * 190, 70)) }
    near("shine", depth: 0.87, detail: 0.3, drive: .beat, blur: 4) { c, _ in
      c.ellipse(
        at + Point(lit * 240, -60), 240, 60,
        .radial(at + Point(lit * 240, -60), 240, [(0, light.warm, 0.5), (1, light.warm, 0)]))
    }
  }

  private func tonearm(_ c: Canvas, from: Point, to: Point) {
    let metal = stuff(0xc8c4bc)
    let bend = mix(from, to, 0.68) + Point(lit * 70, -10)
    c.curve([from, bend, to].map { $0 + Point(-lit * 16, 46) }, .solid(light.ink, 0.55), 30)
    c.curve([from, bend, to], .solid(metal.mixed(light.ink, 0.5)), 30)
    c.curve([from, bend, to].map { $0 + Point(lit * 3, -6) }, .solid(metal.mixed(light.key, 0.5)), 10)
    c.circle(from, 84, ball(metal.mixed(light.ink, 0.3), from, 84))
    c.polygon(
      [to + Point(34, -48), to + Point(66, -10), to + Point(-34, 40), to + Point(-64, 4)],
      .linear(
        to + Point(0, -40), to + Point(0, 40),
        [(0, metal.mixed(light.key, 0.3), 1), (1, metal.mixed(light.ink, 0.7), 1)]))
    c.line([to + Point(-40, 16), to + Point(-48, 44)], .solid(light.key, 0.9), 6)
  }
}
