import Glibc

extension Diorama {
  /// A jellyfish that glows with the beat.
  func jellyfish() {
    backdrop(Point(0, -560), 800, light.accent, 0.4, discs: false)
    let tint = light.accent.mixed(light.skyLow, 0.35)
    near("tentacles", depth: 0.85, detail: 0.7, drive: .flicker) { c, dice in
      for n in 0..<22 {
        let x = -250 + Double(n) * 24
        let turn = dice.between(0, 6)
        let long = dice.between(520, 980)
        c.curve(
          (0...9).map { i in
            let t = Double(i) / 9
            return Point(x * (1 - 0.25 * t) + sin(turn + t * 6) * (12 + 60 * t), -430 + long * t)
          }, .fade(-430, -430 + long, tint.lighter(0.1), 0.7, 0), n % 4 == 0 ? 13 : 5)
      }
      for n in 0..<4 {
        c.curve(
          (0...8).map { i in
            let t = Double(i) / 8
            return Point(Double(n - 2) * 60 + 30 + sin(Double(n) + t * 9) * 44, -440 + 560 * t)
          }, .fade(-440, 120, light.key, 0.5, 0), 46)
      }
    }
    near("bell", drive: .steady) { c, _ in
      let bell = [
        Point(-330, -420), Point(-318, -600), Point(-190, -800), Point(0, -860), Point(190, -800), Point(318, -600),
        Point(330, -420), Point(220, -460), Point(110, -420), Point(0, -460), Point(-110, -420), Point(-220, -460),
      ]
      c.modelled(
        bell,
        .radial(
          Point(lit * 60, -700), 460,
          [(0, tint.lighter(0.12), 0.75), (0.5, tint, 0.45), (0.85, tint, 0.5), (1, light.key, 0.85)])
      ) { c in
        for n in -4...4 {
          c.curve(
            [Point(Double(n) * 20, -850), Point(Double(n) * 66, -640), Point(Double(n) * 74, -430)],
            .solid(light.key, 0.3), 7)
        }
        for x in [-110.0, 0, 110] { c.ellipse(Point(x, -620 + abs(x) * 0.3), 62, 88, .solid(light.warm, 0.35)) }
      }
      c.curve(Array(bell[1...5]), .solid(light.key, 0.6), 8)
    }
    near("pulse", depth: 0.87, detail: 0.3, drive: .beat) { c, _ in
      c.glow(Point(0, -620), 620, tint, 0.8)
    }
    near("plankton", depth: 1, drive: .flicker) { c, dice in
      for _ in 0..<60 {
        c.circle(
          Point(dice.between(nearLeft, nearRight), dice.between(nearTop, nearFoot)), dice.between(2, 7),
          .solid(light.key, dice.between(0.2, 0.7)))
      }
    }
  }
}
