import Foundation

/// Decoded pictures, RGB, one after the other.
struct Frames: Equatable {
  let bytes: [UInt8]
  let width, height: Int
  var count: Double { Double(bytes.count) / Double(width * height * 3) }

  subscript(_ n: Int) -> ArraySlice<UInt8> { bytes[(n * width * height * 3)..<((n + 1) * width * height * 3)] }

  /// Mean of all channels, 0 to 255.
  func brightness(_ n: Int) -> Double { Double(self[n].reduce(0) { $0 + Int($1) }) / Double(self[n].count) }

  /// Mean difference of blocks of 8 × 8 pixels: grain cancels out in a block, movement does not.
  func movement(_ a: Int, _ b: Int) -> Double { blockDistance(blocks(a), blocks(b)) }

  func blocks(_ n: Int) -> [Double] {
    let pixels = Array(self[n])
    var out: [Double] = []
    for y in stride(from: 0, to: height - 7, by: 8) {
      for x in stride(from: 0, to: width - 7, by: 8) {
        var sum = 0
        for v in 0..<8 { for u in 0..<24 { sum += Int(pixels[((y + v) * width + x) * 3 + u]) } }
        out.append(Double(sum) / 192)
      }
    }
    return out
  }

  /// Share of the first picture's pixels within `limit` of `colour`, as CIE distance with lightness halved.
  func share(of colour: (Double, Double, Double), within limit: Double) -> Double {
    let wanted = lab(colour)
    let hits = stride(from: 0, to: width * height * 3, by: 3).filter { i in
      let here = lab((Double(bytes[i]) / 255, Double(bytes[i + 1]) / 255, Double(bytes[i + 2]) / 255))
      let d = (0.5 * (here.0 - wanted.0), here.1 - wanted.1, here.2 - wanted.2)
      return (d.0 * d.0 + d.1 * d.1 + d.2 * d.2).squareRoot() <= limit
    }
    return Double(hits.count) / Double(width * height)
  }
}

func blockDistance(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(a.count)
}

/// CIE Lab of an sRGB colour, D65.
func lab(_ c: (Double, Double, Double)) -> (Double, Double, Double) {
  func linear(_ v: Double) -> Double { v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4) }
  func f(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116 }
  let (r, g, b) = (linear(c.0), linear(c.1), linear(c.2))
  let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
  let y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
  return (116 * y - 16, 500 * (x - y), 200 * (y - z))
}
