import CCairo

extension Diorama {
  /// A soft sheet at an eighth of the size, made of one colour and an alpha for each place (0 to 1 across and down).
  /// Places 0 and 1 across meet when the sheet repeats.
  func veil(
    _ name: String, depth: Double, drift: Double = 0, _ colour: Colour, _ strength: Double,
    _ alpha: @escaping (Double, Double) -> Double
  ) {
    mist(name, depth: depth, drift: drift, drive: nil, [(colour, { strength * alpha($0, $1) })])
  }

  typealias Tint = (colour: Colour, alpha: (Double, Double) -> Double)

  /// The same as light.
  func sheetOfLight(
    _ name: String, depth: Double, _ colour: Colour, drive: Drive, drift: Double = 0,
    _ alpha: @escaping (Double, Double) -> Double
  ) {
    mist(name, depth: depth, drift: drift, drive: drive, [(colour, alpha)])
  }

  /// Several tints, one over the other, in one sheet.
  func mist(_ name: String, depth: Double, drift: Double, drive: Drive?, _ tints: [Tint]) {
    // `done`: noise fills the whole sheet by itself, so the sheet must not be drawn three times over its seam.
    var done = false
    sheet(name, depth: depth, detail: 0.16, drive: drive, drift: closed ? 0 : drift) { c, _ in
      if done { return }
      done = true
      for tint in tints { c.mist(tint.colour, tint.alpha) }
    }
  }

  /// Banks of fog that pass between the layers.
  func fog(_ name: String, depth: Double, _ strength: Double, low: Double = 1) {
    let noise = Noise(seed: seed ^ UInt64(depth * 1000))
    let line = (Diorama.horizon - top) / (bottom - top)
    veil(name, depth: depth, drift: 26 * (depth + 0.3), light.haze.lighter(0.03), strength) { u, v in
      let n = mix(noise.cloud(u * 5, v * 9), noise.cloud((u - 1) * 5, v * 9), smooth(0.3, 1, u))
      let height = smooth(line - 0.42 * low, line + 0.02, v) * (1 - 0.55 * smooth(line + 0.1, 1, v))
      return height * smooth(0.28, 0.72, n)
    }
  }
}
