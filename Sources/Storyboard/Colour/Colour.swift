import Glibc

/// A colour as sRGB from 0 to 1; mixing happens in OKLab, where halfway looks halfway (Ottosson, 2020).
struct Colour: Equatable {
  var r, g, b: Double

  init(_ r: Double, _ g: Double, _ b: Double) { (self.r, self.g, self.b) = (r, g, b) }

  /// `#rrggbb`; nil for anything else.
  init?(hex: String) {
    let digits = hex.hasPrefix("#") ? hex.dropFirst() : hex[...]
    guard digits.utf8.count == 6, let value = UInt32(digits, radix: 16) else { return nil }
    self.init(Double(value >> 16 & 255) / 255, Double(value >> 8 & 255) / 255, Double(value & 255) / 255)
  }

  init(_ lab: OKLab) {
    let l = cube(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b)
    let m = cube(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b)
    let s = cube(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b)
    r = encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
    g = encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
    b = encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
  }

  var lab: OKLab {
    let (x, y, z) = (linear(r), linear(g), linear(b))
    let l = cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z)
    let m = cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z)
    let s = cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z)
    return OKLab(
      l: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// `share` of the way to `other`.
  func mixed(_ other: Colour, _ share: Double) -> Colour { Colour(lab.mixed(other.lab, share)) }
  /// Lightness moved by `by`, hue and chroma kept.
  func lighter(_ by: Double) -> Colour { with { $0.l = min(max($0.l + by, 0), 1) } }
  /// The same hue and chroma at lightness `l`.
  func at(lightness l: Double) -> Colour { with { $0.l = l } }
  /// Chroma times `by`.
  func vivid(_ by: Double) -> Colour { with { ($0.a, $0.b) = ($0.a * by, $0.b * by) } }

  /// Hue turned by `angle` radians.
  func turned(by angle: Double) -> Colour {
    with { ($0.a, $0.b) = ($0.a * cos(angle) - $0.b * sin(angle), $0.a * sin(angle) + $0.b * cos(angle)) }
  }

  private func with(_ change: (inout OKLab) -> Void) -> Colour {
    var value = lab
    change(&value)
    return Colour(value)
  }
}

/// Björn Ottosson's perceptual space: lightness 0 to 1, two colour axes around 0.
struct OKLab: Equatable {
  var l, a, b: Double
  var chroma: Double { (a * a + b * b).squareRoot() }

  func mixed(_ o: OKLab, _ t: Double) -> OKLab {
    OKLab(l: l + (o.l - l) * t, a: a + (o.a - a) * t, b: b + (o.b - b) * t)
  }
}

private func cube(_ x: Double) -> Double { x * x * x }
private func linear(_ c: Double) -> Double { c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4) }
private func encoded(_ x: Double) -> Double {
  let c = min(max(x, 0), 1)
  return c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055
}
