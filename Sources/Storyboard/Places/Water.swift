import Glibc
import Vocabulary

extension Diorama {
  /// A beach, the sea to the horizon, and the light's road on it.
  func sea() {
    let line = Diorama.horizon
    let shore = Diorama.horizon + 250
    sky()
    sheet("islands", depth: 0.06) { c, dice in
      for _ in 0..<3 {
        let x = dice.between(0, span)
        let w = dice.between(120, 320)
        c.blob(
          [
            Point(x - w, line + 2), Point(x - w * 0.3, line - w * 0.22), Point(x + w * 0.1, line - w * 0.3),
            Point(x + w, line + 2),
          ], .solid(light.tone(0.25)))
      }
    }
    sheet("water", depth: 0.2, detail: 0.7) { c, dice in
      c.rect(
        -4, line, span + 8, bottom - line,
        .down(line, shore + 140, light.skyLow.mixed(light.skyMid, 0.55), light.skyTop.mixed(light.ink, 0.3)))
      c.rect(0, line, span, 3, .solid(light.skyLow.lighter(0.06), 0.7))
    }
    for band in 0..<3 { waves(band, from: line + [6.0, 60, 140][band], to: line + [70.0, 150, 280][band]) }
    glitter(line, shore + 40)
    beach(shore)
    groynes(shore)
    clutter("pebbles", count: 26, size: 26, tufts: false)
    tracks(light.tone(0.9))
    weather(depth: 0.6)
    people()
    grassNear()
  }

  /// A row of old posts that runs from the sand into the water: depth, and something that stands.
  private func groynes(_ shore: Double) {
    sheet("groynes", depth: 0.74, loops: false) { c, dice in
      for i in 0..<12 {
        let t = Double(i) / 11
        let z = mix(1, 5.2, t)
        let at = Point(
          centre - composition.side * halfFrame * mix(1.02, 0.5, 1 - 1 / z),
          mix(Diorama.horizon + 64, shore + 330, 1 / z))
        let tall = dice.between(170, 240) / z
        let wide = 30 / z
        let wood = light.tone(mix(0.97, 0.66, t))
        c.polygon(
          [
            at + Point(-wide, 0), at + Point(-wide * 0.8, -tall), at + Point(wide * 0.7, -tall * 1.05),
            at + Point(wide, 0),
          ],
          .solid(wood))
        c.line([at + Point(-wide * 0.8, -tall), at + Point(wide * 0.7, -tall * 1.05)], .solid(light.key, 0.5), 5 / z)
        c.ellipse(at + Point(0, 4), wide * 2.2, wide * 0.5, .solid(light.ink, 0.3))
      }
    }
  }

  private func waves(_ band: Int, from: Double, to: Double) {
    sheet("waves \(band)", depth: 0.22 + 0.14 * Double(band), drift: Double(band + 1) * 9 * composition.side) {
      c, dice in
      for _ in 0..<70 {
        let t = dice.unit()
        let y = mix(from, to, t)
        let w = mix(18, 90, t) * Double(band + 1) * 0.7
        let at = Point(dice.between(0, span), y)
        let bright = dice.chance(0.45)
        c.curve(
          [at + Point(-w, 2), at + Point(0, -2 - t * 4), at + Point(w, 2)],
          .solid(bright ? light.skyLow : light.skyTop.mixed(light.ink, 0.5), 0.34), 1.6 + 1.6 * Double(band))
      }
    }
  }

  /// Broken light under sun or moon, in two sheets that twinkle against each other.
  private func glitter(_ from: Double, _ to: Double) {
    let x = luminaryAt.x
    for n in 0..<2 {
      sheet("glitter \(n)", depth: 0.12, detail: 0.7, drive: n == 0 ? .flicker : .beat, loops: false) { c, dice in
        for _ in 0..<120 {
          let t = dice.unit()
          let y = mix(from + 3, to, t * t)
          let wide = (26 + 190 * t) * (isGrand ? 1.3 : 1)
          let off = dice.swing() * dice.unit() * wide
          c.ellipse(
            Point(x + off, y), 8 + 46 * t * dice.unit(), 1.2 + 2.6 * t, .solid(light.key, 0.75 * (1 - abs(off) / wide)))
        }
      }
    }
  }

  private func beach(_ shore: Double) {
    let sand = light.tone(0.66).mixed(light.skyLow, 0.3).sandy(0.3)
    sheet("beach", depth: 0.8) { c, dice in
      let line = ridge(&dice, base: shore + 40, height: 44, rough: 0)
      c.polygon(
        line + [Point(span, bottom), Point(0, bottom)],
        .down(shore, shore + 470, sand.mixed(light.skyMid, 0.3), light.tone(0.9).sandy(0.25)))
      for (n, up) in [0.0, -14, 16].enumerated() {
        c.line(
          line.map { $0 + Point(0, up + 6 * sin($0.x / 90 + Double(n))) },
          .solid(light.skyLow.lighter(0.12), [0.8, 0.3, 0.25][n]), [5.0, 3, 2][n])
      }
      // Where the last wave was, the sand mirrors the sky.
      c.polygon(
        line.map { $0 + Point(0, 10) } + line.reversed().map { $0 + Point(0, 120 + 26 * sin($0.x / 210)) },
        .fade(shore + 30, shore + 190, light.skyLow, 0.5, 0.02))
      ripples(c, &dice, from: shore + 150)
    }
    sheet("rocks", depth: 0.72) { c, dice in
      for _ in 0..<3 { rock(c, Point(dice.between(0, span), shore + 30), dice.between(60, 170), &dice) }
    }
  }

