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
}

/// Linear light of each value of a channel.
private let light: [Double] = (0..<256).map { i in
  let v = Double(i) / 255
  return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
}

private func bent(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116 }
