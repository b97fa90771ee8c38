import Vocabulary

/// One house of a skyline, in set units.
struct Building {
  var x, width, height: Double
  /// What sits on the roof: nothing, a mast, a tank, a step.
  var roof: Int
  /// Size of one window and the share that is lit.
  var pane: Point
  var lit: Double
}

extension Diorama {
  /// A row of houses along the whole set. `gap` keeps the middle of the frame free for the sky and the lead.
  func row(_ name: String, width: ClosedRange<Double>, height: ClosedRange<Double>, gap: Double = 0) -> [Building] {
    var dice = dice(name)
    var houses: [Building] = []
    var x = 0.0
    while x < span - width.lowerBound * 0.5 {
      let w = min(dice.between(width.lowerBound, width.upperBound), span - x)
      let away = abs(x + w / 2 - centre)
      let tall = dice.between(height.lowerBound, height.upperBound) * (dice.chance(0.16) ? 1.35 : 1)
      if away > gap {
        houses.append(
          Building(
            x: x, width: w, height: tall, roof: dice.below(5), pane: Point(dice.between(9, 15), dice.between(13, 20)),
            lit: 0.16 + 0.34 * dice.unit() * (0.5 + scene.intensity)))
      }
      x += w + (dice.chance(0.3) ? dice.between(4, 26) : 0)
    }
    return houses
  }

  /// The houses as silhouettes that fade into their own haze at the foot, and stand on their heads in wet ground.
  /// `lit` is how bright their windows are.
  func skyline(
    _ name: String, _ houses: [Building], depth: Double, base: Double, tone: Double, lit: Double, mirror: Double = 0
  ) {
    let colour = light.tone(tone)
    func draw(_ c: Canvas) {
      for (n, h) in houses.enumerated() {
        let shade = colour.lighter((hashed(n, seed) - 0.5) * 0.05)
        let top = base - h.height
        c.rect(h.x, top, h.width, h.height, .down(top, base, shade, shade.mixed(light.haze, 0.45 * (1.1 - depth))))
        c.rect(h.x, top, h.width * 0.16, h.height, .fade(top, base, light.haze, 0.16, 0))
        roof(c, h, top, shade)
      }
      var dice = dice(name)
      for h in houses { panes(c, h, base, &dice, grow: 0, lit * windowLight) }
    }
    sheet(name, depth: depth) { c, _ in
      draw(c)
      if mirror > 0 { upsideDown(c, base, mirror) { draw(c) } }
    }
  }

  private var windowLight: Double {
    light.night > 0.2 || scene.lights.contains(.window) ? 0.35 + 0.65 * light.night : 0
  }

  private func roof(_ c: Canvas, _ h: Building, _ top: Double, _ shade: Colour) {
    let middle = h.x + h.width / 2
    switch h.roof {
    case 0: c.line([Point(middle, top), Point(middle, top - h.width * 0.8)], .solid(shade), 4)
    case 1: c.rect(h.x + h.width * 0.2, top - 26, h.width * 0.5, 28, .solid(shade))
    case 2: c.rect(h.x + h.width * 0.12, top - 46, h.width * 0.76, 48, .solid(shade))
    default: break
    }
  }

  /// More windows, as light: the louder the music, the more of them shine; and the bloom of all.
  func nightLife(_ name: String, _ houses: [Building], depth: Double, base: Double, mirror: Double = 0) {
    guard windowLight > 0 else { return }
    func draw(_ c: Canvas, _ name: String, grow: Double, _ alpha: Double) {
      var dice = dice(name)
      for h in houses { panes(c, h, base, &dice, grow: grow, alpha * windowLight) }
    }
    sheet(name + " more", depth: depth, detail: 0.7, drive: .energy) { c, _ in draw(c, name + " more", grow: 0, 0.8) }
    sheet(name + " bloom", depth: depth, detail: 0.2, drive: .beat, blur: 3) { c, _ in
      draw(c, name, grow: 6, 0.5)
      if mirror > 0 { upsideDown(c, base, mirror) { draw(c, name, grow: 6, 0.5) } }
    }
  }

  private func panes(_ c: Canvas, _ h: Building, _ base: Double, _ dice: inout Dice, grow: Double, _ alpha: Double) {
    let step = h.pane * Point(1.9, 1.85)
    let columns = max(1, Int((h.width - 10) / step.x))
    let rows = max(1, Int((h.height - 16) / step.y))
    let inset = (h.width - Double(columns) * step.x + step.x - h.pane.x) / 2
    for row in 0..<rows {
      // Whole floors are dark or busy: even scatter looks like a test card.
      let busy = dice.chance(0.3) ? 1.8 : dice.chance(0.3) ? 0.15 : 0.8
      for column in 0..<columns where dice.chance(h.lit * busy) {
        let x = h.x + inset + Double(column) * step.x
        let y = base - h.height + 14 + Double(row) * step.y
        let colour = dice.chance(0.12) ? light.accent : dice.chance(0.2) ? light.key : light.warm
        let bright = alpha * dice.between(0.45, 0.95)
        c.rect(x - grow, y - grow, h.pane.x + 2 * grow, h.pane.y + 2 * grow, .solid(colour, bright))
      }
    }
  }

  /// `draw` again below the line `base`, weaker and a little squeezed: still water, wet asphalt.
  func upsideDown(_ c: Canvas, _ base: Double, _ alpha: Double, _ draw: () -> Void) {
    c.group(alpha: alpha) {
      c.translate(0, base)
      c.scale(1, -0.8)
      c.translate(0, -base)
      draw()
    }
  }
}
