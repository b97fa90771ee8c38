import Glibc
import Vocabulary

extension Lab {
  /// Of sRGB, each channel 0 to 255: `Lab(hex:)` without the detour over text, for whole pictures.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    let (r, g, b) = (light[Int(red)], light[Int(green)], light[Int(blue)])
    let x = bent((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
    let y = bent(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
    let z = bent((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
    self.init(l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  /// How different two colours of one garment look: lightness counts half, because light falls differently in each
  /// shot and cloth stays what it is.
  public func clothDistance(_ o: Lab) -> Double {
    let (dl, da, db) = (0.5 * (l - o.l), a - o.a, b - o.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }

  /// How far a pixel is from being `garment` in some other light, in the units of a colour distance.
  ///
  /// Shadow and light multiply what a cloth reflects by one factor, and in Lab (above a lightness of 8) that stretches
  /// `l + 16`, `a` and `b` alike: so the pixel is first stretched to the garment's lightness. Haze, grain and glare add
  /// white: they take colourfulness and leave the hue, so up to 55 % less of it counts little, and all beyond fully. The
  /// hue counts in full. Lightness counts little for a coloured garment, and half, as between two shots, for a grey one,
  /// which has nothing else to be known by.
  public func distance(fromLit garment: Lab) -> Double {
    let stretch = min(max((garment.l + 16) / (l + 16), 0.5), 2.2)
    let (own, wanted) = (chroma * stretch, garment.chroma)
    let grey = max(0, 1 - wanted / 30)
    let light = (0.15 + 0.35 * grey) * (l - garment.l)
    let lost = wanted - own
    let faded = lost < 0 ? -0.5 * lost : 0.3 * min(lost, 0.55 * wanted) + 1.5 * max(0, lost - 0.55 * wanted)
    let turned = 2 * (own * wanted).squareRoot() * sin(turn(to: garment) / 2)
    return (light * light + faded * faded + turned * turned).squareRoot()
  }

  /// The angle between two hues in radians, 0 to pi; 0 where one is grey.
  private func turn(to other: Lab) -> Double {
    let both = chroma * other.chroma
    return both < 1e-9 ? 0 : acos(min(max((a * other.a + b * other.b) / both, -1), 1))
  }
}

/// Linear light of each value of a channel.
private let light: [Double] = (0..<256).map { i in
  let v = Double(i) / 255
  return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
}

private func bent(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116 }
