import Glibc

/// Value noise on an endless grid, 0 to 1.
struct Noise {
  let seed: UInt64

  func at(_ x: Double, _ y: Double) -> Double {
    let (fx, fy) = (x.rounded(.down), y.rounded(.down))
    let (ix, iy) = (Int(fx), Int(fy))
    let (u, v) = (smooth(0, 1, x - fx), smooth(0, 1, y - fy))
    let upper = mix(node(ix, iy), node(ix + 1, iy), u)
    return mix(upper, mix(node(ix, iy + 1), node(ix + 1, iy + 1), u), v)
  }

  /// Octaves of ever finer noise; 0 to 1, mostly near the middle.
  func cloud(_ x: Double, _ y: Double, octaves: Int = 4) -> Double {
    var (sum, weight, total, scale) = (0.0, 0.5, 0.0, 1.0)
    for _ in 0..<octaves {
      sum += weight * at(x * scale + 17 * scale, y * scale)
      total += weight
      weight *= 0.52
      scale *= 2.03
    }
    return sum / total
  }

  private func node(_ x: Int, _ y: Int) -> Double { hashed(x &* 73_856_093 ^ y &* 19_349_663, seed) }
}

extension Canvas {
  /// Paints every pixel with `colour` at the alpha that `alpha` says for its place (0 to 1 across and down).
  func mist(_ colour: Colour, _ alpha: (Double, Double) -> Double) {
    let (r, g, b) = (colour.r * 255, colour.g * 255, colour.b * 255)
    pixels { all in
      for y in 0..<height {
        for x in 0..<width {
          let a = clamp(alpha((Double(x) + 0.5) / Double(width), (Double(y) + 0.5) / Double(height)))
          let under = all[y * width + x]
          all[y * width + x] = over(under, SIMD4(b, g, r, 255), a)
        }
      }
    }
  }
}

@inline(__always) private func over(_ under: UInt32, _ paint: SIMD4<Double>, _ a: Double) -> UInt32 {
  let old = SIMD4<Double>(
    Double(under & 255), Double(under >> 8 & 255), Double(under >> 16 & 255), Double(under >> 24))
  let new = old * (1 - a) + paint * a
  return UInt32(new.x) | UInt32(new.y) << 8 | UInt32(new.z) << 16 | UInt32(new.w) << 24
}
