import Glibc

extension Diorama {
  /// A fire from near: logs that glow at their ends, a ring of stones, flames as tall as the frame allows.
  func campfire() {
    backdrop(Point(0, -300), 1000, light.warm, 0.4, discs: false)
    near("hearth", depth: 0.84) { c, dice in
      tabletop(c, -60, isCold ? light.skyLow.mixed(light.ink, 0.45) : stuff(0x4a4038), edge: 0.15)
      shade(c, Point(0, 120), 560, 150, 0.8)
      for n in 0..<7 {
        let a = Double.pi * (0.04 + Double(n) / 6.6)
        pebble(c, Point(cos(a) * 470, 110 + sin(a) * 130), dice.between(84, 120), stuff(0x6b655f), snow: isCold)
      }
    }
    near("logs") { c, _ in
      for (a, wide) in [(0.16, 74.0), (-0.2, 82), (0.5, 60), (-0.52, 62)] {
        let way = Point(cos(a), sin(a) * 0.6) * 380
        let at = Point(0, 60 + abs(a) * 60)
        c.line([at - way, at + way], .solid(light.ink), wide)
        c.line(
          [at - way, at + way].map { $0 + Point(0, -wide * 0.3) },
          .linear(
            at - way, at + way,
            [
              (0, stuff(0x6d4b33), 1), (0.45, Colour(1, 0.45, 0.12), 1), (0.6, Colour(1, 0.5, 0.15), 1),
              (1, stuff(0x6d4b33), 1),
            ]), wide * 0.26)
      }
    }
    for n in 0..<2 {
      near("flames \(n)", depth: 0.87, detail: 0.7, drive: n == 0 ? .flicker : .beat) { c, dice in tongues(c, &dice, n)
      }
    }
    near("sparks", depth: 0.95, drive: .energy) { c, dice in
      for _ in 0..<46 {
        let t = dice.unit()
        let at = Point(dice.swing() * (160 + 330 * t), -160 - 900 * t)
        c.circle(at, dice.between(2, 6), .solid(Colour(1, 0.7, 0.3), 1 - 0.7 * t))
      }
    }
  }

  private func tongues(_ c: Canvas, _ dice: inout Dice, _ sheet: Int) {
    if sheet == 0 { c.glow(Point(0, -160), 900, Colour(1, 0.45, 0.12), 0.55) }
    for i in 0..<8 {
      let x = (Double(i % 4) - 1.5) * 92 + Double(sheet) * 40
      let tall = (1 - abs(x) / 330) * dice.between(420, 680) + 60
      let wide = dice.between(70, 112)
      let foot = Point(x, 40)
      let tip = foot + Point(x * 0.2 + dice.swing() * 80, -tall)
      c.blob(
        [
          foot, mix(foot, tip, 0.25) + Point(wide, 0), mix(foot, tip, 0.62) + Point(wide * 0.3, 0), tip,
          mix(foot, tip, 0.55) + Point(-wide * 0.5, 0), mix(foot, tip, 0.22) + Point(-wide, 0),
        ],
        .linear(
          foot, tip,
          [(0, Colour(1, 0.86, 0.5), 0.5), (0.4, Colour(1, 0.5, 0.14), 0.36), (1, Colour(0.8, 0.16, 0.05), 0.04)]))
    }
  }
}
