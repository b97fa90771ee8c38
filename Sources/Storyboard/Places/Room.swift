import CCairo
import Glibc
import Vocabulary

extension Diorama {
  /// A small room with a large window; outside is the weather, inside is a lamp.
  func room() {
    let floor = Diorama.horizon + 150
    let x = centre - composition.side * halfFrame * 0.2
    let pane = (left: x - 300, top: Diorama.horizon - 700, width: 600.0, height: 640.0)
    sky()
    let town = row("town", width: 70...140, height: 120...420)
    skyline("town", town, depth: 0.08, base: Diorama.horizon - 40, tone: 0.5, lit: 0.8)
    weather(depth: 0.3)
    wallWithWindow(pane, floor: floor)
    furniture(floor: floor, window: x)
    rug(floor)
    paneLight(x, floor: floor)
    people()
    tableNear()
  }

  /// A worn rug before the window: the foot of a tall frame must not be a hole.
  private func rug(_ floor: Double) {
    sheet("rug", depth: 0.79) { c, _ in
      let at = Point(centre + composition.side * 60, floor + 300)
      for (k, colour) in [
        (1.0, light.accent.mixed(light.ink, 0.74)), (0.9, light.skyLow.mixed(light.ink, 0.72)),
        (0.87, light.accent.mixed(light.ink, 0.7)),
      ] { c.ellipse(at, 470 * k, 150 * k, .solid(colour)) }
    }
  }

  /// The edge of a table in front of the lens, with a cup that still steams.
  private func tableNear() {
    let y = foot - 120 / composition.lens
    sheet("table", depth: 1.2, detail: 0.3, blur: 2, loops: false) { c, _ in
      let k = 1 / composition.lens
      let wood = light.tone(0.9).mixed(light.warm, 0.14)
      c.rect(left - 20, y, right - left + 40, bottom - y, .down(y, bottom, wood, light.ink))
      c.rect(left - 20, y, right - left + 40, 8 * k, .solid(light.warm, 0.35))
      let cup = Point(centre - composition.side * halfFrame * 0.62, y + 24 * k)
      let china = light.accent.mixed(light.ink, 0.35)
      c.line([cup + Point(66, -70) * k, cup + Point(104, -56) * k, cup + Point(66, -30) * k], .solid(china), 13 * k)
      c.polygon(
        [cup + Point(-70, -110) * k, cup + Point(70, -110) * k, cup + Point(54, 6) * k, cup + Point(-54, 6) * k],
        .linear(
          cup + Point(-70, 0) * k, cup + Point(70, 0) * k, [(0, china.lighter(0.08), 1), (1, china.lighter(-0.1), 1)]))
      for i in 0..<3 {
        let from = cup + Point(Double(i - 1) * 34, -120) * k
        c.curve(
          [from, from + Point(20, -70) * k, from + Point(-14, -150) * k, from + Point(10, -240) * k],
          .solid(light.skyLow, 0.14), 16 * k)
      }
    }
  }

  private func wallWithWindow(_ w: (left: Double, top: Double, width: Double, height: Double), floor: Double) {
    let wall = light.tone(0.62).mixed(light.warm, 0.16)
    sheet("wall", depth: 0.42) { c, _ in
      cairo_set_fill_rule(c.cr, CAIRO_FILL_RULE_EVEN_ODD)
      cairo_rectangle(c.cr, left, top, right - left, floor - top)
      cairo_rectangle(c.cr, w.left, w.top, w.width, w.height)
      c.fill(
        .radial(
          Point(centre + composition.side * halfFrame * 0.5, floor - 300), 1300,
          [(0, wall.mixed(light.warm, 0.3), 1), (0.5, wall, 1), (1, wall.mixed(light.ink, 0.5), 1)]))
      cairo_set_fill_rule(c.cr, CAIRO_FILL_RULE_WINDING)
      let frame: Paint = .solid(light.tone(0.94))
      for i in 0...2 { c.rect(w.left - 8 + Double(i) * w.width / 2, w.top - 12, 16, w.height + 24, frame) }
      for i in 0...2 { c.rect(w.left - 8, w.top - 8 + Double(i) * w.height / 2, w.width + 16, i == 1 ? 10 : 18, frame) }
      c.rect(w.left - 40, w.top + w.height, w.width + 80, 24, .solid(light.tone(0.84).mixed(light.skyLow, 0.2)))
      c.rect(left, floor - 22, right - left, 24, .solid(light.ink, 0.5))
      curtains(c, w)
    }
    sheet("boards", depth: 0.8) { c, _ in
      c.rect(
        left, floor, right - left, bottom - floor,
        .down(floor, floor + 560, wall.mixed(light.ink, 0.35), light.tone(0.99)))
      for i in -9...9 {
        c.line(
          [Point(centre + Double(i) * 90, floor), Point(centre + Double(i) * 260, bottom)], .solid(light.ink, 0.28), 3)
      }
    }
  }

