extension Diorama {
  /// Stones that somebody laid on each other to say: here.
  func cairn() {
    backdrop(Point(lit * 220, -520), 900, light.key, 0.36, discs: false)
    let ground = isCold ? light.skyLow.mixed(light.skyTop, 0.55) : stuff(0x5b544d)
    near("ground", depth: 0.84) { c, dice in
      tabletop(c, 30, ground, edge: 0.25)
      for _ in 0..<26 {
        pebble(
          c, Point(dice.between(nearLeft, nearRight), dice.between(60, 620)), dice.between(14, 60), stuff(0x77706a),
          snow: isCold)
      }
      shade(c, Point(0, 130), 520, 110)
    }
    near("cairn") { c, _ in
      let stones: [(Double, Double, Double, Double, Int)] = [
        (-20, 40, 330, 0.42, 0x6e6862), (30, -150, 262, 0.44, 0x857c70), (-24, -312, 214, 0.46, 0x5f5b5a),
        (22, -452, 158, 0.5, 0x8d8274), (-6, -566, 106, 0.56, 0x6a645f), (8, -652, 62, 0.7, 0x9a8f80),
      ]
      for (x, y, r, flat, rgb) in stones {
        pebble(c, Point(x * -lit, y), r, stuff(rgb), flat: flat, snow: isCold)
        shade(c, Point(x * -lit, y - r * flat * 0.96), r * 0.6, 16, 0.5)
      }
    }
    rimOfLight([Point(lit * 200, -330), Point(lit * 156, -452), Point(lit * 96, -570), Point(lit * 52, -670)], 9)
  }
}
