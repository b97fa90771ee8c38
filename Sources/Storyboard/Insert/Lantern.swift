extension Diorama {
  /// A lantern with the weather in its light.
  func lantern() {
    backdrop(Point(0, -560), 900, light.warm, 0.4)
    let iron = stuff(0x2b2a30).mixed(light.ink, 0.4)
    near("post", depth: 0.84) { c, _ in
      c.rect(lit * -330 - 34, -760, 68, nearFoot + 760, round(iron, lit * -330 - 34, lit * -330 + 34, gloss: 0.3))
      c.curve(
        [Point(lit * -330, -700), Point(lit * -260, -980), Point(lit * -60, -1060), Point(0, -930)], .solid(iron), 30)
      c.curve([Point(lit * -330, -560), Point(lit * -190, -700), Point(lit * -150, -880)], .solid(iron), 18)
    }
    near("lantern") { c, _ in
      c.polygon(
        [Point(-190, -720), Point(190, -720), Point(132, -240), Point(-132, -240)],
        .linear(
          Point(0, -720), Point(0, -240),
          [
            (0, light.warm.mixed(iron, 0.35), 1), (0.5, light.warm.lighter(0.14), 1),
            (1, light.warm.mixed(iron, 0.25), 1),
          ]))
      for x in [-1.0, -0.36, 0.36, 1] {
        c.line([Point(x * 190, -720), Point(x * 132, -240)], .solid(iron), abs(x) == 1 ? 22 : 13)
      }
      c.polygon(
        [Point(-236, -714), Point(-96, -880), Point(96, -880), Point(236, -714)], round(iron, -236, 236, gloss: 0.3))
      c.rect(-44, -930, 88, 56, round(iron, -44, 44, gloss: 0.3))
      c.rounded(-160, -250, 320, 44, 18)
      c.fill(round(iron, -160, 160, gloss: 0.35))
      c.polygon([Point(-70, -208), Point(70, -208), Point(14, -130), Point(-14, -130)], .solid(iron))
      c.line([Point(-230, -716), Point(230, -716)], .solid(light.warm, 0.7), 6)
    }
    near("flare", depth: 0.87, detail: 0.4, drive: .beat, blur: 2) { c, _ in
      c.glow(Point(0, -480), 720, light.warm, 0.85)
      c.ellipse(Point(0, -470), 70, 130, .glow(Point(0, -470), 130, light.warm.lighter(0.18), 0.9))
    }
    inItsLight(Point(0, -470))
  }

  /// Rain or snow that the lantern lights up; on a dry night moths.
  private func inItsLight(_ at: Point) {
    for n in 0..<2 {
      near("lit \(n)", depth: 0.9 + 0.1 * Double(n), drive: n == 0 ? .flicker : .energy) { c, dice in
        for _ in 0..<(isWet ? 110 : isCold ? 70 : 7) {
          let p = at + Point(dice.swing(), dice.swing()) * Point(460, 560)
          let bright = 0.75 * max(0, 1 - (p - at).length / 640)
          if isWet {
            c.line([p, p + Point(-9, dice.between(40, 96))], .solid(light.warm.lighter(0.1), bright), 3)
          } else if isCold {
            c.circle(p, dice.between(4, 11), .solid(light.warm.lighter(0.12), bright))
          } else {
            for side in [-1.0, 1] {
              c.ellipse(p + Point(side * 9, -4), 13, 7, turned: side * -0.5, .solid(light.warm.lighter(0.1), bright))
            }
          }
        }
      }
    }
  }
}
