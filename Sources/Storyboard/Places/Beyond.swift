import Glibc
import Vocabulary

extension Diorama {
  /// A dead world under a living sky.
  func space() {
    sheet("void", depth: 0, detail: 0.3, loops: false) { c, _ in
      c.rect(
        -span, top, span * 3, bottom - top,
        .linear(Point(0, top), Point(0, bottom), [(0, light.ink, 1), (0.5, light.skyTop, 1), (1, light.skyMid, 1)]))
    }
    let noise = Noise(seed: seed ^ 0x5face)
    for (n, colour) in [light.skyLow.vivid(1.5), light.accent].enumerated() {
      sheetOfLight("nebula \(n)", depth: 0.03, colour, drive: n == 0 ? .steady : .energy) { u, v in
        let k = Double(n) * 9
        let cloud = mix(noise.cloud(u * 4 + k, v * 5), noise.cloud((u - 1) * 4 + k, v * 5), smooth(0.3, 1, u))
        let band = 1 - min(1, abs(v - 0.34 - 0.16 * sin(u * 6.28 + k)) * 3.2)
        return max(0, band) * smooth(0.42, 0.8, cloud) * (n == 0 ? 0.75 : 0.4)
      }
    }
    starfield()
    planet()
    hills("far rim", depth: 0.3, base: Diorama.horizon + 50, height: 130, rough: 0.7, tone: 0.3)
    hills("rim", depth: 0.5, base: Diorama.horizon + 120, height: 90, rough: 0.5, tone: 0.5)
    ground(Diorama.horizon + 130, near: light.tone(0.92), far: light.tone(0.42).mixed(light.accent, 0.1))
    sheet("craters", depth: 0.8) { c, dice in
      for _ in 0..<16 {
        let t = dice.unit()
        let at = Point(dice.between(0, span), Diorama.horizon + 190 + 420 * t * t)
        let w = 30 + 130 * t
        c.ellipse(at, w, w * 0.2, .solid(light.ink, 0.75))
        c.ellipse(at + Point(0, w * 0.05), w * 0.94, w * 0.15, .solid(light.tone(0.62), 0.8))
      }
    }
    clutter("stones", count: 22, size: 34, tufts: false)
    weather(depth: 0.6)
    people()
    foreground { c, dice in
      for x in [0.1, 0.36, 0.7, 0.94] { rock(c, Point(span * x, bottom + 20), dice.between(160, 320), &dice) }
    }
  }

  private func starfield() {
    for n in 0..<2 {
      sheet("stars \(n)", depth: 0.01 + 0.02 * Double(n), drive: n == 0 ? .steady : .flicker) { c, dice in
        for _ in 0..<170 {
          let at = Point(dice.between(0, span), dice.between(top, Diorama.horizon + 60))
          let r = dice.between(0.7, 2.1)
          c.circle(at, r, .solid(light.key, dice.between(0.3, 1)))
          if dice.chance(0.05) { c.glow(at, r * 8, light.key, 0.45) }
        }
      }
    }
  }

  private func planet() {
    let r = 250.0 * (isGrand ? 1.5 : 1)
    let at = Point(centre - composition.side * halfFrame * 0.32, Diorama.horizon - 560)
    sheet("planet glow", depth: 0.08, detail: 0.25, drive: .beat, loops: false) { c, _ in
      c.glow(at, r * 2.2, light.accent, 0.4)
    }
    sheet("planet", depth: 0.08, loops: false) { c, dice in
      let body = light.skyLow.mixed(light.accent, 0.25)
      let litFrom = at + Point(-composition.side * r * 0.5, -r * 0.5)
      c.circle(
        at, r,
        .radial(
          litFrom, r * 1.7,
          [(0, body.lighter(0.12), 1), (0.45, body, 1), (0.8, body.mixed(light.ink, 0.7), 1), (1, light.ink, 1)]))
      for i in 0..<7 {
        let y = (Double(i) - 3) / 4.2
        let half = r * (1 - y * y).squareRoot()
        c.ellipse(
          at + Point(0, y * r), half * 0.97, r * dice.between(0.015, 0.06),
          .solid(dice.chance(0.5) ? light.ink : light.key, 0.12))
      }
      for (width, alpha) in [(r * 0.16, 0.4), (r * 0.05, 0.7)] {
        c.local {
          c.translate(at.x, at.y)
          c.rotate(-0.35 * composition.side)
          c.scale(1, 0.24)
          c.soft(
            (0...40).map { Point(cos(Double($0) / 40 * .pi) * r * 1.75, sin(Double($0) / 40 * .pi) * r * 1.75) },
            closed: false)
        }
        c.stroke(.solid(light.skyLow.lighter(0.1), alpha), width * 0.35)
      }
    }
  }

