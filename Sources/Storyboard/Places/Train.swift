import CCairo
import Vocabulary

extension Diorama {
  /// A carriage by night or day: down the aisle where much of it is seen, else before a wide window.
  func train() {
    let isSeenWhole = [.wide, .extremeWide, .silhouetteBack].contains(scene.framing)
    if isSeenWhole, scene.pose != .sit, scene.pose != .lie { aisle() } else { carriage() }
  }

  /// The world runs past a wide window.
  private func carriage() {
    let floor = Diorama.horizon + 220
    let sill = Diorama.horizon - 30
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
    bokeh(8)
    seatsNear()
  }

  /// The backs of the seats before us: the aisle leads between them, and the floor is not a hole.
  private func seatsNear() {
    sheet("seats", depth: 1.15, detail: 0.3, blur: 2, loops: false) { c, _ in
      let k = 1 / composition.lens
      let cloth = light.accent.mixed(light.ink, 0.72)
      let low = foot
      for (x, tall) in [(-1.02, 430.0), (-0.5, 250), (0.56, 250), (1.02, 430)] {
        let at = Point(centre + x * halfFrame, low)
        let w = 210 * k
        c.rounded(at.x - w, at.y - tall * k, 2 * w, bottom - at.y + tall * k + 80, 60 * k)
        c.fill(.down(at.y - tall * k, bottom, cloth.mixed(light.warm, 0.1), light.ink))
        c.rounded(at.x - w * 0.72, at.y - (tall + 34) * k, 1.44 * w, 120 * k, 44 * k)
        c.fill(.down(at.y - (tall + 34) * k, at.y - (tall - 90) * k, light.skyLow.mixed(light.ink, 0.55), cloth))
      }
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
        c.line(
          [at + Point(0, 72), at + Point(26, 116), at + Point(-26, 116), at + Point(0, 72)], .solid(light.tone(0.5)), 8)
      }
    }
    sheet("bench", depth: 0.76) { c, _ in
      let cloth = light.accent.mixed(light.ink, 0.66)
      let y = floor
      c.rect(left, y + 40, right - left, bottom - y, .down(y, bottom, light.tone(0.92), light.ink))
      c.rect(left, y - 60, right - left, 110, .down(y - 60, y + 50, cloth.lighter(0.05), cloth.lighter(-0.05)))
      for i in -3...3 { c.rect(centre + Double(i) * 250 - 3, y - 60, 6, 110, .solid(light.ink, 0.5)) }
      for i in -3...3 {
        c.rounded(centre + Double(i) * 250 - 118, y - 190, 236, 150, 34)
        c.fill(.down(y - 190, y - 40, cloth.lighter(0.08), cloth))
      }
      // What comes in through the window lies on the floor.
      c.polygon(
        [
          Point(w.left + 60, y + 60), Point(w.left + w.width - 60, y + 60), Point(w.left + w.width + 120, y + 330),
          Point(w.left - 60, y + 330),
        ],
        .fade(y + 60, y + 330, light.skyLow, 0.3, 0.04))
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
