import Vocabulary

extension Diorama {
  /// A narrow street between tall houses, wet, with signs and cables.
  func street() {
    let p = Perspective(
      eye: Point(centre - composition.side * 40, Diorama.horizon), tall: 420, half: max(500, view.width * 0.36))
    sky(clouds: 0.4)
    let town = row("town", width: 60...120, height: 240...520)
    skyline("town", town, depth: 0.06, base: Diorama.horizon + 20, tone: 0.3, lit: 0.6)
    sheet("pavement", depth: 0.8, loops: false) { c, _ in
      let y = Diorama.horizon + 18
      c.rect(
        left, y, right - left, bottom - y,
        .down(y, y + 620, light.tone(0.62).mixed(light.skyLow, 0.14), light.tone(0.98)))
    }
    reflections(p)
    // Far blocks share a sheet: their parallax is too small to be seen, and each sheet costs time in every frame.
    blocks("far", p, [6.0, 4.2, 2.9], depth: Perspective.depth(3.6))
    fog("haze", depth: 0.3, 0.4)
    blocks("middle", p, [2], depth: Perspective.depth(2))
    blocks("near", p, [1.4], depth: Perspective.depth(1.4))
    blocks("nearest", p, [0.95], depth: Perspective.depth(0.95))
    weather(depth: 0.6)
    people()
    post(width: 90)
    bokeh(16)
  }

  private func blocks(_ name: String, _ p: Perspective, _ distances: [Double], depth: Double) {
    sheet("block " + name, depth: depth) { c, dice in for z in distances { block(c, p, from: z, to: z * 1.45, &dice) } }
    guard scene.lights.contains(.neon) || light.night > 0.4 || scene.lights.contains(.lamps) else { return }
    sheet("signs " + name, depth: depth, detail: 0.7, drive: .beat) { c, dice in
      for z in distances { signs(c, p, z, &dice) }
    }
  }

  private func block(_ c: Canvas, _ p: Perspective, from z0: Double, to z1: Double, _ dice: inout Dice) {
    let tone = light.tone(clamp(1.02 - z0 * 0.105, 0.3, 0.95))
    for side in [-1.0, 1] {
      let tall = dice.between(1300, 2600)
      let wall = p.wall(side, z0, z1, 0, tall)
      c.polygon(wall, .linear(wall[0], wall[3], [(0, tone, 1), (1, tone.mixed(light.haze, 0.25), 1)]))
      // The end wall of the block, towards the lens, is what gives it thickness.
      let near = p.at(side * p.half, 0, z0)
      let high = p.at(side * p.half, tall, z0)
      c.rect(side > 0 ? near.x : near.x - view.width, high.y, view.width, near.y - high.y, .solid(tone.lighter(-0.03)))
      for floor in stride(from: 260.0, to: tall, by: 210) {
        c.polygon(p.wall(side, z0, z1, floor, floor + 12), .solid(light.ink, 0.3))
      }
      panes(c, p, side, z0, z1, tall, &dice)
    }
  }

  private func panes(
    _ c: Canvas, _ p: Perspective, _ side: Double, _ z0: Double, _ z1: Double, _ tall: Double, _ dice: inout Dice
  ) {
    let strength = 0.3 + 0.65 * light.night
    for floor in stride(from: 290.0, to: tall - 120, by: 210) {
      for k in 0..<3 where dice.chance(0.45) {
        let a = mix(z0, z1, Double(k) / 3 + 0.07)
        let b = mix(z0, z1, Double(k) / 3 + 0.24)
        c.polygon(
          p.wall(side, a, b, floor, floor + 120),
          .solid(dice.chance(0.15) ? light.accent : light.warm, strength * dice.between(0.35, 0.9)))
      }
    }
    // Shop fronts at the foot.
    let colour = dice.chance(0.35) ? light.accent : light.warm
    c.polygon(p.wall(side, mix(z0, z1, 0.1), mix(z0, z1, 0.9), 24, 200), .solid(colour, strength * 0.7))
  }

  private func signs(_ c: Canvas, _ p: Perspective, _ z: Double, _ dice: inout Dice) {
    for side in [-1.0, 1] where dice.chance(0.85) {
      let colour = dice.pick([light.accent, light.warm, light.second])
      let up = dice.between(330, 760)
      let high = dice.between(150, 380)
      let wide = dice.between(70, 120)
      let a = p.at(side * (p.half - 24), up + high, z)
      let b = p.at(side * (p.half - 24 - wide), up, z)
      neon(c, [a, Point(b.x, a.y), b, Point(a.x, b.y), a], colour, width: 9 / z)
      let bars = max(2, Int(high / 70))
      for bar in 0..<bars {
        let y = mix(a.y, b.y, (Double(bar) + 0.5) / Double(bars))
        let ends = [Point(mix(a.x, b.x, 0.25), y), Point(mix(a.x, b.x, dice.between(0.5, 0.78)), y)]
        neon(c, ends, colour.lighter(0.05), width: 7 / z)
      }
      streak(c, p.at(side * (p.half - 60), 0, z), 70 / z, 520 / z, colour, 0.42)
    }
  }

