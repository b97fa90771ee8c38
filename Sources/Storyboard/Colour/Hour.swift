import Vocabulary

/// How light falls at one time of day, before the palette colours it.
struct Hour {
  var top, middle, low, ink, key: Colour
  var night, height: Double
  /// How much of the light comes from a sun at the horizon: 0 by day and at night, 1 at golden hour.
  var glow = 0.0

  static func of(_ time: TimeOfDay) -> Hour {
    switch time {
    case .dawn: hour(0x38486f, 0x9a86a4, 0xf4bfa2, 0x1d2130, 0xffd9b0, 0.35, 0.1, glow: 0.8)
    case .day: hour(0x3f7fb8, 0x86b8d6, 0xdbe9ea, 0x1f3140, 0xfff3d8, 0, 0.72)
    case .goldenHour: hour(0x4d5a8c, 0xc98d75, 0xfbc271, 0x251c26, 0xffd488, 0.12, 0.16, glow: 1)
    case .dusk: hour(0x1d2148, 0x6b4a83, 0xe8837c, 0x12101f, 0xffa27c, 0.62, 0.06, glow: 0.6)
    case .night: hour(0x050817, 0x0e1a36, 0x294064, 0x05070f, 0xd5e4ff, 1, 0.62)
    }
  }

  private static func hour(
    _ top: Int, _ middle: Int, _ low: Int, _ ink: Int, _ key: Int, _ night: Double, _ height: Double,
    glow: Double = 0
  ) -> Hour {
    Hour(
      top: Colour(rgb: top), middle: Colour(rgb: middle), low: Colour(rgb: low), ink: Colour(rgb: ink),
      key: Colour(rgb: key), night: night, height: height, glow: glow)
  }

  func mixed(_ o: Hour, _ t: Double) -> Hour {
    Hour(
      top: top.mixed(o.top, t), middle: middle.mixed(o.middle, t), low: low.mixed(o.low, t), ink: ink.mixed(o.ink, t),
      key: key.mixed(o.key, t), night: mix(night, o.night, t), height: mix(height, o.height, t),
      glow: mix(glow, o.glow, t))
  }

  /// Clouds, fog and dust take colour and contrast out of the hour.
  func under(_ weather: Weather) -> Hour {
    var h = self
    switch weather {
    case .fog, .snow:
      h.top = top.mixed(low, 0.4).vivid(0.7)
      h.middle = middle.mixed(low, 0.4).vivid(0.75)
      h.ink = ink.mixed(low, 0.12)
    case .rain:
      h.glow = 0.3 * glow
      (h.top, h.middle, h.low) = (top.lighter(-0.05), middle.lighter(-0.06), low.lighter(-0.1).vivid(0.8))
    case .storm:
      h.glow = 0.2 * glow
      (h.top, h.middle, h.low) = (top.lighter(-0.14), middle.lighter(-0.14), low.lighter(-0.16).vivid(0.7))
    case .dust: (h.top, h.middle) = (top.mixed(low, 0.35), middle.mixed(low, 0.45))
    case .clear, .petals, .leaves, .embers: break
    }
    return h
  }
}

extension Colour {
  /// `0xrrggbb`.
  init(rgb: Int) {
    self.init(Double(rgb >> 16 & 255) / 255, Double(rgb >> 8 & 255) / 255, Double(rgb & 255) / 255)
  }
}
