import CCairo
import Glibc

extension Diorama {
  /// A helmet that was laid down, and the sky in its visor.
  func helmet() {
    backdrop(Point(lit * 260, -560), 900, light.key, 0.3, discs: false)
    let dust = light.tone(0.42).mixed(light.accent, 0.1)
    near("dust", depth: 0.84) { c, dice in
      tabletop(c, 10, dust, edge: 0.35)
      for _ in 0..<60 {
        c.ellipse(
          Point(dice.between(nearLeft, nearRight), 30 + 560 * pow(dice.unit(), 2)), dice.between(10, 60),
          dice.between(4, 14), .solid(light.ink, 0.35))
      }
      shade(c, Point(0, 150), 560, 110, 0.9)
    }
    near("helmet") { c, _ in
      let white = stuff(0xe9e9ec)
      c.rounded(-300, 40, 600, 130, 60)
      c.fill(round(white.mixed(light.ink, 0.3), -300, 300))
      c.line([Point(-280, 60), Point(280, 60)], .solid(light.accent), 18)
      let at = Point(0, -290)
      c.circle(at, 400, ball(white, at, 400, gloss: 0.6))
      let visor = Point(lit * 56, -280)
      c.ellipse(visor, 318, 268, .solid(light.ink))
      c.ellipse(
        visor + Point(0, 4), 296, 246,
        .down(-530, -40, light.ink.mixed(light.skyTop, 0.4), light.accent.mixed(light.warm, 0.4).mixed(light.ink, 0.3)))
      inVisor(c, visor)
      c.circle(at + Point(-lit * 336, 90), 62, ball(stuff(0xa8a9b0), at + Point(-lit * 336, 90), 62))
    }
    near("glint", depth: 0.87, detail: 0.5, drive: .beat, blur: 2) { c, _ in
      c.glow(Point(lit * 230, -470), 260, light.key, 0.8)
      c.line([Point(lit * 90, -480), Point(lit * 370, -460)], .solid(light.key, 0.5), 5)
    }
  }

  private func inVisor(_ c: Canvas, _ at: Point) {
    c.local {
      c.ellipsePath(at + Point(0, 4), 296, 246)
      cairo_clip(c.cr)
      c.curve(
        [at + Point(-320, 120), at + Point(-60, 76), at + Point(120, 96), at + Point(320, 130)],
        .solid(light.ink.mixed(light.tone(0.5), 0.4)), 16)
      c.polygon(
        [
          at + Point(-320, 122), at + Point(-60, 82), at + Point(120, 100), at + Point(320, 134), at + Point(320, 300),
          at + Point(-320, 300),
        ], .solid(light.ink, 0.65))
      c.circle(at + Point(lit * 110, -60), 74, ball(light.skyLow, at + Point(lit * 110, -60), 74))
      for n in 0..<26 {
        c.circle(
          at + Point((hashed(n, 11) - 0.5) * 560, -230 + 290 * hashed(n, 12)), 2 + 3 * hashed(n, 13),
          .solid(light.key, 0.8))
      }
      c.curve(
        [at + Point(-lit * 250, -60), at + Point(-lit * 190, -160), at + Point(-lit * 70, -216)],
        .solid(light.key, 0.5), 18)
    }
  }
}

extension Canvas {
  /// Begins an ellipse, to be clipped or filled.
  func ellipsePath(_ at: Point, _ rx: Double, _ ry: Double) {
    local {
      translate(at.x, at.y)
      scale(rx, ry)
      cairo_new_sub_path(cr)
      cairo_arc(cr, 0, 0, 1, 0, 2 * .pi)
    }
  }
}
