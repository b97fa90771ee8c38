extension Diorama {
  /// Mushrooms in moss, lit through their caps.
  func mushrooms() {
    backdrop(Point(lit * 180, -520), 900, light.key, 0.4, discs: false)
    let moss = Colour(rgb: 0x4f6b36).mixed(light.tone(0.6), 0.3).mixed(light.ink, 0.35 * light.night)
    near("moss", depth: 0.84) { c, dice in
      c.blob(
        [
          Point(nearLeft, 60), Point(-300, -10), Point(60, 20), Point(420, -24), Point(nearRight, 50),
          Point(nearRight, nearFoot), Point(nearLeft, nearFoot),
        ], .down(-20, 560, moss, light.ink))
      for _ in 0..<420 {
        let t = dice.unit()
        let at = Point(dice.between(nearLeft, nearRight), 20 + 560 * t)
        c.line(
          [at, at + Point(dice.swing() * 20, -dice.between(16, 46))],
          .solid(dice.chance(0.4) ? moss.mixed(light.key, 0.3) : moss.mixed(light.ink, 0.4), 0.8 - 0.5 * t), 5)
      }
    }
    near("mushrooms") { c, _ in
      mushroom(c, Point(lit * 270, 60), 0.62)
      mushroom(c, Point(-lit * 330, 90), 0.5)
      mushroom(c, Point(-lit * 30, 100), 1.08)
    }
    near("light", depth: 0.87, detail: 0.4, drive: .beat) { c, _ in
      c.glow(Point(-lit * 30, -330), 420, light.warm, 0.34)
    }
  }

  private func mushroom(_ c: Canvas, _ at: Point, _ k: Double) {
    let cap = light.accent.mixed(Colour(rgb: 0xb8452f), 0.5).mixed(light.ink, 0.25 * light.night)
    let flesh = stuff(0xe6d8bf)
    func p(_ x: Double, _ y: Double) -> Point { at + Point(x, y) * k }
    shade(c, at + Point(0, 6), 150 * k, 34 * k)
    c.blob(
      [p(-52, 0), p(-62, 24), p(62, 24), p(52, 0), p(40, -200), p(52, -400), p(-52, -400), p(-40, -200)],
      round(flesh, at.x - 60 * k, at.x + 60 * k))
    c.blob(
      [p(-80, -250), p(80, -250), p(60, -214), p(30, -232), p(0, -206), p(-34, -230), p(-62, -212)],
      .solid(flesh.mixed(light.ink, 0.25)))
    c.ellipse(
      p(0, -392), 300 * k, 62 * k,
      .down(at.y - 450 * k, at.y - 330 * k, light.ink, flesh.mixed(light.warm, 0.3).mixed(light.ink, 0.25)))
    for n in -9...9 {
      c.line(
        [p(Double(n) * 5, -400), p(Double(n) * 31, -388 + 34 * (1 - abs(Double(n)) / 9))], .solid(light.ink, 0.4), 4 * k
      )
    }
    let dome = [
      p(-308, -392), p(-280, -520), p(-150, -640), p(0, -672), p(150, -640), p(280, -520), p(308, -392), p(180, -424),
      p(0, -436), p(-180, -424),
    ]
    c.modelled(dome, ball(cap, p(0, -500), 300 * k)) { c in
      for (x, y, r) in [
        (-150.0, -520.0, 34.0), (-30, -600, 28), (110, -540, 40), (200, -460, 24), (-226, -450, 24), (10, -490, 26),
      ] {
        c.ellipse(p(x, y), r * k, r * 0.66 * k, .solid(flesh.mixed(light.key, 0.3)))
      }
    }
    c.curve([p(lit * 290, -440), p(lit * 250, -560), p(lit * 130, -646)], .solid(light.key, 0.5), 8 * k)
  }
}
