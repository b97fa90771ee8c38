import Vocabulary

extension Diorama {
  /// Towers along a wet boulevard.
  func city() {
    let base = Diorama.horizon + 36
    let far = row("far", width: 60...130, height: 180...520)
    let middle = row("middle", width: 90...190, height: 260...760, gap: 60)
    let near = row("near", width: 170...300, height: 620...1250, gap: halfFrame * 0.62)
    sky()
    skyline("far", far, depth: 0.12, base: base, tone: 0.22, lit: 0.5, mirror: 0.3)
    fog("haze", depth: 0.2, 0.5)
    skyline("middle", middle, depth: 0.28, base: base + 8, tone: 0.5, lit: 0.85, mirror: 0.4)
    skyline("near", near, depth: 0.5, base: base + 24, tone: 0.8, lit: 0.85, mirror: 0.45)
    nightLife("near", near, depth: 0.5, base: base + 24, mirror: 0.45)
    if scene.lights.contains(.neon) { signs(near, base: base + 24) }
    wet(base + 20)
    if scene.lights.contains(.lamps) || light.night > 0.5 { lampPosts(base: base + 90, height: 330) }
    weather(depth: 0.6)
    people()
    if scene.framing == .wide || scene.framing == .extremeWide { sill(height: 120, rail: true) }
    post(width: 70)
    bokeh()
  }

  /// Shop signs on the near houses: boxes, arrows and bars that mean nothing in any language.
  private func signs(_ houses: [Building], base: Double) {
    let colours = [light.accent, light.second, light.warm]
    func draw(_ c: Canvas, _ dice: inout Dice) {
      for (n, h) in houses.enumerated() {
        let x = h.x + h.width * dice.between(0.2, 0.8)
        let y = base - h.height * dice.between(0.25, 0.6)
        let tall = dice.between(90, 210)
        let colour = colours[n % 3]
        neon(c, [Point(x, y), Point(x + 54, y), Point(x + 54, y + tall), Point(x, y + tall), Point(x, y)], colour)
        for bar in 1..<max(2, Int(tall / 34)) {
          let at = y + Double(bar) * 34 - 4
          neon(c, [Point(x + 14, at), Point(x + dice.between(28, 42), at)], colours[(n + 1) % 3], width: 5)
        }
        streak(c, Point(x + 27, base + 20), 60, 520, colour, 0.5)
        c.glow(Point(x + 27, y + tall / 2), tall * 1.5, colour, 0.4)
      }
    }
    sheet("signs", depth: 0.5, detail: 0.7, drive: .beat) { c, dice in draw(c, &dice) }
  }

  /// A flat roof over the lights of a town.
  func rooftop() {
    let base = Diorama.horizon + 210
    let far = row("far", width: 50...110, height: 200...430)
    let middle = row("middle", width: 80...160, height: 160...420)
    sky()
    skyline("far", far, depth: 0.1, base: base, tone: 0.24, lit: 0.55)
    fog("haze", depth: 0.2, 0.55)
    skyline("middle", middle, depth: 0.24, base: base, tone: 0.56, lit: 0.9)
    nightLife("middle", middle, depth: 0.24, base: base)
    let edge = Diorama.horizon + 150
    sheet("parapet", depth: 0.62) { c, dice in
      c.rect(0, edge, span, 60, .down(edge, edge + 60, light.tone(0.74), light.tone(0.9)))
      c.rect(0, edge, span, 9, .solid(light.skyLow.mixed(light.ink, 0.45)))
      roofThings(c, &dice, edge)
    }
    ground(edge + 56, near: light.tone(1), far: light.tone(0.84))
    if scene.lights.contains(.neon) || scene.lights.contains(.lamps) { bulbs(edge - 190) }
    puddles(edge + 130)
    weather(depth: 0.6)
    people()
    sill(height: 90, rail: true)
    bokeh()
  }

  /// Standing water on the roof, with the sky in it.
  private func puddles(_ from: Double) {
    sheet("puddles", depth: 0.8) { c, dice in
      for _ in 0..<9 {
        let t = dice.unit()
        let at = Point(dice.between(0, span), from + (bottom - from) * t)
        let w = 90 + 190 * t
        c.ellipse(
          at, w, w * 0.17,
          .down(
            at.y - w * 0.17, at.y + w * 0.17, light.skyMid.mixed(light.ink, 0.45), light.skyTop.mixed(light.ink, 0.3)))
        c.ellipse(at + Point(w * 0.1, -w * 0.03), w * 0.4, w * 0.03, .solid(light.skyLow, 0.25))
      }
    }
  }

  private func roofThings(_ c: Canvas, _ dice: inout Dice, _ edge: Double) {
    let dark: Paint = .solid(light.tone(0.86))
    for place in [0.26, 0.78] {
      let x = span * (place + dice.swing() * 0.05)
      if dice.chance(0.5) {
        // A water tank on legs.
        for leg in [-60.0, 0, 60] { c.line([Point(x + leg, edge), Point(x + leg * 0.8, edge - 120)], dark, 8) }
        c.rect(x - 82, edge - 290, 164, 175, dark)
        c.polygon([Point(x - 92, edge - 288), Point(x, edge - 350), Point(x + 92, edge - 288)], dark)
      } else {
        c.line([Point(x, edge), Point(x, edge - 420)], dark, 7)
        for i in 0..<5 {
          c.line(
            [
              Point(x - 60 + Double(i) * 7, edge - 390 + Double(i) * 40),
              Point(x + 60 - Double(i) * 7, edge - 390 + Double(i) * 40),
            ], dark, 4)
        }
      }
      c.rect(x + 120, edge - 64, 120, 66, dark)
    }
  }

  /// A string of bulbs that hangs across.
  func bulbs(_ y: Double) {
    func points() -> [Point] {
      stride(from: 0.0, through: span, by: span / 36).map { x in
        let t = (x / span * 3).truncatingRemainder(dividingBy: 1)
        return Point(x, y + 420 * t * (1 - t))
      }
    }
    sheet("cord", depth: 0.66) { c, _ in c.line(points(), .solid(light.ink, 0.8), 3) }
    sheet("bulbs", depth: 0.66, detail: 0.5, drive: .beat) { c, _ in
      for at in points() {
        c.glow(at + Point(0, 8), 60, light.warm, 0.6)
        c.circle(at + Point(0, 8), 7, .solid(light.warm.lighter(0.15)))
      }
    }
  }
}
