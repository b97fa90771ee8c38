import Glibc

extension Diorama {
  /// What comes up through cracked earth.
  func seedling() {
    backdrop(Point(lit * 240, -520), 950, light.key, 0.42, discs: false)
    let earth = light.skyLow.mixed(light.haze, 0.4).sandy(0.6).mixed(light.ink, 0.25)
    near("earth", depth: 0.84) { c, dice in
      tabletop(c, -90, earth, edge: 0.3)
      for row in 0..<6 {
        let t = Double(row) / 6
        let (y, h) = (-80 + 640 * t * t + 60 * t, 60 + 170 * t)
        let w = 190 + 260 * t
        for k in -4...4 {
          plate(
            c, Point(Double(k) * w + (row % 2 == 0 ? 0 : w / 2) + dice.swing() * 20, y + h / 2), w * 0.47, h * 0.43,
            earth, &dice)
        }
      }
    }
    near("seedling") { c, _ in
      let green = Colour(rgb: 0x7fae4e).mixed(light.tone(0.5), 0.15).mixed(light.ink, 0.25 * light.night)
      shade(c, Point(0, 70), 190, 44)
      let stem = [Point(0, 70), Point(lit * -16, -80), Point(lit * 24, -230), Point(lit * 14, -330)]
      c.curve(stem, .solid(green.mixed(light.ink, 0.4)), 30)
      c.curve(stem.map { $0 + Point(lit * 6, 0) }, .solid(green.mixed(light.key, 0.4)), 10)
      let tip = stem[3]
      blade(
        c, [tip, tip + Point(lit * 110, -120), tip + Point(lit * 270, -150), tip + Point(lit * 390, -80)], 88,
        green.lighter(0.03))
      blade(
        c, [tip, tip + Point(-lit * 90, -150), tip + Point(-lit * 220, -210), tip + Point(-lit * 330, -170)], 78,
        green.mixed(light.ink, 0.2))
      blade(c, [tip, tip + Point(lit * 6, -110), tip + Point(-lit * 24, -240)], 40, green.mixed(light.key, 0.2))
      drop(c, tip + Point(lit * 250, -120), 26)
    }
  }

  private func plate(_ c: Canvas, _ at: Point, _ rx: Double, _ ry: Double, _ earth: Colour, _ dice: inout Dice) {
    let shape = (0..<6).map { i -> Point in
      let a = (Double(i) + dice.between(-0.3, 0.3)) / 6 * 2 * .pi + 0.4
      return at + Point(cos(a) * rx, sin(a) * ry) * dice.between(0.86, 1.16)
    }
    c.polygon(shape.map { $0 + Point(0, ry * 0.2) }, .solid(light.ink, 0.9))
    c.polygon(
      shape,
      .linear(
        at + Point(lit * rx, -ry), at + Point(-lit * rx, ry),
        [(0, earth.mixed(light.key, 0.3), 1), (1, earth.mixed(light.ink, 0.3), 1)]))
  }
}
