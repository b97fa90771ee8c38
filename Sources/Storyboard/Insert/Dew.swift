extension Diorama {
  /// A blade with the dew that hangs from it.
  func dew() {
    backdrop(Point(lit * 220, -600), 950, light.key, 0.42, discs: false)
    let green = Colour(rgb: 0x5f8f4a).mixed(light.tone(0.5), 0.25).mixed(light.ink, 0.35 * light.night)
    near("far blades", depth: 0.6, detail: 0.25, blur: 4) { c, dice in
      for n in 0..<9 {
        let x = dice.between(nearLeft, nearRight)
        blade(
          c, [Point(x, nearFoot), Point(x + 40, -200), Point(x + dice.swing() * 420, dice.between(-760, -360))], 44,
          green.mixed(n % 2 == 0 ? light.ink : light.haze, 0.42))
      }
    }
    let s = -lit
    let spine = (0...14).map { i -> Point in
      let t = Double(i) / 14
      return Point(s * (-430 + 980 * t), 560 - 1290 * t + 760 * t * t * t)
    }
    near("blades") { c, _ in
      blade(c, [Point(s * 420, nearFoot), Point(s * 330, 40), Point(s * -40, -560)], 66, green.mixed(light.ink, 0.35))
      blade(c, spine, 92, green)
      for (i, r) in [(3, 26.0), (5, 34), (7, 44), (9, 62), (11, 40), (13, 50)] {
        let at = spine[i] + Point(s * 6, 62 + r * 0.3)
        drop(c, at, r, long: 1.2)
        c.ellipse(at + Point(0, -r * 1.1), r * 0.5, r * 0.24, .solid(green.mixed(light.ink, 0.4), 0.8))
      }
      for i in 0..<9 {
        drop(c, spine[2 + i] + Point(s * -12 * Double(i % 3), -18 - 9 * Double(i % 4)), 8 + Double(i * 7 % 11))
      }
    }
    near("spark", depth: 0.87, detail: 0.6, drive: .beat) { c, _ in
      for i in [7, 9, 13] {
        let at = spine[i] + Point(s * 6 + lit * 14, 60)
        c.glow(at, 90, light.key, 0.8)
        for turn in [0.4, 1.97] {
          c.line([at - Point(64, 0).turned(turn), at + Point(64, 0).turned(turn)], .solid(light.key, 0.5), 3)
        }
      }
    }
  }
}
