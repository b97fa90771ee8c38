import CCairo
import Glibc

extension Diorama {
  /// The microphone that waits for a voice, against the lights.
  func microphone() {
    backdrop(Point(lit * 120, -640), 900, light.key, 0.5)
    near("beams", depth: 0.5, detail: 0.3, drive: .energy, blur: 3) { c, _ in
      for (x, lean, colour) in [(-420.0, 0.34, light.accent), (60, -0.06, light.key), (480, -0.4, light.warm)] {
        c.polygon(
          [Point(x, nearTop), Point(x + lean * 1500 - 170, 400), Point(x + lean * 1500 + 170, 400)],
          .fade(nearTop, 300, colour, 0.5, 0))
      }
    }
    near("stand", depth: 0.84) { c, _ in
      let steel = stuff(0x8d8f96)
      c.line([Point(-lit * 250, nearFoot), Point(-lit * 120, -60)], .solid(light.ink), 44)
      c.line([Point(-lit * 240, nearFoot), Point(-lit * 112, -60)], .solid(steel.mixed(light.key, 0.4), 0.7), 8)
    }
    near("microphone") { c, _ in
      c.translate(0, -460)
      c.rotate(lit * 0.5)
      let steel = stuff(0x9a9ca4)
      c.polygon([Point(-88, 120), Point(88, 120), Point(50, 720), Point(-50, 720)], round(stuff(0x34343c), -88, 88))
      c.rounded(-74, 250, 148, 46, 20)
      c.fill(round(stuff(0x55565e), -74, 74))
      c.circle(Point(0, -60), 216, ball(steel.mixed(light.ink, 0.35), Point(0, -60), 216, gloss: 0.7))
      mesh(c, Point(0, -60), 216)
      c.rounded(-222, -98, 444, 74, 34)
      c.fill(round(steel, -222, 222, gloss: 0.8))
      c.polygon(
        [Point(-150, 92), Point(150, 92), Point(92, 168), Point(-92, 168)],
        round(steel.mixed(light.ink, 0.3), -150, 150))
    }
    near("rim", depth: 0.87, detail: 0.5, drive: .beat, blur: 2) { c, _ in
      let a = lit > 0 ? -0.9 : -2.24
      c.curve(
        (0...8).map { Point(0, -510) + Point(cos(a - 0.8 + 0.2 * Double($0)), sin(a - 0.8 + 0.2 * Double($0))) * 214 },
        .solid(light.key, 0.9), 14)
      c.glow(Point(lit * 140, -640), 260, light.key, 0.5)
    }
  }

  /// Wires that cross on a ball, closer at its edge.
  private func mesh(_ c: Canvas, _ at: Point, _ r: Double) {
    c.local {
      cairo_arc(c.cr, at.x, at.y, r, 0, 2 * .pi)
      cairo_clip(c.cr)
      for n in -11...11 {
        let u = sin(Double(n) / 11 * 1.5)
        for way in [-1.0, 1] {
          let points = (0...10).map { i -> Point in
            let v = (Double(i) / 5 - 1) * 1.05
            let x = u * (1 - v * v * 0.16)
            return at + Point(x, v).turned(way * 0.785) * r
          }
          c.line(points, .solid(light.ink, 0.5), 7)
          c.line(points.map { $0 + Point(lit * 3, -3) }, .solid(light.key, 0.16), 3)
        }
      }
    }
  }
}
