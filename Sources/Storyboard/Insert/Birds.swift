extension Diorama {
  /// Birds on a wire over the roofs, and one that has just left.
  func birds() {
    backdrop(Point(lit * 160, -500), 900, light.key, 0.4, discs: true)
    func sag(_ x: Double) -> Double { -190 + 0.00012 * (x - 80) * (x - 80) }
    near("wires", depth: 0.84) { c, _ in
      for (down, wide) in [(0.0, 11.0), (190, 8), (330, 6), (-260, 6)] {
        let xs = stride(from: nearLeft, through: nearRight, by: 90)
        c.curve(xs.map { Point($0, sag($0) + down) }, .solid(light.ink), wide)
      }
    }
    near("birds") { c, _ in
      perched(c, Point(-lit * 190, sag(-lit * 190)), 1.25, looks: lit)
      perched(c, Point(lit * 10, sag(lit * 10)), 1.08, looks: lit)
      perched(c, Point(lit * 330, sag(lit * 330)), 0.92, looks: -lit)
    }
    near("flight", depth: 0.95) { c, _ in flying(c, Point(lit * 230, -830), 1) }
  }

  private func perched(_ c: Canvas, _ at: Point, _ k: Double, looks: Double) {
    let dark = light.ink.mixed(light.tone(0.8), 0.2)
    func p(_ x: Double, _ y: Double) -> Point { at + Point(x * looks, y) * k }
    for x in [-8.0, 14] { c.line([p(x, -24), p(x, 6)], .solid(dark), 6 * k) }
    c.polygon([p(-52, -60), p(-176, 62), p(-120, 84), p(-14, -10)], .solid(dark))
    let body = [
      p(70, -214), p(92, -170), p(86, -90), p(40, -14), p(-30, -10), p(-78, -56), p(-70, -120), p(-10, -180),
      p(16, -222),
    ]
    c.modelled(body, .solid(dark)) { c in
      c.blob([p(-90, -40), p(-40, -130), p(20, -120), p(-10, -60), p(-60, -20)], .solid(light.tone(0.7), 0.5))
    }
    c.circle(p(44, -216), 46 * k, .solid(dark))
    c.polygon([p(80, -236), p(136, -212), p(80, -200)], .solid(dark))
    c.curve(
      [p(84, -100), p(92, -166), p(74, -236), p(40, -262)].map {
        $0 + Point(lit * looks > 0 ? 0 : -looks * 100 * k, 0)
      }, .solid(light.key, lit * looks > 0 ? 0.75 : 0), 6 * k)
    c.circle(p(56, -222), 6 * k, .solid(light.key, 0.9))
  }

  private func flying(_ c: Canvas, _ at: Point, _ k: Double) {
    let dark = light.ink.mixed(light.tone(0.8), 0.3)
    func p(_ x: Double, _ y: Double) -> Point { at + Point(x * lit, y) * k }
    c.blob([p(120, -20), p(60, 30), p(-60, 40), p(-150, 66), p(-140, 30), p(-40, -10), p(60, -34)], .solid(dark))
    c.blob(
      [p(50, -10), p(30, -120), p(-60, -250), p(-120, -270), p(-110, -180), p(-60, -60), p(-30, 10)], .solid(dark))
    c.blob(
      [p(40, -4), p(90, -90), p(60, -210), p(20, -240), p(-6, -130), p(-10, 0)], .solid(dark.mixed(light.haze, 0.25)))
    c.polygon([p(112, -30), p(160, -16), p(112, -2)], .solid(dark))
  }
}
