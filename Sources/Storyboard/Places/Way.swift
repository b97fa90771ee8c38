import Glibc
import Vocabulary

extension Diorama {
  /// A road to the horizon, poles along it, hills at its end.
  func road() {
    let line = Diorama.horizon + 16
    sky()
    hills("far", depth: 0.08, base: line, height: 210, rough: 0.85, tone: 0.24)
    hills("mesa", depth: 0.16, base: line + 10, height: 90, rough: 0.3, tone: 0.44)
    fog("heat", depth: 0.2, 0.4, low: 0.5)
    let plain = light.tone(0.62).mixed(light.skyLow, 0.2)
    ground(line, near: light.tone(0.94), far: plain)
    grass("scrub", depth: 0.6, base: line + 30, count: 90, height: 40, tone: 0.76)
    asphalt(line)
    poles(line)
    clutter("clods", count: 30, size: 22)
    weather(depth: 0.6)
    people()
    grassNear()
  }

  private func asphalt(_ line: Double) {
    let end = Point(centre + composition.side * 60, line)
    sheet("asphalt", depth: 0.8, loops: false) { c, _ in
      let y = bottom
      let k = (y - line) / 520
      func edge(_ x: Double, _ t: Double) -> Point {
        Point(end.x + (x * k + composition.feet.x - view.width / 2) * t, line + (y - line) * t)
      }
      c.polygon(
        [end, edge(430, 1), edge(-430, 1)], .down(line, y, light.tone(0.7).mixed(light.skyMid, 0.25), light.tone(1)))
      for x in [-400.0, 400] { c.polygon([end, edge(x + 9, 1), edge(x - 9, 1)], .solid(light.skyLow, 0.5)) }
      var z = 1.0
      // Dashes of equal length on the ground: each is a constant ratio nearer than the last.
      while z < 40 {
        let (a, b) = (1 / z, 1 / (z * 1.22))
        c.polygon(
          [edge(-8, a), edge(8, a), edge(8, b), edge(-8, b)], .solid(light.accent.mixed(light.skyLow, 0.4), 0.85))
        z *= 1.5
      }
    }
  }

  private func poles(_ line: Double) {
    let side = -composition.side
    func foot(_ z: Double) -> Point { Point(centre + composition.side * 60 + side * 620 / z, line + 330 / z) }
    sheet("poles", depth: 0.55, loops: false) { c, _ in
      let zs = [0.8, 1.15, 1.7, 2.5, 3.8, 6, 9.5]
      for z in zs {
        let at = foot(z)
        let tall = 900 / z
        let dark: Paint = .solid(light.tone(0.92 - 0.06 * z))
        c.line([at, at + Point(0, -tall)], dark, 15 / z)
        for up in [0.94, 0.84] {
          c.line([at + Point(-90 / z, -tall * up), at + Point(90 / z, -tall * up)], dark, 9 / z)
        }
      }
      for (a, b) in zip(zs, zs.dropFirst()) {
        for arm in [-80.0, 80] {
          let p = foot(a) + Point(arm / a, -850 / a)
          let q = foot(b) + Point(arm / b, -850 / b)
          c.curve([p, mix(p, q, 0.55) + Point(0, 40 / a), q], .solid(light.ink, 0.6), 2.2 / a)
        }
      }
    }
  }

  /// Columns and arches of something older.
  func ruins() {
    let line = Diorama.horizon + 30
    sky()
    hills("far", depth: 0.1, base: line, height: 240, rough: 0.6, tone: 0.22)
    fog("mist", depth: 0.14, 0.6)
    arcade("arches", depth: 0.24, base: line + 20, size: 0.55, tone: 0.42)
    fog("mist near", depth: 0.3, 0.45)
    arcade("columns", depth: 0.46, base: line + 90, size: 1, tone: 0.72)
    ground(line + 80, near: light.tone(0.98), far: light.tone(0.62))
    sheet("slabs", depth: 0.76) { c, dice in
      for _ in 0..<9 {
        let at = Point(dice.between(0, span), line + dice.between(120, 260))
        let w = dice.between(40, 130)
        let h = w * dice.between(0.3, 0.5)
        let skew = dice.swing() * 24
        c.polygon(
          [at, at + Point(w, -skew), at + Point(w + 12, h - skew), at + Point(4, h)],
          .down(at.y, at.y + h, light.tone(0.68), light.tone(0.95)))
      }
    }
    grass("weeds", depth: 0.77, base: line + 210, count: 90, height: 70, tone: 0.88)
    weather(depth: 0.6)
    people()
    grassNear()
  }

  private func arcade(_ name: String, depth: Double, base: Double, size: Double, tone: Double) {
    sheet(name, depth: depth) { c, dice in
      let step = 330 * size
      let count = Int(span / step)
      for n in 0..<count {
        let x = (Double(n) + 0.5) * span / Double(count)
        let broken = dice.chance(0.45)
        let tall = 720 * size * (broken ? dice.between(0.3, 0.75) : 1)
        let w = 44 * size
        // The middle stays open in the near row: the lead and the light live there.
        guard size < 0.8 || abs(x - centre) > halfFrame * 0.45 else { continue }
        column(c, Point(x, base), w, tall, light.tone(tone), broken: broken, &dice)
        if !broken, n + 1 < count, dice.chance(0.7) { arch(c, Point(x, base - tall), step, w, light.tone(tone)) }
      }
    }
  }

  private func column(
    _ c: Canvas, _ foot: Point, _ w: Double, _ tall: Double, _ colour: Colour, broken: Bool, _ dice: inout Dice
  ) {
    let top = foot.y - tall
    let sideLight: Paint = .linear(
      Point(foot.x - w, 0), Point(foot.x + w, 0),
      [
        (0, colour.mixed(light.skyLow, composition.side > 0 ? 0.3 : 0), 1), (0.5, colour, 1),
        (1, colour.mixed(light.skyLow, composition.side < 0 ? 0.3 : 0), 1),
      ])
    c.polygon(
      [
        Point(foot.x - w, foot.y), Point(foot.x - w * 0.86, top + dice.between(0, broken ? w : 0)),
        Point(foot.x - w * 0.2, top - (broken ? w * 0.5 : 0)),
        Point(foot.x + w * 0.86, top + dice.between(0, broken ? w * 1.6 : 0)), Point(foot.x + w, foot.y),
      ], sideLight)
    for x in [-0.5, 0, 0.5] {
      c.line(
        [Point(foot.x + x * w, foot.y - 20), Point(foot.x + x * w * 0.9, top + w * 1.2)], .solid(light.ink, 0.22),
        w * 0.09)
    }
    c.rect(foot.x - w * 1.35, foot.y - w * 0.5, w * 2.7, w * 0.6, sideLight)
    if !broken { c.rect(foot.x - w * 1.35, top - w * 0.3, w * 2.7, w * 0.5, sideLight) }
  }

  private func arch(_ c: Canvas, _ from: Point, _ step: Double, _ w: Double, _ colour: Colour) {
    let points = (0...12).map { i -> Point in
      let a = Double.pi * Double(i) / 12
      return Point(from.x + step / 2 - cos(a) * step / 2, from.y - w * 0.4 - sin(a) * step * 0.42)
    }
    c.line(points, .solid(colour), w * 0.9)
  }
}
