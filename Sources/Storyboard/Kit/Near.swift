import Glibc
import Vocabulary

/// What stands between the lens and the scene, out of focus: it frames the picture, fills the foot of the tall frame and
/// says how far away everything else is.
extension Diorama {
  /// The lower edge of the frame at rest, in set units: sheets reach further down.
  var foot: Double { self.set(Point(0, View.height)).y }

  /// Points of light near the lens, as large soft discs that swell with the beat.
  func bokeh(_ count: Int = 12, low: Bool = true) {
    guard light.night > 0.3 else { return }
    sheet("bokeh", depth: 1.2, detail: 0.22, drive: .beat) { c, dice in
      for i in 0..<count {
        let x = dice.between(0, span)
        let y =
          low || i % 3 > 0
          ? dice.between(mix(Diorama.horizon, bottom, 0.45), bottom) : dice.between(top, Diorama.horizon)
        let r = dice.between(26, 74) / composition.lens
        let colour = [light.warm, light.accent, light.second, light.warm][i % 4]
        let alpha = dice.between(0.1, 0.3)
        c.circle(
          Point(x, y), r, .radial(Point(x, y), r, [(0, colour, alpha * 0.7), (0.82, colour, alpha), (1, colour, 0)]))
      }
    }
  }

  /// A dark upright at the edge that the lead does not need, with light along its inner side.
  func post(width: Double, tone: Double = 1) {
    // A camera that goes along would carry it before the lead.
    guard shot.move != .trackSide else { return }
    sheet("post", depth: 1.25, detail: 0.22, blur: 3, loops: false) { c, _ in
      let s = composition.side
      let x = centre - s * (halfFrame * 1.02)
      let half = width / composition.lens
      c.rect(x - half, top, 2 * half, bottom - top, .solid(light.tone(tone), 0.97))
      let edge = x + s * half
      c.rect(min(edge, edge - s * half * 0.3), top, half * 0.3, bottom - top, .solid(light.skyLow, 0.3))
    }
  }

  /// Something low and wide along the lower edge: a wall, a rail, a table.
  func sill(height: Double, rail: Bool) {
    sheet("sill", depth: 1.2, detail: 0.22, blur: 3) { c, dice in
      let y = foot - height / composition.lens
      let dark = light.tone(1)
      if rail {
        c.rect(left - 10, y, right - left + 20, 26 / composition.lens, .solid(dark, 0.96))
        for x in stride(from: left, to: right, by: span / 14) {
          c.rect(x, y, 15 / composition.lens, bottom - y, .solid(dark, 0.94))
        }
      } else {
        c.rect(left - 10, y, right - left + 20, bottom - y, .down(y, bottom, dark.mixed(light.haze, 0.12), dark))
      }
      c.rect(left - 10, y - 2, right - left + 20, 7 / composition.lens, .solid(light.skyLow, 0.45))
    }
  }

  /// Branches with leaves that hang into the upper corner on the free side.
  func boughs() {
    sheet("boughs", depth: 1.2, detail: 0.22, blur: 3, loops: false) { c, dice in
      let s = composition.side
      for bough in 0..<3 {
        let from = Point(centre - s * halfFrame * 1.3, top + Double(bough) * 120)
        let to = from + Point(s * dice.between(380, 640), dice.between(90, 260)) / composition.lens
        c.curve([from, mix(from, to, 0.5) + Point(0, -40), to], .solid(light.ink, 0.95), 20 / composition.lens)
        for _ in 0..<16 {
          let at = mix(from, to, dice.between(0.15, 1.05)) + Point(dice.swing() * 60, dice.between(-30, 80))
          c.ellipse(
            at, 46 / composition.lens, 18 / composition.lens, turned: dice.swing() * 1.5, .solid(light.ink, 0.85))
        }
      }
    }
  }

  /// Pebbles, tufts and clods before the lead: ground that was walked on, lit along its upper edges.
  func clutter(_ name: String, count: Int, size: Double, tufts: Bool = true) {
    sheet(name, depth: 0.95, detail: 0.8) { c, dice in
      for _ in 0..<count {
        let t = dice.unit()
        let at = Point(dice.between(0, span), mix(Diorama.horizon + 330, bottom + 20, t))
        let r = size * dice.between(0.4, 1.3) * (0.4 + t)
        if tufts, dice.chance(0.5) {
          for k in -2...2 {
            let tip = at + Point(Double(k) * r * 0.7 + dice.swing() * r * 0.4, -r * dice.between(1.6, 3))
            c.blob(
              [
                at + Point(-r * 0.16, 0), mix(at, tip, 0.6), tip, mix(at, tip, 0.5) + Point(r * 0.14, 0),
                at + Point(r * 0.16, 0),
              ],
              .solid(light.tone(0.86 + 0.12 * t)))
          }
        } else {
          rock(c, at, r, &dice)
        }
      }
    }
  }

  /// Light that falls through panes and lies on the floor in slanted quarters, with the dust that it shows on its way.
  func paneLight(_ x: Double, floor: Double) {
    let slide = composition.side * 300
    for (name, drive) in [("panes", Drive.steady), ("shaft", .energy)] {
      sheet(name, depth: 0.76, detail: 0.3, drive: drive, blur: 2, loops: false) { c, _ in
        guard name == "panes" else {
          return c.polygon(
            [
              Point(x - 280, Diorama.horizon - 640), Point(x + 280, Diorama.horizon - 640),
              Point(x + 420 + slide * 1.7, floor + 400), Point(x - 260 + slide * 1.7, floor + 400),
            ],
            .linear(
              Point(x, Diorama.horizon - 600), Point(x + slide, floor + 400),
              [(0, light.skyLow, 0.22), (0.5, light.skyLow, 0.12), (1, light.skyLow, 0.02)]))
        }
        for i in 0..<2 {
          for j in 0..<2 {
            func at(_ u: Double, _ v: Double) -> Point {
              Point(x + slide * (0.7 + v) + (u - 0.5) * (480 + 260 * v), floor + 50 + 380 * v)
            }
            let (u, v) = (Double(i) * 0.52, Double(j) * 0.52)
            c.polygon(
              [at(u, v), at(u + 0.48, v), at(u + 0.48, v + 0.48), at(u, v + 0.48)],
              .solid(light.skyLow.mixed(light.key, 0.4), 0.42 - 0.16 * v))
          }
        }
      }
    }
  }
}
