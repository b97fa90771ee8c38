import CCairo
import Glibc
import Vocabulary

extension Diorama {
  /// A small room with a large window; outside is the weather, inside is a lamp.
  func room() {
    let floor = Diorama.horizon + 150, x = centre - composition.side * halfFrame * 0.2
    let pane = (left: x - 300, top: Diorama.horizon - 700, width: 600.0, height: 640.0)
    sky()
    let town = row("town", width: 70...140, height: 120...420)
    skyline("town", town, depth: 0.08, base: Diorama.horizon - 40, tone: 0.5, lit: 0.8)
    weather(depth: 0.3)
    wallWithWindow(pane, floor: floor)
    furniture(floor: floor, window: x)
    sheet("moonlight", depth: 0.75, detail: 0.3, drive: .steady, blur: 3) { c, _ in
      let slide = composition.side * 260
      c.polygon([Point(x - 230 + slide, floor + 40), Point(x + 230 + slide, floor + 40), Point(x + 420 + slide * 1.9, floor + 420), Point(x - 260 + slide * 1.9, floor + 420)], .fade(floor, floor + 420, light.skyLow, 0.34, 0.04))
    }
    people()
  }

  private func wallWithWindow(_ w: (left: Double, top: Double, width: Double, height: Double), floor: Double) {
    let wall = light.tone(0.62).mixed(light.warm, 0.16)
    sheet("wall", depth: 0.42) { c, _ in
      cairo_set_fill_rule(c.cr, CAIRO_FILL_RULE_EVEN_ODD)
      cairo_rectangle(c.cr, left, top, right - left, floor - top)
      cairo_rectangle(c.cr, w.left, w.top, w.width, w.height)
      c.fill(.radial(Point(centre + composition.side * halfFrame * 0.5, floor - 300), 1300, [(0, wall.mixed(light.warm, 0.3), 1), (0.5, wall, 1), (1, wall.mixed(light.ink, 0.5), 1)]))
      cairo_set_fill_rule(c.cr, CAIRO_FILL_RULE_WINDING)
      let frame: Paint = .solid(light.tone(0.94))
      for i in 0...2 { c.rect(w.left - 8 + Double(i) * w.width / 2, w.top - 12, 16, w.height + 24, frame) }
      for i in 0...2 { c.rect(w.left - 8, w.top - 8 + Double(i) * w.height / 2, w.width + 16, i == 1 ? 10 : 18, frame) }
      c.rect(w.left - 40, w.top + w.height, w.width + 80, 24, .solid(light.tone(0.84).mixed(light.skyLow, 0.2)))
      c.rect(left, floor - 22, right - left, 24, .solid(light.ink, 0.5))
      curtains(c, w)
    }
    sheet("boards", depth: 0.8) { c, _ in
      c.rect(left, floor, right - left, bottom - floor, .down(floor, floor + 560, wall.mixed(light.ink, 0.35), light.tone(0.99)))
      for i in -9...9 { c.line([Point(centre + Double(i) * 90, floor), Point(centre + Double(i) * 260, bottom)], .solid(light.ink, 0.28), 3) }
    }
  }

  private func curtains(_ c: Canvas, _ w: (left: Double, top: Double, width: Double, height: Double)) {
    let cloth = light.accent.mixed(light.ink, 0.62)
    for side in [-1.0, 1] {
      let edge = side < 0 ? w.left - 50 : w.left + w.width + 50
      for fold in 0..<4 {
        let x = edge - side * Double(fold) * 34
        c.blob([Point(x - 22, w.top - 40), Point(x + 22, w.top - 40), Point(x + 26, w.top + w.height * 0.6), Point(x + 18, w.top + w.height + 90), Point(x - 20, w.top + w.height + 90), Point(x - 24, w.top + w.height * 0.5)], .solid(cloth.lighter(fold % 2 == 0 ? 0 : 0.03)))
      }
    }
    c.line([Point(w.left - 130, w.top - 44), Point(w.left + w.width + 130, w.top - 44)], .solid(light.ink), 9)
  }

  private func furniture(floor: Double, window x: Double) {
    let s = composition.side, lampAt = Point(centre + s * halfFrame * 0.72, floor - 250)
    let dark = light.tone(0.95), wood = light.tone(0.86).mixed(light.warm, 0.1)
    sheet("furniture", depth: 0.62) { c, dice in
      let d = centre + s * halfFrame * 0.66
      c.rect(d - 190, floor - 190, 380, 20, .solid(wood))
      for leg in [-170.0, 156] { c.rect(d + leg, floor - 174, 16, 210, .solid(dark)) }
      for book in 0..<5 { c.rect(d - 150 + Double(book) * 24, floor - 190 - dice.between(60, 100), 20, 102, .solid(book % 2 == 0 ? light.accent.mixed(light.ink, 0.5) : light.skyMid.mixed(light.ink, 0.3))) }
      c.line([lampAt + Point(0, 60), lampAt], .solid(dark), 7)
      c.polygon([lampAt + Point(-30, -60), lampAt + Point(30, -60), lampAt + Point(62, 14), lampAt + Point(-62, 14)], .solid(light.warm))
      c.rect(lampAt.x - 34, floor - 198, 68, 10, .solid(dark))
      plant(c, Point(centre - s * halfFrame * 0.84, floor + 20), &dice)
      for n in 0..<3 { c.rect(centre + s * (halfFrame * 0.5 + Double(n) * 110), floor - 640 - Double(n % 2) * 50, 84, 116, .solid(n == 1 ? light.accent.mixed(light.ink, 0.4) : light.tone(0.6), 0.8)) }
    }
    sheet("lamp", depth: 0.62, detail: 0.25, drive: .beat) { c, _ in
      c.glow(lampAt, 620, light.warm, 0.6)
      c.glow(lampAt + Point(0, -10), 120, light.warm, 0.7)
    }
  }

