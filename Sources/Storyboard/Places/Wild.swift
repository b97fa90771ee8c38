import Glibc
import Vocabulary

extension Colour {
  /// The same lightness, `share` of the way to the colour of sand.
  func sandy(_ share: Double) -> Colour { mixed(Colour(rgb: 0xd09a5b).at(lightness: lab.l), share) }
}

extension Diorama {
  /// Hills behind hills: the open country that any place can be.
  func land() {
    sky()
    hills("far", depth: 0.12, base: Diorama.horizon + 10, height: 330, rough: 0.7, tone: 0.16, detail: 0.7)
    hills("middle", depth: 0.28, base: Diorama.horizon + 30, height: 200, rough: 0.4, tone: 0.38)
    fog("mist", depth: 0.3, 0.55)
    hills("near", depth: 0.5, base: Diorama.horizon + 60, height: 110, rough: 0.15, tone: 0.62)
    ground(Diorama.horizon + 40)
    weather(depth: 0.6)
    people()
  }

  /// Peaks with snow, valleys full of mist, and a ledge to stand on.
  func mountain() {
    sky()
    peaks("farthest", depth: 0.07, base: Diorama.horizon + 20, height: 560, tone: 0.14)
    fog("high", depth: 0.1, 0.5, low: 1.3)
    peaks("far", depth: 0.16, base: Diorama.horizon + 60, height: 420, tone: 0.32)
    fog("low", depth: 0.22, 0.75)
    hills("woods", depth: 0.36, base: Diorama.horizon + 130, height: 210, rough: 0.5, tone: 0.58)
    sheet("pines", depth: 0.36) { c, dice in
      for _ in 0..<60 {
        pine(
          c, Point(dice.between(0, span), Diorama.horizon + dice.between(110, 190)), dice.between(60, 120),
          light.tone(0.64))
      }
    }
    fog("valley", depth: 0.45, 0.6, low: 0.5)
    ledge()
    clutter("scree", count: 30, size: 34)
    weather(depth: 0.6)
    people()
    boughs()
  }

  private func peaks(_ name: String, depth: Double, base: Double, height: Double, tone: Double) {
    hills(name, depth: depth, base: base, height: height, rough: 1, tone: tone)
    sheet(name + " snow", depth: depth) { c, dice in
      var same = self.dice(name)
      let line = ridge(&same, base: base, height: height, rough: 1)
      let snow = light.skyLow.lighter(0.05).mixed(light.key, 0.15).mixed(light.tone(tone), 0.2)
      for i in summits(line) where base - line[i].y > height * 0.3 {
        face(c, line, i, base, snow)
        cap(c, line, i, base, snow, &dice)
      }
    }
  }

  /// Points that are the highest within eight steps to each side.
  private func summits(_ line: [Point]) -> [Int] {
    (8..<line.count - 8).filter { i in
      (i - 8...i + 8).allSatisfy { line[$0].y >= line[i].y && ($0 >= i || line[$0].y > line[i].y) }
    }
  }

  /// The slope that looks at the light, down to the next saddle: it gives a mountain its edge.
  private func face(_ c: Canvas, _ line: [Point], _ summit: Int, _ base: Double, _ snow: Colour) {
    let way = composition.side > 0 ? -1 : 1
    var end = summit
    while line.indices.contains(end + way), line[end + way].y > line[end].y, abs(end - summit) < 34 { end += way }
    guard end != summit else { return }
    let top = line[summit]
    let tall = base - top.y
    let s = Double(way)
    let spine = [Point(10, 0.78), Point(-34, 0.5), Point(16, 0.3), Point(-14, 0.14)]
      .map { top + Point(-$0.x * s * tall / 400, tall * $0.y) }
    let slope = stride(from: summit, through: end, by: way).map { line[$0] }
    c.polygon(slope + [Point(line[end].x, base)] + spine, .fade(top.y, base, snow, 0.3, 0))
  }

  /// Snow on a summit, its lower edge torn.
  private func cap(_ c: Canvas, _ line: [Point], _ summit: Int, _ base: Double, _ snow: Colour, _ dice: inout Dice) {
    let top = line[summit]
    let deep = (base - top.y) * dice.between(0.2, 0.34)
    var (l, r) = (summit, summit)
    while l > 0, line[l - 1].y - top.y < deep, line[l - 1].y > line[l].y - 3, summit - l < 30 { l -= 1 }
    while r < line.count - 1, line[r + 1].y - top.y < deep, line[r + 1].y > line[r].y - 3, r - summit < 30 { r += 1 }
    guard r - l > 2 else { return }
    let teeth = (1..<8).map { i -> Point in
      let t = Double(i) / 8
      return Point(
        mix(line[r].x, line[l].x, t), top.y + deep * (i % 2 == 0 ? dice.between(0.55, 0.75) : dice.between(1, 1.35)))
    }
    c.polygon(Array(line[l...r]) + teeth, .fade(top.y, top.y + deep * 1.5, snow, 0.95, 0.55))
  }

