extension Diorama {
  /// The grips of a carriage, one behind the other, all leaning the same way.
  func grips() {
    backdrop(Point(0, -300), 900, light.skyLow, 0.3)
    near("rail", depth: 0.8) { c, _ in
      c.line([Point(nearLeft, -1010), Point(nearRight, -890)], .solid(light.ink), 46)
      c.line([Point(nearLeft, -1020), Point(nearRight, -902)], .solid(light.key, 0.4), 10)
    }
    for (n, (x, k, depth)) in [(-lit * 380.0, 0.72, 0.62), (-lit * 150, 1, 0.74), (lit * 170, 1.5, 0.88)].enumerated() {
      near("grip \(n)", depth: depth, detail: n == 2 ? 1 : 0.5) { c, _ in grip(c, Point(x, -960 + x * 0.1), k) }
    }
  }

  private func grip(_ c: Canvas, _ from: Point, _ k: Double) {
    c.local {
      c.translate(from.x, from.y)
      c.rotate(-lit * 0.1)
      c.scale(k, k)
      let strap = stuff(0x4a3b33)
      c.rect(-34, -10, 68, 470, round(strap, -34, 34, gloss: 0.3))
      for x in [-24.0, 24] { c.line([Point(x, 0), Point(x, 450)], .solid(light.key, 0.16), 4) }
      let ring = [Point(0, 440), Point(150, 640), Point(128, 700), Point(-128, 700), Point(-150, 640)]
      for (colour, wide, up) in [
        (light.ink, 58.0, 6.0), (stuff(0xd8cdb8), 48, 0), (stuff(0xd8cdb8).mixed(light.key, 0.6), 12, -12),
      ] {
        c.soft(ring.map { $0 + Point(0, up) }, closed: true)
        c.stroke(.solid(colour), wide)
      }
      c.rounded(-52, 420, 104, 70, 16)
      c.fill(round(strap.mixed(light.ink, 0.3), -52, 52))
    }
  }
}
