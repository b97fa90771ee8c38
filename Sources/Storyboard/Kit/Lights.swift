import Glibc
import Vocabulary

extension Diorama {
  /// Wet ground over reflections: clear near the line, dark near the viewer, broken by long ripples.
  func wet(_ from: Double, far: Double = 0.1, near: Double = 0.86) {
    let noise = Noise(seed: seed ^ 0x3e7)
    sheet("wet", depth: 0.78, detail: 0.5) { c, dice in
      c.rect(-4, from, right - left + 8 + left.magnitude, bottom - from, .fade(from, from + 560, light.ink, far, near))
      for _ in 0..<120 {
        let t = dice.unit()
        let y = from + 6 + (bottom - from) * t * t
        let at = Point(dice.between(left, right), y)
        let bright = noise.at(at.x / 90, y / 20) > 0.5
        c.ellipse(at, 24 + 170 * t, 1.2 + 4 * t, .solid(bright ? light.skyLow : light.ink, bright ? 0.07 : 0.22))
      }
    }
  }

  /// A light and its long reflection on wet ground: the whole look of a rainy night.
  func streak(_ c: Canvas, _ at: Point, _ width: Double, _ length: Double, _ colour: Colour, _ alpha: Double) {
    c.local {
      c.translate(at.x, at.y + length * 0.34)
      c.scale(width * 1.5, length * 0.62)
      let bright: [(Double, Colour, Double)] = [
        (0, colour, alpha), (0.4, colour, alpha * 0.5), (0.75, colour, alpha * 0.12),
      ]
      c.circle(Point(0, 0), 1, .radial(Point(0, 0), 1, bright + [(1, colour, 0)]))
    }
  }

  /// Street lamps at regular steps, bright heads with a cone under each.
  func lampPosts(depth: Double = 0.7, base: Double, height: Double = 420, every: Double = 430) {
    let xs = stride(from: span * 0.05, to: span - 10, by: span / max(1, (span / every).rounded())).map { $0 }
    sheet("posts", depth: depth) { c, _ in
      for x in xs {
        c.line(
          [Point(x, base), Point(x, base - height), Point(x + 46, base - height - 18)], .solid(light.tone(0.94)), 7)
        c.line([Point(x + 34, base - height - 18), Point(x + 78, base - height - 14)], .solid(light.tone(0.98)), 11)
      }
    }
    sheet("lamps", depth: depth, detail: 0.4, drive: .beat) { c, _ in
      for x in xs {
        let head = Point(x + 60, base - height - 8)
        c.polygon(
          [head, head + Point(150, height + 10), head + Point(-150, height + 10)],
          .linear(
            head, head + Point(0, height), [(0, light.warm, 0.34 * (0.3 + 0.7 * light.night)), (1, light.warm, 0)]))
        c.glow(head, 130, light.warm, 0.85)
        c.circle(head, 10, .solid(light.warm.lighter(0.15)))
        streak(c, head + Point(0, height + 20), 26, 260, light.warm, 0.3)
      }
    }
  }

  /// A fire on the ground, with the light it throws.
  func fire(at: Point, size: Double = 1, depth: Double = 0.8) {
    sheet("logs", depth: depth, loops: false) { c, _ in
      for a in [-0.35, 0.3, 0.05] {
        let way = Point(cos(a), sin(a) * 0.5) * (52 * size)
        c.line([at - way, at + way], .solid(light.ink), 13 * size)
      }
    }
    sheet("fire", depth: depth, detail: 0.6, drive: .flicker, loops: false) { c, dice in
      c.glow(at + Point(0, -30), 520 * size, Colour(1, 0.45, 0.12), 0.42)
      for i in 0..<9 {
        // Tall in the middle, licking outwards at the sides.
        let x = (Double(i % 5) - 2) * 17 * size
        let tall = (1 - abs(x) / (52 * size)) * dice.between(110, 210) * size
        let w = dice.between(26, 46) * size
        let foot = at + Point(x, 4)
        let tip = foot + Point(x * 0.35 + dice.swing() * 16, -tall - 26)
        let hot: [(Double, Colour, Double)] = [(0, Colour(1, 0.8, 0.36), 0.6), (0.45, Colour(1, 0.45, 0.12), 0.5)]
        c.blob(
          [
            foot + Point(0, 6), mix(foot, tip, 0.28) + Point(w * 0.5, 0), mix(foot, tip, 0.66) + Point(w * 0.2, 0), tip,
            mix(foot, tip, 0.6) + Point(-w * 0.22, 0), mix(foot, tip, 0.26) + Point(-w * 0.5, 0),
          ],
          .linear(foot, tip, hot + [(1, Colour(0.8, 0.15, 0.05), 0.1)]))
      }
    }
  }

  /// Search lights from below the horizon, or from a rig above.
  func beams(depth: Double, from y: Double, count: Int, length: Double, up: Bool) {
    // Two sheets that breathe against each other: beams that all flash together are one lamp.
    for parity in 0..<2 {
      sheet("beams \(parity)", depth: depth, detail: 0.3, drive: parity == 0 ? .beat : .energy, loops: false) {
        c, dice in
        for n in stride(from: parity, to: count, by: 2) {
          let x = centre + (Double(n) + 0.5 - Double(count) / 2) * halfFrame * 1.9 / Double(count)
          beam(c, Point(x, y), lean: dice.swing() * 0.4 - (x - centre) / 2600, length: length, up: up, n)
        }
      }
    }
  }

  private func beam(_ c: Canvas, _ at: Point, lean: Double, length: Double, up: Bool, _ n: Int) {
    let way = Point(sin(lean), up ? -cos(lean) : cos(lean)) * length
    let side = Point(way.y, -way.x) * 0.1
    let colour = n % 3 == 0 ? light.accent : n % 3 == 1 ? light.key : light.warm
    c.polygon(
      [at + side * 0.06, at + way + side, at + way - side, at - side * 0.06],
      .linear(at, at + way, [(0, colour, 0.62), (0.5, colour, 0.2), (1, colour, 0)]))
    c.glow(at, 90, colour, 0.9)
  }

  /// Tubes of neon: a soft wide line, a coloured one, a white heart.
  func neon(_ c: Canvas, _ points: [Point], _ colour: Colour, width: Double = 7) {
    c.line(points, .solid(colour, 0.16), width * 5)
    c.line(points, .solid(colour, 0.3), width * 2.4)
    c.line(points, .solid(colour, 0.95), width)
    c.line(points, .solid(colour.lighter(0.2), 0.9), width * 0.4)
  }

  /// Things near the lens, out of focus: they say how far away everything else is.
  func foreground(_ draw: (Canvas, inout Dice) -> Void) {
    sheet("foreground", depth: 1.25, detail: 0.22, blur: 3, draw)
  }
}
