extension Diorama {
  /// A door ajar: a blade of light, a handle that waits.
  func door() {
    let s = lit
    near("gap", depth: 0.6, detail: 0.4) { c, _ in
      c.rect(
        nearLeft, nearTop, nearRight - nearLeft, nearFoot - nearTop, .solid(light.ink.mixed(light.tone(0.8), 0.25)))
      c.rect(
        min(s * 150, s * 420), nearTop, 270, nearFoot - nearTop,
        .down(nearTop, nearFoot, light.warm.lighter(0.1), light.warm.mixed(light.skyLow, 0.4)))
    }
    near("leaf", depth: 0.8) { c, _ in
      let wood = stuff(0x5d5148)
      let edge = s * 190
      func panel(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ paint: Paint) {
        c.rect(min(x0, x1), y0, abs(x1 - x0), y1 - y0, paint)
      }
      panel(
        edge, nearTop, -s * 900, nearFoot,
        .linear(
          Point(edge, 0), Point(-s * 620, 0),
          [
            (0, wood.mixed(light.warm, 0.24), 1), (0.5, wood.mixed(light.ink, 0.3), 1),
            (1, wood.mixed(light.ink, 0.72), 1),
          ]))
      panel(edge, nearTop, edge - s * 16, nearFoot, .solid(light.warm.lighter(0.12)))
      for (y0, y1) in [(nearTop + 60, -560.0), (-120, nearFoot - 40)] {
        panel(edge - s * 240, y0, -s * 900, y1, .solid(light.ink, 0.34))
        panel(edge - s * 258, y0 + 18, -s * 900, y1, .solid(wood.mixed(light.ink, 0.42)))
        panel(edge - s * 240, y0, edge - s * 246, y1, .solid(light.warm, 0.35))
      }
    }
    near("frame", depth: 0.7) { c, _ in
      let x = min(s * 400, s * 900)
      c.rect(
        x, nearTop, 500, nearFoot - nearTop,
        .linear(
          Point(s * 400, 0), Point(s * 640, 0),
          [(0, light.ink.mixed(light.warm, 0.45), 1), (0.2, light.ink.mixed(light.warm, 0.1), 1), (1, light.ink, 1)]))
    }
    near("handle") { c, _ in handle(c, Point(s * 90, -330)) }
    near("spill", depth: 0.88, detail: 0.3, drive: .beat, blur: 6) { c, _ in
      c.rect(min(s * 180, s * 420), nearTop, 240, nearFoot - nearTop, .solid(light.warm, 0.3))
      c.ellipse(Point(s * 200, -330), 420, 700, .glow(Point(s * 200, -330), 700, light.warm, 0.3))
    }
  }

  private func handle(_ c: Canvas, _ at: Point) {
    let brass = stuff(0xb08a4e)
    c.rounded(at.x - 56, at.y - 150, 112, 380, 52)
    c.fill(round(brass.mixed(light.ink, 0.35), at.x - 56, at.x + 56))
    c.ellipse(at + Point(0, 120), 16, 20, .solid(light.ink))
    c.polygon([at + Point(-8, 124), at + Point(8, 124), at + Point(15, 176), at + Point(-15, 176)], .solid(light.ink))
    let grip = [at, at + Point(-lit * 90, -8), at + Point(-lit * 270, 10)]
    c.curve(grip.map { $0 + Point(-lit * 10, 34) }, .solid(light.ink, 0.5), 54)
    c.curve(grip, .solid(brass.mixed(light.ink, 0.25)), 52)
    c.curve(grip.map { $0 + Point(0, -12) }, .solid(brass.mixed(light.key, 0.55)), 14)
    c.circle(at, 48, ball(brass, at, 48, gloss: 0.7))
  }
}