  private func plant(_ c: Canvas, _ foot: Point, _ dice: inout Dice) {
    for i in 0..<9 {
      let a = -Double.pi / 2 + (Double(i) - 4) * 0.24, l = dice.between(170, 300)
      let tip = foot + Point(cos(a), sin(a)) * l + Point(0, -70)
      let root = foot + Point(0, -80), side = Point(-sin(a), cos(a)) * 24
      c.blob([root, mix(root, tip, 0.5) + side, tip, mix(root, tip, 0.5) - side], .solid(light.tone(0.9 + dice.swing() * 0.05)))
    }
    c.polygon([foot + Point(-56, -100), foot + Point(56, -100), foot + Point(40, 10), foot + Point(-40, 10)], .solid(light.tone(0.82).mixed(light.accent, 0.18)))
  }

  /// A carriage by night or day: the world runs past a wide window.
  func train() {
    let floor = Diorama.horizon + 220, sill = Diorama.horizon - 30
    let pane = (left: centre - 430, top: Diorama.horizon - 760, width: 860.0, height: sill - Diorama.horizon + 760)
    sky()
    let way = composition.side
    hills("far", depth: 0.1, base: sill - 40, height: 220, rough: 0.5, tone: 0.24, drift: 46 * way)
    hills("middle", depth: 0.16, base: sill, height: 130, rough: 0.2, tone: 0.46, drift: 190 * way)
    sheet("trees", depth: 0.2, drift: 620 * way, loops: true) { c, dice in
      for _ in 0..<12 { pine(c, Point(dice.between(0, span), sill + 40), dice.between(170, 360), light.tone(0.7)) }
    }
    sheet("passing", depth: 0.2, detail: 0.4, drive: .energy, drift: 1500 * way, loops: true) { c, dice in
      for _ in 0..<4 {
        let at = Point(dice.between(0, span), dice.between(pane.top + 160, sill - 90))
        c.local {
          c.translate(at.x, at.y)
          c.scale(1, 0.09)
          c.glow(Point(0, 0), 260, light.warm, 0.9)
        }
        c.glow(at, 70, light.warm, 0.7)
      }
    }
    weather(depth: 0.3)
    carriage(pane, floor: floor)
    people()
    foreground { c, _ in
      let x = composition.side > 0 ? right - 40 : left - 190
      c.blob([Point(x, bottom), Point(x - 10, bottom - 560), Point(x + 40, bottom - 640), Point(x + 190, bottom - 640), Point(x + 240, bottom - 560), Point(x + 240, bottom)], .solid(light.ink, 0.95))
    }
  }

  private func carriage(_ w: (left: Double, top: Double, width: Double, height: Double), floor: Double) {
    let wall = light.tone(0.58).mixed(light.warm, 0.14)
    sheet("carriage", depth: 0.5) { c, _ in
      cairo_set_fill_rule(c.cr, CAIRO_FILL_RULE_EVEN_ODD)
      cairo_rectangle(c.cr, left, top, right - left, bottom - top)
      c.rounded(w.left, w.top, w.width, w.height, 60)
      c.fill(.down(top, floor, wall.mixed(light.ink, 0.35), wall))
      cairo_set_fill_rule(c.cr, CAIRO_FILL_RULE_WINDING)
      c.rounded(w.left, w.top, w.width, w.height, 60)
      c.stroke(.solid(light.ink), 22)
      c.rect(w.left - 30, w.top + w.height + 18, w.width + 60, 18, .solid(wall.mixed(light.skyLow, 0.35)))
      c.rect(left, w.top - 150, right - left, 26, .solid(light.ink, 0.8))
      for i in -3...3 {
        let at = Point(centre + Double(i) * 170, w.top - 124)
        c.line([at, at + Point(0, 76)], .solid(light.ink), 7)
        c.line([at + Point(0, 72), at + Point(26, 116), at + Point(-26, 116), at + Point(0, 72)], .solid(light.tone(0.5)), 8)
      }
    }
    sheet("bench", depth: 0.76) { c, _ in
      let cloth = light.accent.mixed(light.ink, 0.66), y = floor
      c.rect(left, y + 40, right - left, bottom - y, .down(y, bottom, light.tone(0.92), light.ink))
      c.rect(left, y - 60, right - left, 110, .down(y - 60, y + 50, cloth.lighter(0.05), cloth.lighter(-0.05)))
      for i in -3...3 { c.rect(centre + Double(i) * 250 - 3, y - 60, 6, 110, .solid(light.ink, 0.5)) }
    }
    sheet("ceiling", depth: 0.5, detail: 0.3, drive: .beat) { c, _ in
      c.rect(left, top, right - left, bottom - top, .fade(top, bottom, light.warm, 0.26, 0.04))
      for side in [-1.0, 1] {
        let lamp = Point(centre + side * 300, w.top - 190)
        c.rect(lamp.x - 130, lamp.y - 9, 260, 18, .solid(light.warm.lighter(0.1), 0.9))
        c.glow(lamp, 420, light.warm, 0.45)
      }
    }
  }

