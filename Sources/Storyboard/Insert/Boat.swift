import CCairo
import Glibc
import Vocabulary

extension Diorama {
  /// A folded paper boat in a puddle that holds the lights upside down; on the sea it rides the swell.
  func boat() {
    backdrop(Point(-lit * 120, -520), 800, light.accent, 0.4)
    let isSea = scene.place == .sea || scene.place == .underwater
    near("water", depth: 0.82) { c, dice in
      tabletop(c, -330, isSea ? light.skyMid.mixed(light.ink, 0.5) : stuff(0x2c2b30).mixed(light.ink, 0.3), edge: 0.2)
      if !isSea { for _ in 0..<240 { asphalt(c, &dice) } }
      let pool = [
        Point(-640, 20), Point(-420, -190), Point(-40, -240), Point(430, -200), Point(660, 10), Point(520, 260),
        Point(90, 360), Point(-400, 270),
      ]
      c.modelled(pool, .down(-240, 360, light.skyLow.mixed(light.skyMid, 0.4), light.ink.mixed(light.skyMid, 0.3))) {
        c in
        for (x, colour) in [
          (-420.0, light.accent), (-190, light.warm), (150, light.second), (330, light.warm), (470, light.accent),
        ] {
          streak(c, Point(x, -230), dice.between(26, 46), 420, colour, 0.25 + 0.4 * light.night)
        }
        reflection(c)
      }
    }
    near("boat") { c, _ in paperBoat(c) }
    rings()
  }

  private func asphalt(_ c: Canvas, _ dice: inout Dice) {
    let t = dice.unit()
    let at = Point(dice.between(nearLeft, nearRight), -320 + 900 * t * t)
    c.ellipse(at, 3 + 10 * t, 2 + 4 * t, .solid(dice.chance(0.4) ? light.skyLow : light.ink, dice.between(0.1, 0.3)))
  }

  private func paperBoat(_ c: Canvas) {
    let paper = stuff(0xf2ece0).lighter(0.06)
    let (bright, dull) = (paper.mixed(light.key, 0.35), paper.mixed(light.skyMid, 0.4).mixed(light.ink, 0.2))
    c.polygon([Point(-lit * 6, -420), Point(lit * 170, -60), Point(-lit * 6, -30)], .solid(bright))
    c.polygon([Point(-lit * 6, -420), Point(-lit * 160, -64), Point(-lit * 6, -30)], .solid(dull))
    c.polygon(
      [Point(-350, -190), Point(0, -40), Point(350, -190), Point(210, 70), Point(-210, 70)],
      .linear(
        Point(-lit * 300, 0), Point(lit * 300, 0),
        [(0, dull.mixed(light.ink, 0.25), 1), (0.48, dull, 1), (0.52, paper, 1), (1, bright, 1)]))
    c.line([Point(-350, -190), Point(0, -40), Point(350, -190)], .solid(bright.lighter(0.06)), 6)
    c.line([Point(0, -40), Point(lit * 20, 66)], .solid(light.ink, 0.18), 5)
    c.ellipse(Point(0, 72), 216, 12, .solid(light.ink, 0.5))
  }

  private func reflection(_ c: Canvas) {
    c.local {
      c.translate(0, 144)
      c.scale(1, -0.62)
      c.group(alpha: 0.5) { paperBoat(c) }
    }
  }

  /// Rings that drops leave: two sheets that answer each other.
  private func rings() {
    for n in 0..<2 {
      near("rings \(n)", depth: 0.84, detail: 0.7, drive: n == 0 ? .beat : .flicker) { c, dice in
        for _ in 0..<(isWet ? 5 : 2) {
          let at = Point(dice.swing() * 420, dice.between(-120, 230))
          let size = dice.between(50, 130)
          for k in 1...3 {
            c.local {
              c.translate(at.x, at.y)
              c.scale(1, 0.3)
              cairo_new_sub_path(c.cr)
              cairo_arc(c.cr, 0, 0, size * Double(k) / 2.2, 0, 2 * .pi)
            }
            c.stroke(.solid(light.key, 0.5 / Double(k)), 4)
          }
          guard isWet else { continue }
          for a in [-0.6, 0, 0.55] {
            c.line([at, at + Point(sin(a), -cos(a)) * dice.between(30, 70)], .solid(light.key, 0.6), 4)
          }
        }
      }
    }
  }
}
