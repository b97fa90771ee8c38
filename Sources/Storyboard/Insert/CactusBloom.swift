import Glibc

extension Diorama {
  /// A cactus in bloom, its spines in the light.
  func cactusBloom() {
    backdrop(Point(lit * 240, -480), 950, light.key, 0.4, discs: false)
    let sand = light.skyLow.mixed(light.haze, 0.4).sandy(0.5)
    let green = Colour(rgb: 0x5d7d5a).mixed(light.tone(0.6), 0.3).mixed(light.ink, 0.3 * light.night)
    near("sand", depth: 0.84) { c, dice in
      tabletop(c, 40, sand.mixed(light.ink, 0.2), edge: 0.2)
      for _ in 0..<24 {
        pebble(
          c, Point(dice.between(nearLeft, nearRight), dice.between(80, 600)), dice.between(8, 30),
          sand.mixed(light.ink, 0.35))
      }
      shade(c, Point(0, 170), 560, 110)
    }
    near("cactus") { c, _ in
      let (rx, ry, at) = (330.0, 400.0, Point(0, -170))
      c.local {
        c.ellipse(at, rx, ry, ball(green, at, rx))
        c.ellipse(at, rx, ry, .radial(at + Point(-lit * 160, 120), 500, [(0, light.ink, 0.4), (1, light.ink, 0)]))
      }
      for n in -4...4 {
        let u = sin(Double(n) / 4.4 * 1.5)
        let rib = (0...10).map { i -> Point in
          let v = Double(i) / 5 - 1
          return at + Point(u * (1 - v * v).squareRoot() * rx, v * ry)
        }
        c.curve(rib.map { $0 + Point(16, 0) }, .solid(light.ink, 0.34), 20)
        c.curve(rib.map { $0 + Point(lit * -2, 0) }, .solid(green.mixed(light.key, 0.3)), 9)
        for p in rib.dropFirst().dropLast() { spines(c, p, u) }
      }
      bloom(c, at + Point(-lit * 20, -ry + 30))
    }
    rimOfLight([Point(lit * 300, -20), Point(lit * 326, -190), Point(lit * 270, -400), Point(lit * 140, -530)], 9)
  }

  private func spines(_ c: Canvas, _ at: Point, _ u: Double) {
    for k in -2...2 {
      let way = Point(u * 0.9 + Double(k) * 0.34, -0.7 + 0.2 * Double(abs(k)))
      c.line([at, at + way * 58], .solid(light.key.mixed(light.warm, 0.3), 0.75), 3)
    }
    c.circle(at, 8, .solid(light.key, 0.7))
  }

  private func bloom(_ c: Canvas, _ at: Point) {
    let petal = light.accent.mixed(Colour(rgb: 0xe0407a), 0.45)
    for ring in 0..<2 {
      let count = ring == 0 ? 11 : 8
      for n in 0..<count {
        let a = -Double.pi * (0.04 + 0.92 * Double(n) / Double(count - 1))
        let way = Point(cos(a), sin(a) * 0.9)
        let long = ring == 0 ? 230.0 : 160
        let across = Point(-way.y, way.x) * 34
        let (middle, tip) = (at + way * (long * 0.55), at + way * long)
        c.blob(
          [at, middle + across, tip, middle - across],
          .linear(at, tip, [(0, petal.mixed(light.ink, 0.5), 1), (0.6, petal, 1), (1, petal.mixed(light.key, 0.5), 1)]))
      }
    }
    for n in 0..<12 { c.circle(at + Point(Double(n - 6) * 9, -40 - 26 * hashed(n, 3)), 8, .solid(light.warm)) }
  }
}
