import Glibc
import Vocabulary

extension Diorama {
  /// Trunks behind trunks, light between them.
  func forest() {
    let line = Diorama.horizon
    sheet("glade", depth: 0, detail: 0.3, loops: false) { c, _ in
      c.rect(
        -span, top, span * 3, bottom - top,
        .linear(
          Point(0, top), Point(0, line + 60),
          [
            (0, light.skyTop.mixed(light.skyMid, 0.5), 1), (0.6, light.skyMid.mixed(light.haze, 0.3), 1),
            (1, light.skyLow, 1),
          ]))
      let at = Point(centre - composition.side * halfFrame * 0.35, line - 330)
      c.glow(at, 900, light.key, 0.75 - 0.4 * light.night)
    }
    if light.night > 0.5 {
      sheet("moon", depth: 0.02, loops: false) { c, _ in
        c.circle(Point(centre - composition.side * halfFrame * 0.35, line - 430), 70, .solid(light.key))
      }
    }
    for (n, depth) in [0.12, 0.26, 0.44].enumerated() {
      let tone = [0.24, 0.46, 0.7][n]
      let base = line + [20.0, 60, 120][n]
      wood("wood \(n)", depth: depth, base: base, count: [26, 17, 9][n], width: [16.0, 30, 54][n], tone: tone)
      if n < 2 { fog("mist \(n)", depth: depth + 0.05, [0.65, 0.55][n]) }
      if n == 1 { shafts() }
    }
    ground(line + 110, near: light.tone(1), far: light.tone(0.66))
    dapples(line + 150)
    clutter("roots", count: 30, size: 20)
    grass("ferns", depth: 0.74, base: line + 190, count: 150, height: 90, tone: 0.86)
    weather(depth: 0.6)
    people()
    foreground { c, dice in
      // A camera that goes along would carry trunks before the lead.
      for x in [0.03, 0.95] where shot.move != .trackSide {
        c.polygon(
          [
            Point(span * x - 110, top), Point(span * x + 60, top), Point(span * x + 90, bottom),
            Point(span * x - 150, bottom),
          ], .solid(light.ink, 0.96))
      }
      for _ in 0..<34 {
        c.ellipse(
          Point(dice.between(0, span), top + dice.between(-20, 230)), 110, 46, turned: dice.swing(),
          .solid(light.ink, 0.85))
      }
    }
  }

  /// Spots of sun on the ground: the light of the canopy arrives somewhere.
  private func dapples(_ from: Double) {
    sheet("dapples", depth: 0.8, detail: 0.3, drive: .flicker, blur: 1) { c, dice in
      for _ in 0..<46 {
        let t = dice.unit()
        let at = Point(dice.between(0, span), from + (bottom - from) * t)
        c.ellipse(at, 24 + 90 * t, 6 + 20 * t, .solid(light.key, dice.between(0.06, 0.3) * (1 - 0.6 * light.night)))
      }
    }
  }

  private func wood(_ name: String, depth: Double, base: Double, count: Int, width: Double, tone: Double) {
    let colour = light.tone(tone)
    sheet(name, depth: depth) { c, dice in
      for n in 0..<count {
        let x = span * (Double(n) + 0.5 + dice.swing() * 0.4) / Double(count)
        let w = width * dice.between(0.6, 1.25)
        let lean = dice.swing() * 40
        let foot = base + dice.between(-8, 30)
        c.polygon(
          [
            Point(x - w * 0.7, foot), Point(x - w * 0.36 + lean, top), Point(x + w * 0.36 + lean, top),
            Point(x + w * 0.7, foot),
          ], .down(top, foot, colour, colour.mixed(light.haze, 0.12)))
        for _ in 0..<3 {
          let y = dice.between(top, base - 380)
          let side = dice.side()
          let at = Point(x + lean * (base - y) / (base - top), y)
          c.curve(
            [at, at + Point(side * 70, -46), at + Point(side * dice.between(120, 220), -60 - dice.unit() * 60)],
            .solid(colour), w * 0.2)
        }
      }
      for _ in 0..<count * 3 {
        c.ellipse(
          Point(dice.between(0, span), dice.between(top - 40, base - 640)), dice.between(60, 160), dice.between(28, 70),
          turned: dice.swing() * 0.5, .solid(colour.lighter(dice.swing() * 0.02), 0.55))
      }
      c.rect(0, base + 6, span, 300, .fade(base + 6, base + 140, colour, 1, 1))
    }
  }