  /// A stage seen from the crowd.
  func stage() {
    let floor = Diorama.horizon + 170
    sheet("back", depth: 0.05, loops: false) { c, _ in
      c.rect(left, top, right - left, bottom - top, .radial(Point(centre, Diorama.horizon - 260), 1200, [(0, light.skyLow.mixed(light.skyMid, 0.55), 1), (0.5, light.skyMid.mixed(light.skyTop, 0.5), 1), (1, light.ink, 1)]))
    }
    sheet("screen", depth: 0.12, drive: .beat) { c, dice in
      let at = Point(centre, Diorama.horizon - 300)
      for ring in 0..<5 { c.circle(at, 420 - Double(ring) * 78, .solid(ring % 2 == 0 ? light.accent : light.skyMid, 0.2 + 0.06 * Double(ring))) }
    }
    sheet("rig", depth: 0.3) { c, _ in
      let y = max(top + 60, Diorama.horizon - 1020)
      for up in [0.0, 56] { c.line([Point(left, y + up), Point(right, y + up)], .solid(light.ink), 9) }
      for x in stride(from: left, to: right, by: 60) { c.line([Point(x, y), Point(x + 30, y + 56), Point(x + 60, y)], .solid(light.ink), 5) }
      for side in [-1.0, 1] { for n in 0..<4 { c.rect(centre + side * (halfFrame * 0.86) - 80, floor - 160 - Double(n) * 132, 160, 124, .solid(light.tone(0.93 - 0.02 * Double(n)))) } }
    }
    beams(depth: 0.34, from: max(top + 110, Diorama.horizon - 960), count: 5, length: 1350, up: false)
    fog("smoke", depth: 0.4, 0.35)
    sheet("boards", depth: 0.8) { c, _ in
      c.rect(left, floor, right - left, bottom - floor, .down(floor, floor + 320, light.tone(0.72).mixed(light.accent, 0.12), light.ink))
    }
    sheet("pool", depth: 0.8, detail: 0.3, drive: .beat) { c, _ in
      let at = set(composition.feet)
      c.ellipse(at, 330, 62, .glow(at, 330, light.key, 0.6))
      c.polygon([Point(at.x - 30, top), Point(at.x + 30, top), Point(at.x + 270, at.y), Point(at.x - 270, at.y)], .fade(top, at.y, light.key, 0.34, 0.1))
    }
    people()
    crowd()
  }

  private func crowd() {
    for n in 0..<2 {
      sheet("crowd \(n)", depth: 1 + 0.2 * Double(n), detail: 0.5 - 0.2 * Double(n), blur: n * 2) { c, dice in
        let y = set(Point(0, View.height)).y - 190 + Double(n) * 110, count = 11 - n * 4, s = 1 + 0.5 * Double(n)
        for i in 0..<count {
          let x = left + (right - left) * (Double(i) + 0.5 + dice.swing() * 0.3) / Double(count), up = y + dice.between(-20, 40)
          // A breath of stage light on each head.
          c.circle(Point(x, up - 4), 41 * s, .solid(light.skyLow.mixed(light.accent, 0.5), 0.45))
          c.circle(Point(x, up), 40 * s, .solid(light.ink))
          c.blob([Point(x - 82 * s, up + 330), Point(x - 74 * s, up + 84), Point(x, up + 44), Point(x + 74 * s, up + 84), Point(x + 82 * s, up + 330)], .solid(light.ink))
          if dice.chance(0.4) { c.taper(Point(x + 60 * s, up + 110), 22 * s, Point(x + 72 * s, up - 130 * s), 15 * s, .solid(light.ink)) }
        }
      }
    }
  }
}

extension Canvas {
  /// Adds a rectangle with round corners to the path.
  func rounded(_ x: Double, _ y: Double, _ w: Double, _ h: Double, _ r: Double) {
    cairo_new_sub_path(cr)
    cairo_arc(cr, x + w - r, y + r, r, -.pi / 2, 0)
    cairo_arc(cr, x + w - r, y + h - r, r, 0, .pi / 2)
    cairo_arc(cr, x + r, y + h - r, r, .pi / 2, .pi)
    cairo_arc(cr, x + r, y + r, r, .pi, 1.5 * .pi)
    cairo_close_path(cr)
  }
}