  /// No place: a great disc, arcs, stairs to nowhere; colour and rhythm only.
  func abstract() {
    let at = Point(centre, Diorama.horizon - 420)
    sheet("wall", depth: 0, detail: 0.3, loops: false) { c, _ in
      c.rect(
        -span, top, span * 3, bottom - top,
        .linear(
          Point(0, top), Point(0, bottom),
          [(0, light.skyTop, 1), (0.6, light.skyMid, 1), (1, light.skyTop.mixed(light.ink, 0.6), 1)]))
    }
    sheet("aura", depth: 0.05, detail: 0.25, drive: .beat, loops: false) { c, _ in c.glow(at, 900, light.accent, 0.5) }
    for n in 0..<4 {
      sheet("ring \(n)", depth: 0.06 + 0.07 * Double(n), detail: 0.8, loops: false) { c, dice in
        let r = 560 - Double(n) * 112
        let tint = light.skyMid.mixed(light.accent, 0.12 + 0.29 * Double(n))
        c.circle(
          at, r,
          .radial(
            at + Point(0, -r * 0.6), r * 1.8, [(0, tint.lighter(0.05), 1), (1, tint.mixed(light.skyMid, 0.45), 0.95)]))
      }
    }
    shards()
    sheet("mirror", depth: 0.5, loops: false) { c, _ in
      upsideDown(c, Diorama.horizon + 60, 0.55) {
        for n in 0..<4 {
          c.circle(at, 560 - Double(n) * 112, .solid(light.skyMid.mixed(light.accent, 0.12 + 0.29 * Double(n)), 0.7))
        }
      }
    }
    stairs()
    wet(Diorama.horizon + 60, far: 0.2, near: 0.86)
    weather(depth: 0.6)
    people()
    foreground { c, dice in
      for i in 0..<4 {
        c.circle(
          Point(dice.between(0, span), i % 2 == 0 ? top + 60 : bottom - 60), dice.between(90, 200),
          .solid(light.accent.mixed(light.ink, 0.5), 0.4))
      }
    }
  }

  private func shards() {
    for n in 0..<3 {
      sheet("shards \(n)", depth: 0.3 + 0.25 * Double(n), drift: (Double(n) - 1) * 22) { c, dice in
        for _ in 0..<5 {
          let at = Point(dice.between(0, span), dice.between(top + 60, Diorama.horizon - 60))
          let r = dice.between(16, 60) * (1 + 0.5 * Double(n))
          let turn = dice.between(0, 6)
          let points = (0..<3).map { at + Point(cos(turn + Double($0) * 2.1), sin(turn + Double($0) * 2.1) * 1.5) * r }
          c.polygon(
            points,
            .linear(points[0], points[1], [(0, light.skyLow, 0.85), (1, light.accent.mixed(light.skyTop, 0.5), 0.75)]))
        }
      }
    }
  }

  private func stairs() {
    sheet("stairs", depth: 0.55, loops: false) { c, _ in
      let side = -composition.side
      for step in 0..<9 {
        let x = centre + side * (halfFrame * 0.2 + Double(step) * 62)
        let y = Diorama.horizon + 130 - Double(step) * 58
        c.rect(
          min(x, x + side * 700), y, 700, Diorama.horizon + 140 - y,
          .linear(Point(x, y), Point(x + side * 300, y + 60), [(0, light.tone(0.6), 1), (1, light.tone(0.9), 1)]))
        c.rect(min(x, x + side * 700), y, 700, 4, .solid(light.skyLow, 0.6))
      }
    }
  }
}
