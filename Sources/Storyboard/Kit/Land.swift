import Glibc

extension Diorama {
  /// A line of hills from edge to edge whose ends meet: sums of waves with whole numbers of turns.
  func ridge(_ dice: inout Dice, base: Double, height: Double, rough: Double) -> [Point] {
    let waves = (1...9).map { n -> (Double, Double, Double) in
      (Double(n) * (1 + Double(dice.below(2))), dice.unit(), 1 / pow(Double(n), mix(1.9, 1.15, rough)))
    }
    let total = waves.reduce(0) { $0 + $1.2 }
    let steps = 240
    return (0...steps).map { i in
      let u = Double(i) / Double(steps)
      // Rough land folds where soft land rolls: triangles have summits, sines have none.
      let h = waves.reduce(0) { sum, wave in
        let turn = wave.0 * u + wave.1
        let part = turn - turn.rounded(.down)
        return sum + wave.2 * mix(sin(turn * 2 * .pi), 1 - 4 * abs(part - 0.5), rough)
      }
      return Point(u * span, base - height * clamp(0.5 + 0.75 * h / total, 0, 1.1))
    }
  }

  /// A ridge as a sheet, with a lit upper edge that fades into its own haze downwards.
  func hills(
    _ name: String, depth: Double, base: Double, height: Double, rough: Double, tone: Double, detail: Double = 1,
    drift: Double = 0
  ) {
    sheet(name, depth: depth, detail: detail, drift: drift, loops: true) { c, dice in
      let line = ridge(&dice, base: base, height: height, rough: rough)
      // Deep enough to stay behind what stands in front when the camera rises; more would only cost time.
      let colour = light.tone(tone)
      let foot = min(bottom, base + 260)
      c.polygon(
        line + [Point(span, foot), Point(0, foot)],
        .linear(
          Point(0, base - height), Point(0, base + 160),
          [(0, colour.lighter(0.015), 1), (0.6, colour, 1), (1, colour.mixed(light.haze, 0.35), 1)]))
    }
  }

  /// The ground that the lead stands on: darker towards the viewer, with a sheen of the sky.
  func ground(_ from: Double = Diorama.horizon, near: Colour? = nil, far: Colour? = nil, texture: Bool = true) {
    let far = far ?? light.tone(0.5)
    let near = near ?? light.tone(0.97)
    sheet("ground", depth: 0.8) { c, dice in
      c.rect(left - 4, from, right - left + 8, bottom - from, .down(from, min(bottom, from + 620), far, near))
      guard texture else { return }
      for _ in 0..<150 {
        let t = dice.unit()
        let y = from + 14 + (bottom - from) * t * t
        let w = 30 + 260 * t * t
        let x = dice.between(0, span)
        let tint = dice.chance(0.5) ? near : far
        c.ellipse(Point(x, y), w, 2 + 8 * t * t, .solid(tint, dice.between(0.08, 0.3)))
      }
    }
  }
}
