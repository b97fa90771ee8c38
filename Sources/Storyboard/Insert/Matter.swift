import Glibc

// What several inserts are made of: stones, leaves, sand, an edge of light.
extension Diorama {
  /// A stone with its light, its shade, and what has fallen on it.
  func pebble(_ c: Canvas, _ at: Point, _ r: Double, _ colour: Colour, flat: Double = 0.66, snow: Bool = false) {
    let shape = (0..<11).map { i -> Point in
      let a = Double(i) / 11 * 2 * .pi
      let k = 1 + 0.06 * sin(a * 2 + r) + 0.04 * sin(a * 3 + at.x)
      return at + Point(cos(a) * k, sin(a) * k * flat) * r
    }
    c.modelled(shape, ball(colour, at, r)) { c in
      for n in 0..<7 {
        let p = at + Point((hashed(n, UInt64(r)) - 0.5) * 1.5, (hashed(n + 9, UInt64(r)) - 0.5) * flat) * r
        c.ellipse(p, r * 0.12, r * 0.05, .solid(n % 2 == 0 ? light.ink : light.skyLow, 0.16))
      }
      guard snow else { return }
      c.blob(
        [
          Point(-0.9, -1.1), Point(0.9, -1.1), Point(0.74, -0.6), Point(0.4, -0.72), Point(0.06, -0.54),
          Point(-0.3, -0.74), Point(-0.7, -0.58),
        ].map { at + $0 * Point(r, r * flat) },
        .solid(light.skyLow.lighter(0.08).mixed(light.key, 0.4)))
    }
  }

  /// A leaf along a line, pointed at its end, with a rib, translucent towards the light.
  func blade(_ c: Canvas, _ spine: [Point], _ half: Double, _ colour: Colour) {
    let n = spine.count - 1
    let sides = spine.enumerated().map { i, p -> (Point, Point) in
      let way = spine[min(i + 1, n)] - spine[max(i - 1, 0)]
      let across = Point(-way.y, way.x) / max(way.length, 1)
      let wide = half * (0.55 + 0.45 * sin(Double(i) / Double(n) * .pi)) * (1 - pow(Double(i) / Double(n), 5))
      return (p + across * wide, p - across * wide)
    }
    let outline = sides.map(\.0) + sides.map(\.1).reversed()
    c.modelled(
      outline,
      .linear(
        spine[0], spine[n],
        [(0, colour.mixed(light.ink, 0.6), 1), (0.5, colour, 1), (1, colour.mixed(light.key, 0.42), 1)])
    ) { c in
      c.curve(spine, .solid(colour.mixed(light.key, 0.5), 0.8), half * 0.09)
      for k in [-0.5, 0.5] {
        c.curve(zip(spine, sides).map { mix($0, $1.0, k < 0 ? 0.5 : -0.5) }, .solid(light.ink, 0.16), half * 0.05)
      }
    }
    c.curve(sides.map { lit * ($0.0.x - $0.1.x) > 0 ? $0.0 : $0.1 }, .solid(light.key, 0.45), 4)
  }

  /// A bright edge that beats.
  func rimOfLight(_ points: [Point], _ wide: Double) {
    near("rim", depth: 0.87, detail: 0.5, drive: .beat, blur: 3) { c, _ in
      c.curve(points, .solid(light.key, 0.5), wide * 2)
    }
  }

  func beach() {
    let sand = light.skyLow.mixed(light.haze, 0.4).sandy(0.5).mixed(light.ink, 0.24)
    near("beach", depth: 0.84) { c, dice in
      tabletop(c, -240, sand.mixed(light.skyMid, 0.35), edge: 0.1)
      c.rect(nearLeft, -240, nearRight - nearLeft, 220, .fade(-240, -20, light.skyLow, 0.6, 0))
      for _ in 0..<420 {
        let t = dice.unit()
        c.circle(
          Point(dice.between(nearLeft, nearRight), -200 + 800 * t * t), 1.5 + 4 * t,
          .solid(dice.chance(0.5) ? light.ink : light.key, 0.22))
      }
    }
    near("foam", depth: 0.83, drive: .energy) { c, dice in
      for (y, high, alpha) in [(-150.0, 60.0, 0.55), (-215, 30, 0.4)] {
        let edge = stride(from: nearLeft - 40, through: nearRight + 40, by: 70).map {
          Point($0, y + high * 0.5 * sin($0 / 170 + y) + dice.swing() * 12)
        }
        c.curve(edge, .solid(light.key, alpha), 16)
        c.curve(edge.map { $0 + Point(0, -20) }, .solid(light.key, alpha * 0.4), 8)
        for p in edge {
          for _ in 0..<4 {
            c.circle(
              p + Point(dice.swing() * 36, -dice.between(0, 40)), dice.between(3, 10), .solid(light.key, alpha * 0.7))
          }
        }
      }
    }
  }
}
