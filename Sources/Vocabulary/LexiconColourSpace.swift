import Glibc

/// A colour by how it looks: CIE L*a*b* under D65. Distances in it are what an eye sees, roughly.
public struct Lab: Hashable, Sendable {
  /// Lightness, 0 to 100.
  public var l: Double
  /// Green (negative) to red.
  public var a: Double
  /// Blue (negative) to yellow.
  public var b: Double

  public init(l: Double, a: Double, b: Double) {
    self.l = l
    self.a = a
    self.b = b
  }

  /// From `#rrggbb`; nil for anything else.
  public init?(hex: String) {
    guard hex.utf8.count == 7, hex.hasPrefix("#"), let value = UInt32(hex.dropFirst(), radix: 16) else { return nil }
    let linear = [16, 8, 0].map { shift in Self.linear(Double((value >> UInt32(shift)) & 255) / 255) }
    let x = 0.4124564 * linear[0] + 0.3575761 * linear[1] + 0.1804375 * linear[2]
    let y = 0.2126729 * linear[0] + 0.7151522 * linear[1] + 0.0721750 * linear[2]
    let z = 0.0193339 * linear[0] + 0.1191920 * linear[1] + 0.9503041 * linear[2]
    let (fx, fy, fz) = (Self.bend(x / 0.95047), Self.bend(y), Self.bend(z / 1.08883))
    self.init(l: 116 * fy - 16, a: 500 * (fx - fy), b: 200 * (fy - fz))
  }

  /// From lightness, chroma (0 grey, about 100 at most) and hue in degrees.
  public init(l: Double, chroma: Double, hue: Double) {
    self.init(l: l, a: chroma * cos(hue * .pi / 180), b: chroma * sin(hue * .pi / 180))
  }

  public var chroma: Double { (a * a + b * b).squareRoot() }
  /// Degrees from 0 up to 360; 0 for grey.
  public var hue: Double {
    let degrees = chroma < 1e-9 ? 0 : atan2(b, a) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  /// CIE76 difference: about 2 is just seen, 40 is another colour to anybody.
  public func distance(to other: Lab) -> Double {
    let (dl, da, db) = (l - other.l, a - other.a, b - other.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }

  /// `#rrggbb` of the nearest colour of this lightness and hue that a screen can show: chroma gives way.
  public var hex: String {
    var chroma = chroma
    for _ in 0..<24 {
      let rgb = Lab(l: l, chroma: chroma, hue: hue).linearRGB
      if rgb.allSatisfy({ $0 > -0.002 && $0 < 1.002 }) { break }
      chroma *= 0.92
    }
    return "#" + Lab(l: l, chroma: chroma, hue: hue).linearRGB.map(Self.byte).joined()
  }

  private var linearRGB: [Double] {
    let fy = (l + 16) / 116
    let x = 0.95047 * Self.unbend(fy + a / 500)
    let y = Self.unbend(fy)
    let z = 1.08883 * Self.unbend(fy - b / 200)
    return [
      3.2404542 * x - 1.5371385 * y - 0.4985314 * z, -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
      0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    ]
  }

  private static func byte(_ linear: Double) -> String {
    let bounded = min(max(linear, 0), 1)
    let encoded = bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * pow(bounded, 1 / 2.4) - 0.055
    let text = String(Int((encoded * 255).rounded()), radix: 16)
    return text.utf8.count == 1 ? "0" + text : text
  }

  private static func linear(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  private static func bend(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116 }

  private static func unbend(_ t: Double) -> Double { t > 0.206893 ? t * t * t : (t - 16.0 / 116) / 7.787 }
}

extension Lexicon {
  /// The name that a person would use for `hex`: the nearest colour of the lexicon, which reads back as itself.
  public func name(of hex: String) -> String {
    guard let wanted = Lab(hex: hex) else { return "grey" }
    let nearest = shades.indices.min { shades[$0].distance(to: wanted) < shades[$1].distance(to: wanted) }
    return nearest.map { colours[$0].name } ?? "grey"
  }
}
