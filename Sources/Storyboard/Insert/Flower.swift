import Glibc

extension Diorama {
  /// One flower against the light, its petals glowing.
  func flower() {
    backdrop(Point(0, -560), 900, light.key, 0.42, discs: false)
    let green = Colour(rgb: 0x587a48).mixed(light.tone(0.6), 0.3).mixed(light.ink, 0.3 * light.night)
    let petal = light.accent.mixed(Colour(rgb: 0xd23a2e), 0.35).mixed(light.ink, 0.18 * light.night)
    near("far stems", depth: 0.6, detail: 0.25, blur: 4) { c, dice in
      for n in 0..<12 {
        let x = dice.between(nearLeft, nearRight)
        let high = dice.between(-420, 60)
        c.curve(
          [Point(x, nearFoot), Point(x + 20, 200), Point(x + dice.swing() * 90, high)],
          .solid(green.mixed(light.ink, 0.3)), 14)
        if n % 3 == 0 { c.ellipse(Point(x, high), 80, 60, .solid(petal.mixed(light.haze, 0.3), 0.8)) }
      }
    }
    near("flower") { c, _ in
      let head = Point(-lit * 20, -470)
      blade(c, [Point(lit * 120, nearFoot), Point(lit * 260, 260), Point(lit * 400, -60)], 52, green)
      blade(
        c, [Point(lit * 60, nearFoot), Point(-lit * 170, 300), Point(-lit * 380, 120)], 46, green.mixed(light.ink, 0.25)
      )
      let stem = [Point(lit * 90, nearFoot), Point(lit * 60, 100), Point(-lit * 30, -240), head]
      c.curve(stem, .solid(green.mixed(light.ink, 0.4)), 24)
      c.curve(stem.map { $0 + Point(lit * 6, 0) }, .solid(green.mixed(light.key, 0.4)), 8)
      bud(
        c, [Point(lit * 70, 260), Point(lit * 250, -120), Point(lit * 330, -300), Point(lit * 380, -210)], green, petal)
      petals(c, head, petal)
    }
    near("halo of petals", depth: 0.87, detail: 0.3, drive: .beat) { c, _ in
      c.glow(Point(-lit * 20, -500), 380, petal.lighter(0.1), 0.4)
    }
  }

  private func bud(_ c: Canvas, _ stem: [Point], _ green: Colour, _ petal: Colour) {
    c.curve(stem, .solid(green.mixed(light.ink, 0.2)), 14)
    let at = stem[3]
    c.ellipse(at + Point(0, 40), 44, 74, turned: lit * 0.3, round(green, at.x - 44, at.x + 44))
    c.curve([at + Point(0, -20), at + Point(lit * 8, 40), at + Point(0, 104)], .solid(petal), 12)
  }

  private func petals(_ c: Canvas, _ at: Point, _ petal: Colour) {
    for (turn, long, wide, back) in [
      (-2.3, 300.0, 210.0, true), (-0.85, 310, 220, true), (-1.57, 350, 240, true), (0.3, 270, 190, false),
      (2.84, 270, 190, false), (1.57, 230, 220, false),
    ] {
      let way = Point(cos(turn), sin(turn) * 0.86)
      let across = Point(-way.y, way.x)
      func p(_ u: Double, _ v: Double) -> Point { at + way * (long * u) + across * (wide * v) }
      let rim: [Point] = [at, p(0.5, 0.8), p(0.95, 0.52), p(1.04, 0), p(0.93, -0.55), p(0.5, -0.8)]
      let colour = back ? petal.mixed(light.ink, 0.16) : petal
      c.modelled(
        rim,
        .radial(
          at, long * 1.1,
          [
            (0, light.ink, 1), (0.16, colour.mixed(light.ink, 0.5), 1), (0.5, colour, 1),
            (1, colour.mixed(light.key, 0.42), 1),
          ])
      ) { c in
        for k in -4...4 {
          let lean = Double(k) * 0.17
          c.curve([at, p(0.5, lean), p(1, lean * 1.4)], .solid(k % 2 == 0 ? light.ink : light.key, 0.12), 5)
        }
      }
    }
    c.circle(at, 56, ball(stuff(0x4b5a35), at, 56))
    for n in 0..<22 {
      let way = Point(1, 0).turned(Double(n) * 0.2856)
      let tip = at + way * (78 + 22 * hashed(n, 5)) * Point(1, 0.86)
      c.line([at + way * 50, tip], .solid(light.ink, 0.7), 4)
      c.circle(tip, 9, .solid(light.warm.mixed(light.ink, 0.2)))
    }
  }
}