  /// Sunlight through the canopy.
  private func shafts() {
    for parity in 0..<2 {
      sheet("shafts \(parity)", depth: 0.3, detail: 0.2, drive: parity == 0 ? .energy : .flicker, blur: 3, loops: false)
      { c, dice in
        for n in stride(from: parity, to: 5, by: 2) {
          let x = centre - composition.side * (halfFrame * 0.5 - Double(n) * 110)
          let w = dice.between(30, 80)
          let slide = composition.side * dice.between(260, 420)
          let foot = Diorama.horizon + 200
          c.polygon(
            [Point(x, top), Point(x + w, top), Point(x + w * 2.4 + slide, foot), Point(x + slide, foot)],
            .fade(top, foot, light.key, 0.45 * (1 - 0.6 * light.night), 0))
        }
      }
    }
  }

  /// Blades and leaves along a line.
  func grass(
    _ name: String, depth: Double, base: Double, count: Int, height: Double, tone: Double, flowers: Colour? = nil
  ) {
    sheet(name, depth: depth) { c, dice in
      for _ in 0..<count {
        let foot = Point(dice.between(0, span), base + dice.between(0, 50))
        let h = height * dice.between(0.4, 1.1)
        let lean = dice.swing() * h * 0.5
        let colour = light.tone(tone + dice.swing() * 0.08)
        c.blob(
          [
            foot + Point(-h * 0.06, 0), foot + Point(lean * 0.4 - h * 0.03, -h * 0.6), foot + Point(lean, -h),
            foot + Point(lean * 0.4 + h * 0.05, -h * 0.55), foot + Point(h * 0.06, 0),
          ], .solid(colour))
        if let flowers, dice.chance(0.28) {
          c.circle(
            foot + Point(lean, -h), h * dice.between(0.06, 0.12), .solid(dice.chance(0.7) ? flowers : light.key, 0.95))
        }
      }
    }
  }

  /// A meadow, one tree, rolling land.
  func field() {
    let line = Diorama.horizon
    sky()
    hills("far", depth: 0.1, base: line + 20, height: 170, rough: 0.2, tone: 0.22)
    hills("middle", depth: 0.22, base: line + 40, height: 120, rough: 0, tone: 0.42)
    fog("mist", depth: 0.25, 0.4)
    let meadow = light.tone(0.66).mixed(light.skyLow, 0.18)
    sheet("tree", depth: 0.42, loops: false) { c, dice in
      loneTree(c, &dice, Point(centre - composition.side * halfFrame * 0.52, line + 66))
    }
    hills("meadow", depth: 0.45, base: line + 110, height: 60, rough: 0, tone: 0.58)
    ground(line + 100, near: light.tone(0.96), far: meadow)
    for n in 0..<3 {
      grass(
        "grass \(n)", depth: 0.6 + 0.09 * Double(n), base: line + [120.0, 200, 300][n], count: 240,
        height: [40.0, 66, 100][n], tone: [0.66, 0.78, 0.9][n], flowers: light.accent)
    }
    weather(depth: 0.6)
    people()
    grassNear()
  }

  private func loneTree(_ c: Canvas, _ dice: inout Dice, _ foot: Point) {
    let dark = light.tone(0.72)
    c.polygon([foot + Point(-16, 0), foot + Point(-7, -190), foot + Point(9, -190), foot + Point(18, 0)], .solid(dark))
    for _ in 0..<46 {
      let a = dice.between(0, 2 * .pi)
      let r = dice.unit().squareRoot()
      let at = foot + Point(cos(a) * 150 * r, -290 + sin(a) * 120 * r)
      let litUp = at.y < foot.y - 310
      c.circle(
        at, dice.between(26, 52), .solid(litUp ? dark.mixed(light.skyLow, 0.16) : dark.lighter(dice.swing() * 0.02)))
    }
  }

  func grassNear() {
    foreground { c, dice in
      for _ in 0..<46 {
        let foot = Point(dice.between(0, span), bottom + 10)
        let h = dice.between(160, 420)
        let lean = dice.swing() * 90
        c.blob(
          [
            foot + Point(-14, 0), foot + Point(lean * 0.4 - 7, -h * 0.6), foot + Point(lean, -h),
            foot + Point(lean * 0.4 + 8, -h * 0.55), foot + Point(14, 0),
          ], .solid(light.ink, 0.9))
      }
    }
  }
}
