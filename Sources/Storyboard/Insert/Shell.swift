import Glibc

extension Diorama {
  /// A shell that the water has just left.
  func shell() {
    backdrop(Point(lit * 240, -560), 950, light.key, 0.45, discs: false)
    beach()
    near("shell") { c, _ in
      let hinge = Point(-lit * 70, 130)
      shade(c, hinge + Point(0, 10), 400, 76, 0.6)
      c.local {
        c.translate(hinge.x, hinge.y)
        c.rotate(lit * 0.24)
        let tint = stuff(0xf0d3bd).mixed(light.accent, 0.16)
        c.blob(
          [Point(-120, -30), Point(-70, -80), Point(70, -80), Point(120, -30), Point(0, 30)],
          round(tint.mixed(light.ink, 0.15), -120, 120))
        for n in 0..<11 { rib(c, n, tint) }
        for r in [250.0, 350, 440] {
          c.curve(
            (0...12).map { Point(0, -r).turned((Double($0) / 12 - 0.5) * 1.9) },
            .solid(light.accent.mixed(light.ink, 0.3), 0.26), 15)
        }
      }
    }
    near("wet light", depth: 0.87, detail: 0.4, drive: .beat, blur: 3) { c, _ in
      c.glow(Point(lit * 170, -180), 320, light.key, 0.4)
    }
  }

  private func rib(_ c: Canvas, _ n: Int, _ tint: Colour) {
    let from = (Double(n) / 11 - 0.5) * 1.96
    let to = (Double(n + 1) / 11 - 0.5) * 1.96
    let middle = (from + to) / 2
    let long = 520 - 70 * middle * middle
    let edge = [
      Point(0, 0), Point(0, -long).turned(from), Point(0, -long - 34).turned(middle), Point(0, -long).turned(to),
    ]
    let bright = 0.5 + 0.5 * lit * sin(middle)
    let colour = tint.mixed(light.ink, 0.42 * (1 - bright)).mixed(light.key, 0.3 * bright)
    c.polygon(
      edge,
      .linear(
        edge[1], edge[3],
        [
          (0, colour.mixed(light.ink, lit > 0 ? 0.4 : 0), 1), (0.5, colour, 1),
          (1, colour.mixed(light.ink, lit > 0 ? 0 : 0.4), 1),
        ]))
    c.line([Point(0, -60).turned(middle), Point(0, -long).turned(middle)], .solid(light.key, 0.18), 7)
  }
}