  private func curtains(_ c: Canvas, _ w: (left: Double, top: Double, width: Double, height: Double)) {
    let cloth = light.accent.mixed(light.ink, 0.62)
    for side in [-1.0, 1] {
      let edge = side < 0 ? w.left - 50 : w.left + w.width + 50
      for fold in 0..<4 {
        let x = edge - side * Double(fold) * 34
        c.blob(
          [
            Point(x - 22, w.top - 40), Point(x + 22, w.top - 40), Point(x + 26, w.top + w.height * 0.6),
            Point(x + 18, w.top + w.height + 90), Point(x - 20, w.top + w.height + 90),
            Point(x - 24, w.top + w.height * 0.5),
          ], .solid(cloth.lighter(fold % 2 == 0 ? 0 : 0.03)))
      }
    }
    c.line([Point(w.left - 130, w.top - 44), Point(w.left + w.width + 130, w.top - 44)], .solid(light.ink), 9)
  }

  private func furniture(floor: Double, window x: Double) {
    let s = composition.side
    let lampAt = Point(centre + s * halfFrame * 0.72, floor - 250)
    let dark = light.tone(0.95)
    let wood = light.tone(0.86).mixed(light.warm, 0.1)
    sheet("furniture", depth: 0.62) { c, dice in
      let d = centre + s * halfFrame * 0.66
      c.rect(d - 190, floor - 190, 380, 20, .solid(wood))
      for leg in [-170.0, 156] { c.rect(d + leg, floor - 174, 16, 210, .solid(dark)) }
      for book in 0..<5 {
        c.rect(
          d - 150 + Double(book) * 24, floor - 190 - dice.between(60, 100), 20, 102,
          .solid(book % 2 == 0 ? light.accent.mixed(light.ink, 0.5) : light.skyMid.mixed(light.ink, 0.3)))
      }
      c.line([lampAt + Point(0, 60), lampAt], .solid(dark), 7)
      c.polygon(
        [lampAt + Point(-30, -60), lampAt + Point(30, -60), lampAt + Point(62, 14), lampAt + Point(-62, 14)],
        .solid(light.warm))
      c.rect(lampAt.x - 34, floor - 198, 68, 10, .solid(dark))
      plant(c, Point(centre - s * halfFrame * 0.84, floor + 20), &dice)
      for n in 0..<3 {
        c.rect(
          centre + s * (halfFrame * 0.5 + Double(n) * 110), floor - 640 - Double(n % 2) * 50, 84, 116,
          .solid(n == 1 ? light.accent.mixed(light.ink, 0.4) : light.tone(0.6), 0.8))
      }
    }
    sheet("lamp", depth: 0.62, detail: 0.25, drive: .beat) { c, _ in
      c.glow(lampAt, 620, light.warm, 0.6)
      c.glow(lampAt + Point(0, -10), 120, light.warm, 0.7)
    }
  }

  private func plant(_ c: Canvas, _ foot: Point, _ dice: inout Dice) {
    for i in 0..<9 {
      let a = -Double.pi / 2 + (Double(i) - 4) * 0.24
      let l = dice.between(170, 300)
      let tip = foot + Point(cos(a), sin(a)) * l + Point(0, -70)
      let root = foot + Point(0, -80)
      let side = Point(-sin(a), cos(a)) * 24
      c.blob(
        [root, mix(root, tip, 0.5) + side, tip, mix(root, tip, 0.5) - side],
        .solid(light.tone(0.9 + dice.swing() * 0.05)))
    }
    c.polygon(
      [foot + Point(-56, -100), foot + Point(56, -100), foot + Point(40, 10), foot + Point(-40, 10)],
      .solid(light.tone(0.82).mixed(light.accent, 0.18)))
  }
}