  /// Ribs that the wind leaves in sand: lit above, shaded below, wider towards the lens.
  func ripples(_ c: Canvas, _ dice: inout Dice, from: Double, count: Int = 90) {
    for _ in 0..<count {
      let t = dice.unit()
      let at = Point(dice.between(0, span), mix(from, bottom, t))
      let w = mix(30, 170, t) * dice.between(0.6, 1.3)
      let sag = mix(3, 14, t)
      let rib = [
        at + Point(-w, sag), at + Point(-w * 0.2, 0), at + Point(w * 0.5, sag * 0.4), at + Point(w, -sag * 0.4),
      ]
      c.curve(rib.map { $0 + Point(0, sag * 0.6) }, .solid(light.ink, 0.2), mix(2, 7, t))
      c.curve(rib, .solid(light.skyLow.mixed(light.key, 0.4), 0.24), mix(1.5, 5, t))
    }
  }

  func rock(_ c: Canvas, _ foot: Point, _ size: Double, _ dice: inout Dice) {
    let points = [
      Point(-1, 0.05), Point(-0.8, -0.42), Point(-0.3, -0.72), Point(0.25, -0.6), Point(0.7, -0.38), Point(1, 0.05),
    ]
    .map { foot + ($0 + Point(dice.swing() * 0.1, dice.swing() * 0.1)) * size }
    c.polygon(points, .down(foot.y - size * 0.7, foot.y, light.tone(0.78), light.tone(0.98)))
    c.polygon(
      [points[1], points[2], points[2] + Point(0.1, 0.3) * size, points[1] + Point(0.2, 0.35) * size],
      .solid(light.skyLow, 0.16))
  }

  /// Under the surface: rays from above, weeds that lean, a ground that is only guessed.
  func underwater() {
    sheet("deep", depth: 0, detail: 0.4, loops: false) { c, _ in
      let bright = light.skyLow.mixed(light.skyMid, 0.4)
      c.rect(
        -span, top, span * 3, bottom - top,
        .linear(
          Point(0, top), Point(0, bottom),
          [(0, bright, 1), (0.3, light.skyMid, 1), (0.72, light.skyTop, 1), (1, light.ink, 1)]))
      c.ellipse(Point(centre, top), halfFrame * 1.3, 420, .glow(Point(centre, top), halfFrame, light.key, 0.5))
    }
    for parity in 0..<2 {
      sheet(
        "rays \(parity)", depth: 0.1 + 0.15 * Double(parity), detail: 0.2, drive: parity == 0 ? .flicker : .energy,
        blur: 4, loops: false
      ) { c, dice in
        for n in stride(from: parity, to: 6, by: 2) {
          let x = centre + (Double(n) - 2.5) * halfFrame * 0.4 + dice.swing() * 60
          let lean = dice.between(-160, 260)
          let y = bottom - 300
          c.polygon(
            [Point(x - 20, top), Point(x + 60, top), Point(x + lean + 240, y), Point(x + lean - 130, y)],
            .fade(top, y, light.key, 0.34, 0))
        }
      }
    }
    for (n, depth) in [0.25, 0.45].enumerated() {
      hills(
        "reef \(n)", depth: depth, base: Diorama.horizon + 190 + Double(n) * 100, height: 280 - Double(n) * 60,
        rough: 0.3, tone: 0.5 + 0.24 * Double(n))
    }
    fish()
    ground(Diorama.horizon + 300, near: light.ink, far: light.tone(0.78))
    weeds("weeds", depth: 0.7, base: Diorama.horizon + 380, count: 26, height: 420, tone: 0.86)
    weather(depth: 0.6)
    people()
    foreground { c, dice in
      for x in [0.06, 0.16, 0.9, 0.97] {
        weed(c, Point(span * x, bottom), dice.between(700, 1100), light.ink, dice.swing(), 24)
      }
    }
  }

  private func fish() {
    sheet("fish", depth: 0.35, drift: 60 * composition.side) { c, dice in
      let heart = Point(dice.between(0, span), Diorama.horizon - dice.between(250, 500))
      for _ in 0..<26 {
        let at = heart + Point(dice.swing() * 280, dice.swing() * dice.unit() * 150)
        let s = dice.between(7, 15)
        let way = composition.side
        c.ellipse(at, s, s * 0.36, .solid(light.tone(0.66)))
        c.polygon(
          [at + Point(-s * way * 0.8, 0), at + Point(-s * way * 1.6, -s * 0.45), at + Point(-s * way * 1.6, s * 0.45)],
          .solid(light.tone(0.66)))
      }
    }
  }

  func weeds(_ name: String, depth: Double, base: Double, count: Int, height: Double, tone: Double) {
    sheet(name, depth: depth) { c, dice in
      for _ in 0..<count {
        weed(
          c, Point(dice.between(0, span), base + dice.between(0, 60)), height * dice.between(0.3, 1),
          light.tone(tone + dice.swing() * 0.06), dice.swing(), 9)
      }
    }
  }

  private func weed(_ c: Canvas, _ foot: Point, _ height: Double, _ colour: Colour, _ lean: Double, _ width: Double) {
    let spine = (0...6).map { i -> Point in
      let t = Double(i) / 6
      return foot + Point(lean * 60 * t * t + 24 * sin(t * 7 + lean * 5), -height * t)
    }
    let sides = spine.enumerated().map { Point(width * (1 - Double($0.offset) / 6), 0) }
    c.blob(zip(spine, sides).map { $0 - $1 } + zip(spine, sides).map { $0 + $1 }.reversed(), .solid(colour))
  }
}