  private func ledge() {
    sheet("ledge", depth: 0.8) { c, dice in
      let y = Diorama.horizon + 250
      let line = ridge(&dice, base: y + 30, height: 70, rough: 0.6)
      c.polygon(
        line + [Point(span, bottom), Point(0, bottom)], .down(y - 40, y + 400, light.tone(0.82), light.tone(1)))
      let snow = light.skyLow.lighter(0.05).mixed(light.key, 0.2)
      for _ in 0..<16 {
        let t = dice.unit()
        let at = Point(dice.between(0, span), y + 50 + (bottom - y) * t)
        let w = dice.between(60, 150) * (0.5 + t)
        c.blob(
          [
            at + Point(-w, 3), at + Point(-w * 0.3, -w * 0.1), at + Point(w * 0.5, -w * 0.07), at + Point(w, 4),
            at + Point(w * 0.2, w * 0.09),
          ],
          .down(at.y - w * 0.1, at.y + w * 0.1, snow.mixed(light.tone(0.7), 0.55), snow.mixed(light.tone(0.85), 0.8)))
      }
      for _ in 0..<40 {
        let at = Point(dice.between(0, span), y + 60 + 300 * dice.unit())
        c.line(
          [at, at + Point(dice.between(40, 130), dice.between(8, 40))], .solid(light.ink, 0.35), dice.between(2, 6))
      }
    }
  }

  /// Snow over everything, woods in white, and a track of footprints.
  func snowfield() {
    sky()
    peaks("far", depth: 0.1, base: Diorama.horizon + 20, height: 420, tone: 0.2)
    fog("mist", depth: 0.15, 0.6)
    let white = light.skyLow.mixed(light.key, 0.4).mixed(light.skyMid, 0.3)
    for (n, depth) in [0.3, 0.5].enumerated() {
      let y = Diorama.horizon + 20 + Double(n) * 70
      sheet("drift \(n)", depth: depth) { c, dice in
        for _ in 0..<26 {
          pine(
            c, Point(dice.between(0, span), y + dice.between(0, 30)), dice.between(120, 250) * (0.8 + depth),
            light.tone(0.4 + depth * 0.6), snow: white)
        }
        let line = ridge(&dice, base: y + 30, height: 46, rough: 0)
        c.polygon(
          line + [Point(span, bottom), Point(0, bottom)],
          .down(y, y + 260, white.mixed(light.haze, 0.3), white.mixed(light.skyTop, 0.3)))
      }
    }
    sheet("snow", depth: 0.8) { c, dice in
      let y = Diorama.horizon + 150
      let line = ridge(&dice, base: y + 10, height: 40, rough: 0)
      c.polygon(
        line + [Point(span, bottom), Point(0, bottom)], .down(y, y + 560, white, white.mixed(light.skyTop, 0.62)))
      for _ in 0..<30 {
        let t = dice.unit()
        c.ellipse(
          Point(dice.between(0, span), y + 60 + 520 * t * t), 60 + 240 * t, 5 + 16 * t, .solid(light.skyTop, 0.1))
      }
    }
    tracks(light.skyTop, lit: light.skyLow.lighter(0.06))
    weather(depth: 0.6)
    people()
    weather(depth: 0.95)
    foreground { c, dice in
      // A camera that goes along would carry them before the lead.
      for x in [0.04, 0.9] where shot.move != .trackSide {
        pine(c, Point(span * x, bottom + 60), dice.between(900, 1300), light.tone(0.85), snow: white)
      }
    }
  }

