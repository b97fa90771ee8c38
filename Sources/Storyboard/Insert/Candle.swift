extension Diorama {
  /// A candle in a dish, its wax run down; the flame breathes.
  func candle() {
    backdrop(Point(0, -640), 900, light.warm, 0.42, discs: closed)
    let wax = stuff(0xe8d9bd).mixed(light.warm, 0.25)
    near("ledge", depth: 0.84) { c, _ in tabletop(c, -20, stuff(0x584b44)) }
    near("candle") { c, dice in
      shade(c, Point(0, 90), 380, 80)
      c.ellipse(Point(0, 80), 280, 72, round(stuff(0x8a6a3c), -280, 280, gloss: 0.6))
      c.ellipse(Point(0, 70), 240, 56, .solid(light.ink, 0.55))
      c.polygon(
        [Point(-112, -390), Point(112, -390), Point(124, 76), Point(-124, 76)],
        .linear(
          Point(0, -390), Point(0, 80),
          [(0, wax.mixed(light.warm, 0.6).lighter(0.08), 1), (0.35, wax, 1), (1, wax.mixed(light.ink, 0.58), 1)]))
      for n in 0..<6 {
        let x = -104 + Double(n) * 41
        let long = dice.between(60, 270)
        c.taper(
          Point(x, -385), 20, Point(x + dice.swing() * 6, -385 + long), 15,
          .solid(wax.mixed(light.warm, 0.2).mixed(light.ink, 0.06 * Double(n % 3)), 0.95))
      }
      c.ellipse(Point(0, -390), 112, 28, .solid(wax.mixed(light.warm, 0.5).lighter(0.1)))
      c.ellipse(Point(0, -388), 70, 15, .solid(light.warm.lighter(0.12), 0.8))
      c.curve([Point(0, -386), Point(4, -420), Point(-3, -452)], .solid(light.ink), 10)
    }
    near("flame", depth: 0.87, drive: .flicker) { c, _ in
      c.glow(Point(0, -520), 430, light.warm, 0.75)
      for (wide, high, colour) in [
        (58.0, 230.0, Colour(1, 0.6, 0.2)), (38, 178, Colour(1, 0.85, 0.5)), (20, 110, Colour(1, 1, 0.9)),
      ] {
        c.blob(
          [
            Point(0, -418 - high), Point(wide * 0.6, -418 - high * 0.5), Point(wide, -440), Point(0, -404),
            Point(-wide, -440), Point(-wide * 0.6, -418 - high * 0.5),
          ],
          .solid(colour, 0.8))
      }
    }
  }
}
