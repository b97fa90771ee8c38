import Vocabulary

extension Diorama {
  /// A stage seen from the crowd.
  func stage() {
    let floor = Diorama.horizon + 170
    sheet("back", depth: 0.05, loops: false) { c, _ in
      c.rect(
        left, top, right - left, bottom - top,
        .radial(
          Point(centre, Diorama.horizon - 260), 1200,
          [
            (0, light.skyMid.mixed(light.skyTop, 0.3), 1), (0.5, light.skyTop.mixed(light.ink, 0.25), 1),
            (1, light.ink, 1),
          ]))
    }
    sheet("screen", depth: 0.12, drive: .beat) { c, dice in
      // Hung beside the middle: the lead stands on one third, the screen on the other.
      let at = Point(centre - composition.side * halfFrame * 0.3, Diorama.horizon - 330)
      for ring in 0..<5 {
        c.circle(
          at, 380 - Double(ring) * 72, .solid(ring % 2 == 0 ? light.accent : light.skyMid, 0.07 + 0.025 * Double(ring)))
      }
    }
    curtains()
    sheet("rig", depth: 0.3) { c, _ in
      let y = max(top + 60, Diorama.horizon - 1020)
      for up in [0.0, 56] { c.line([Point(left, y + up), Point(right, y + up)], .solid(light.ink), 9) }
      for x in stride(from: left, to: right, by: 60) {
        c.line([Point(x, y), Point(x + 30, y + 56), Point(x + 60, y)], .solid(light.ink), 5)
      }
      for side in [-1.0, 1] {
        for n in 0..<4 {
          c.rect(
            centre + side * (halfFrame * 0.86) - 80, floor - 160 - Double(n) * 132, 160, 124,
            .solid(light.tone(0.93 - 0.02 * Double(n))))
        }
      }
    }
    beams(depth: 0.34, from: max(top + 110, Diorama.horizon - 960), count: 4, length: 1250, up: false)
    fog("smoke", depth: 0.4, 0.35)
    band(floor)
    boards(floor)
    monitors(floor)
    sheet("pool", depth: 0.8, detail: 0.3, drive: .beat) { c, _ in
      let at = set(composition.feet)
      c.ellipse(at, 330, 62, .glow(at, 330, light.key, 0.5))
      c.polygon(
        [Point(at.x - 30, top), Point(at.x + 30, top), Point(at.x + 270, at.y), Point(at.x - 270, at.y)],
        .fade(top, at.y, light.key, 0.22, 0.07))
    }
    people()
    // Near the lead the lens is on the stage: heads before a face would be in the way.
    if composition.lens < 1.4 { crowd() }
    bokeh(10, low: false)
  }

  /// Wings of cloth on both sides, one further in than the other, lit along their folds.
  private func curtains() {
    for (n, reach) in [0.92, 0.74].enumerated() {
      sheet("wings \(n)", depth: 0.16 + 0.08 * Double(1 - n)) { c, dice in
        let cloth = light.accent.mixed(light.ink, 0.7 - 0.14 * Double(n))
        for side in [-1.0, 1] {
          let inner = centre + side * halfFrame * (reach + (side == composition.side ? 0 : 0.08))
          let outer = side < 0 ? left : right
          let y = Diorama.horizon + 180
          c.rect(min(inner, outer), top, abs(outer - inner), y - top, .down(top, y, cloth.mixed(light.ink, 0.4), cloth))
          var x = inner
          while abs(x - inner) < abs(outer - inner) {
            let w = dice.between(22, 46)
            c.rect(min(x, x + side * w * 0.4), top, w * 0.4, y - top, .fade(top, y, light.key, 0.02, 0.13))
            x += side * w
          }
        }
      }
    }
  }

  /// A riser with drums, and towers of speakers at its sides: somebody else plays here, too.
  private func band(_ floor: Double) {
    let x = centre - composition.side * halfFrame * 0.34
    let dark = light.tone(0.88)
    sheet("band", depth: 0.55) { c, _ in
      c.polygon(
        [Point(x - 300, floor + 8), Point(x - 264, floor - 74), Point(x + 264, floor - 74), Point(x + 300, floor + 8)],
        .down(floor - 74, floor + 8, dark.mixed(light.accent, 0.16), light.ink))
      c.line([Point(x - 264, floor - 74), Point(x + 264, floor - 74)], .solid(light.key, 0.4), 4)
      c.circle(Point(x, floor - 150), 84, .solid(dark))
      c.circle(Point(x, floor - 150), 68, .down(floor - 220, floor - 80, light.skyLow.mixed(dark, 0.55), dark))
      for (dx, dy, r) in [(-120.0, -200.0, 44.0), (118, -196, 46), (-56, -252, 36), (60, -254, 34)] {
        c.ellipse(Point(x + dx, floor + dy), r, r * 0.7, .solid(dark))
        c.ellipse(Point(x + dx, floor + dy - r * 0.5), r, r * 0.22, .solid(light.skyLow.mixed(dark, 0.45)))
      }
      for (dx, up) in [(-190.0, 330.0), (186, 344), (-150, 226)] {
        c.line([Point(x + dx, floor - 74), Point(x + dx, floor - up)], .solid(dark), 5)
        c.ellipse(Point(x + dx, floor - up), 66, 9, turned: dx > 0 ? 0.16 : -0.16, .solid(light.warm.mixed(dark, 0.35)))
      }
    }
  }