  /// The end of the street shines on the wet ground.
  private func reflections(_ p: Perspective) {
    sheet("shine", depth: 0.6, detail: 0.4, drive: .steady, blur: 2) { c, dice in
      let y = Diorama.horizon + 20
      c.glow(Point(p.eye.x, y - 140), 520, light.skyLow.mixed(light.warm, 0.4), 0.55)
      streak(c, Point(p.eye.x, y + 60), 210, 560, light.skyLow.mixed(light.warm, 0.3), 0.55)
      for _ in 0..<50 {
        let t = dice.unit()
        let at = Point(dice.between(left, right), y + 40 + 640 * t * t)
        c.ellipse(at, 20 + 110 * t, 1.5 + 4 * t, .solid(dice.chance(0.4) ? light.accent : light.skyLow, 0.14))
      }
    }
  }

  /// A corridor: panels of light overhead, doors, a bright end.
  func corridor() {
    let p = Perspective(
      eye: Point(centre - composition.side * 30, Diorama.horizon - 60), tall: 470, half: max(470, view.width * 0.3))
    let roof = 1250.0
    let screens = scene.lights.contains(.screens)
    sheet("end", depth: 0.05, loops: false) { c, _ in
      c.rect(left, top, right - left, bottom - top, .solid(light.skyMid))
      c.glow(p.eye, 420, light.key, 0.9)
    }
    for (n, z) in [9.0, 6.2, 4.3, 3, 2.05, 1.4, 0.95, 0.62].enumerated() {
      let z1 = z * 1.47
      let tone = light.tone(clamp(1 - z * 0.1, 0.12, 0.94))
      sheet("segment \(n)", depth: Perspective.depth(z)) { c, dice in
        let floor = [p.at(-p.half, 0, z), p.at(p.half, 0, z), p.at(p.half, 0, z1), p.at(-p.half, 0, z1)]
        let ceiling = [p.at(-p.half, roof, z), p.at(p.half, roof, z), p.at(p.half, roof, z1), p.at(-p.half, roof, z1)]
        c.polygon(ceiling, .solid(tone.lighter(-0.04)))
        c.polygon(floor, .down(floor[2].y, floor[0].y, tone.mixed(light.skyLow, 0.3), tone.lighter(-0.03)))
        for side in [-1.0, 1] {
          c.polygon(p.wall(side, z, z1, 0, roof), .solid(tone.lighter(side * composition.side > 0 ? 0.015 : -0.02)))
          c.polygon(p.wall(side, mix(z, z1, 0.3), mix(z, z1, 0.7), 0, 700), .solid(tone.mixed(light.ink, 0.4)))
          c.polygon(p.wall(side, z, z * 1.03, 0, roof), .solid(light.ink, 0.55))
        }
      }
      sheet("tubes \(n)", depth: Perspective.depth(z), detail: 0.6, drive: n % 2 == 0 ? .beat : .energy) { c, dice in
        let a = p.at(0, roof - 10, mix(z, z1, 0.25))
        let b = p.at(0, roof - 10, mix(z, z1, 0.75))
        let w = 130.0
        c.polygon(
          [
            p.at(-w, roof - 6, mix(z, z1, 0.25)), p.at(w, roof - 6, mix(z, z1, 0.25)),
            p.at(w, roof - 6, mix(z, z1, 0.75)), p.at(-w, roof - 6, mix(z, z1, 0.75)),
          ], .solid(light.key, 0.85))
        c.glow(mix(a, b, 0.5), 420 / z, light.key, 0.35)
        streak(c, p.at(0, 0, z1), 120 / z, 420 / z, light.key, 0.3)
        guard screens || dice.chance(0.3) else { return }
        let side = dice.side()
        c.polygon(p.wall(side, mix(z, z1, 0.35), mix(z, z1, 0.65), 330, 560), .solid(light.accent, 0.9))
        c.glow(p.at(side * (p.half - 20), 440, mix(z, z1, 0.5)), 330 / z, light.accent, 0.4)
      }
    }
    people()
  }
}