  /// Dunes with a lit and a shaded side.
  func desert() {
    sky()
    let sand = light.skyLow.mixed(light.haze, 0.4).sandy(0.5)
    sheet("mesas", depth: 0.08) { c, dice in
      for _ in 0..<5 {
        let x = dice.between(0, span)
        let w = dice.between(90, 220)
        let h = dice.between(140, 300)
        let y = Diorama.horizon + 100
        let colour = light.tone(0.28)
        c.polygon(
          [
            Point(x - w, y), Point(x - w * 0.72, y - h), Point(x + w * 0.6, y - h), Point(x + w * 0.75, y - h * 0.6),
            Point(x + w, y),
          ], .down(y - h, y, colour, light.haze))
      }
    }
    for (n, depth) in [0.2, 0.4, 0.8].enumerated() {
      let y = Diorama.horizon + [10.0, 80, 210][n]
      let h = [110.0, 130, 120][n]
      let shade = light.tone([0.42, 0.62, 0.86][n]).mixed(sand, [0.5, 0.42, 0.34][n])
      sheet("dune \(n)", depth: depth) { c, dice in
        let line = ridge(&dice, base: y + h * 0.6, height: h, rough: 0)
        c.polygon(
          line + [Point(span, bottom), Point(0, bottom)], .down(y - h, y + 420, sand.mixed(shade, 0.25), shade))
        crests(c, line, shade)
        if n == 2 { ripples(c, &dice, from: y + 150, count: 130) }
      }
      if n == 1 { cacti() }
    }
    clutter("scrub", count: 26, size: 24)
    tracks(light.tone(0.92))
    weather(depth: 0.6)
    people()
    foreground { c, dice in
      for _ in 0..<7 { rock(c, Point(dice.between(0, span), bottom - 40), dice.between(70, 190), &dice) }
    }
  }

  /// What stands in a desert: cacti on the middle dune, one tall on the free side, lit along the side of the sun.
  private func cacti() {
    sheet("cacti", depth: 0.5, loops: false) { c, dice in
      // Their feet stay behind the nearest dune, whatever its line.
      let y = Diorama.horizon + 300
      let tall = Point(centre - composition.side * halfFrame * 0.6, y)
      cactus(c, tall, 560, &dice)
      for _ in 0..<4 {
        let x = centre + dice.swing() * halfFrame * 1.6
        cactus(c, Point(x, y), dice.between(210, 310), &dice)
      }
    }
  }

  private func cactus(_ c: Canvas, _ foot: Point, _ height: Double, _ dice: inout Dice) {
    let dark = light.tone(0.84)
    let w = height * 0.085
    let lit = Point(-composition.side * w * 0.62, 0)
    func limb(_ points: [Point], _ wide: Double) {
      c.curve(points, .solid(dark), wide * 2)
      c.curve(points.map { $0 + lit * (wide / w) }, .solid(light.key, 0.4), wide * 0.34)
    }
    limb([foot, foot + Point(0, -height * 0.6), foot + Point(2, -height)], w)
    for side in [-1.0, 1] {
      let from = foot + Point(0, -height * dice.between(0.36, 0.58))
      let elbow = from + Point(side * height * 0.2, -height * 0.02)
      limb(
        [from, elbow + Point(-side * height * 0.05, 0), elbow, elbow + Point(0, -height * dice.between(0.2, 0.34))],
        w * 0.72)
    }
  }

  /// From each summit a line runs down; one side of it lies in shade.
  private func crests(_ c: Canvas, _ line: [Point], _ shade: Colour) {
    for i in 2..<line.count - 2 where line[i].y < line[i - 1].y && line[i].y <= line[i + 1].y {
      let s = composition.side
      let top = line[i]
      var edge: [Point] = []
      var far: [Point] = []
      for k in 0...8 {
        let t = Double(k) / 8
        edge.append(top + Point(s * (30 * sin(t * 5) + 160 * t * t), 420 * t))
        far.append(top + Point(s * (90 + 420 * t), 40 + 420 * t))
      }
      c.polygon(edge + far.reversed(), .fade(top.y, top.y + 300, shade.mixed(light.ink, 0.25), 0.3, 0))
    }
  }

  /// A spruce: tiers of branches, wider downwards.
  func pine(_ c: Canvas, _ foot: Point, _ height: Double, _ colour: Colour, snow: Colour? = nil) {
    c.rect(foot.x - height * 0.025, foot.y - height * 0.16, height * 0.05, height * 0.16, .solid(colour))
    let tiers = 5
    for t in 0..<tiers {
      let y = foot.y - height * (0.1 + 0.17 * Double(t))
      let w = height * (0.24 - 0.038 * Double(t))
      let h = height * 0.3
      c.polygon(
        [
          Point(foot.x - w, y), Point(foot.x, y - h), Point(foot.x + w, y), Point(foot.x + w * 0.4, y - h * 0.1),
          Point(foot.x, y + h * 0.02), Point(foot.x - w * 0.4, y - h * 0.1),
        ], .solid(colour))
      if let snow {
        c.polygon(
          [
            Point(foot.x - w * 0.9, y - 2), Point(foot.x, y - h), Point(foot.x + w * 0.3, y - h * 0.55),
            Point(foot.x - w * 0.1, y - h * 0.25),
          ], .solid(snow, 0.75))
      }
    }
  }
}
