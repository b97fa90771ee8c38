import CCairo

extension Diorama {
  /// A sphere of glass that holds the scene upside down.
  func sphere() {
    backdrop(Point(0, -420), 950, light.accent, 0.5, discs: true)
    let at = Point(0, -330)
    let r = 380.0
    near("plane", depth: 0.84) { c, _ in
      tabletop(c, 10, light.skyMid.mixed(light.ink, 0.5), edge: 0.5)
      c.ellipse(Point(-lit * 260, 160), 420, 70, .glow(Point(-lit * 260, 160), 420, light.accent.lighter(0.1), 0.7))
      shade(c, Point(0, 80), 360, 60)
    }
    near("sphere") { c, _ in
      c.circle(at, r, .down(at.y - r, at.y + r, light.ink.mixed(light.skyMid, 0.6), light.skyTop))
      c.local {
        cairo_arc(c.cr, at.x, at.y, r, 0, 2 * .pi)
        cairo_clip(c.cr)
        c.ellipse(
          at + Point(0, r * 0.5), r * 0.94, r * 0.62,
          .radial(
            at + Point(0, r * 0.6), r,
            [(0, light.accent.lighter(0.14), 1), (0.5, light.accent, 0.8), (1, light.accent, 0)]))
        for n in 0..<3 {
          let k = Double(n)
          c.circle(
            at + Point(0, r * 0.46), r * (0.52 - 0.15 * k), .solid(light.skyMid.mixed(light.accent, 0.2 + 0.3 * k), 0.7)
          )
        }
        c.ellipse(at + Point(0, -r * 0.62), r * 0.8, r * 0.3, .solid(light.ink, 0.5))
        c.circle(
          at, r, .radial(at, r, [(0, light.ink, 0), (0.8, light.ink, 0), (0.95, light.ink, 0.6), (1, light.ink, 0.75)]))
        c.curve(
          [Point(lit * 0.5, -0.78), Point(lit * 0.78, -0.5), Point(lit * 0.92, -0.1)].map { at + $0 * r },
          .solid(light.key, 0.85), 26)
        c.ellipse(at + Point(lit * 0.4, -0.62) * r, 70, 40, turned: lit * 0.7, .solid(light.key, 0.8))
        c.curve(
          [Point(-lit * 0.6, 0.72), Point(-lit * 0.84, 0.42), Point(-lit * 0.93, 0.1)].map { at + $0 * r },
          .solid(light.second, 0.6), 14)
      }
    }
    near("caustic", depth: 0.87, detail: 0.4, drive: .beat) { c, _ in
      c.glow(at + Point(0, r * 0.5), 420, light.accent, 0.5)
      c.ellipse(Point(-lit * 240, 130), 260, 40, .glow(Point(-lit * 240, 130), 260, light.key, 0.7))
    }
  }
}