  /// Boards that run to a vanishing point beside the middle, brightest before the band.
  private func boards(_ floor: Double) {
    let eye = Point(centre - composition.side * 220, Diorama.horizon - 140)
    sheet("boards", depth: 0.8) { c, dice in
      let near = light.tone(0.78).mixed(light.accent, 0.16)
      c.rect(left, floor, right - left, bottom - floor, .down(floor, floor + 420, near.lighter(0.03), light.ink))
      for i in -16...16 {
        let foot = Point(eye.x + Double(i) * 190, bottom)
        let share = (floor - eye.y) / (bottom - eye.y)
        c.line([mix(eye, foot, share), foot], .solid(light.ink, 0.42), 4)
        c.polygon(
          [mix(eye, foot, share), mix(eye, foot + Point(190, 0), share), foot + Point(190, 0), foot],
          .fade(floor, floor + 300, light.key, dice.between(0, 0.12), 0))
      }
    }
  }

  /// Wedges and a microphone along the edge of the stage, and cables that lie between them.
  private func monitors(_ floor: Double) {
    sheet("monitors", depth: 0.78) { c, dice in
      for share in [-0.86, 0.8] {
        let at = Point(centre + share * halfFrame, floor + dice.between(130, 180))
        c.polygon(
          [at + Point(-96, 0), at + Point(-70, -84), at + Point(74, -84), at + Point(104, 0)],
          .down(at.y - 84, at.y, light.tone(0.82).mixed(light.key, 0.1), light.ink))
        c.line([at + Point(-70, -84), at + Point(74, -84)], .solid(light.key, 0.35), 4)
      }
      let stand = Point(centre - composition.side * halfFrame * 0.52, floor + 96)
      c.line([stand, stand + Point(0, -380)], .solid(light.ink), 6)
      c.line([stand + Point(-46, 4), stand, stand + Point(46, 4)], .solid(light.ink), 6)
      c.line([stand + Point(0, -380), stand + Point(composition.side * 62, -420)], .solid(light.ink), 6)
      c.ellipse(
        stand + Point(composition.side * 70, -426), 20, 13, turned: 0.5, .solid(light.skyLow.mixed(light.ink, 0.5)))
      for k in 0..<3 {
        let y = floor + 70 + Double(k) * 90
        c.curve(
          [
            Point(left, y), Point(centre - 300, y + dice.between(10, 60)), Point(centre + 200, y - 10),
            Point(right, y + dice.between(10, 60)),
          ], .solid(light.ink, 0.6), 5)
      }
    }
  }

  private func crowd() {
    for n in 0..<2 {
      sheet("crowd \(n)", depth: 1 + 0.2 * Double(n), detail: 0.5 - 0.2 * Double(n), blur: n * 2) { c, dice in
        let y = set(Point(0, View.height)).y - 190 + Double(n) * 110
        let count = 11 - n * 4
        let s = 1 + 0.5 * Double(n)
        for i in 0..<count {
          let x = left + (right - left) * (Double(i) + 0.5 + dice.swing() * 0.3) / Double(count)
          let up = y + dice.between(-20, 40)
          // A breath of stage light on each head.
          c.circle(Point(x, up - 4), 41 * s, .solid(light.skyLow.mixed(light.accent, 0.5), 0.45))
          c.circle(Point(x, up), 40 * s, .solid(light.ink))
          c.blob(
            [
              Point(x - 82 * s, up + 330), Point(x - 74 * s, up + 84), Point(x, up + 44), Point(x + 74 * s, up + 84),
              Point(x + 82 * s, up + 330),
            ], .solid(light.ink))
          if dice.chance(0.4) {
            c.taper(Point(x + 60 * s, up + 110), 22 * s, Point(x + 72 * s, up - 130 * s), 15 * s, .solid(light.ink))
          }
        }
      }
    }
  }
}
