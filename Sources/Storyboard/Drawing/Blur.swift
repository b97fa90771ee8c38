extension Canvas {
  /// Three box blurs of `radius` pixels: near enough to a Gaussian, and linear in the number of pixels.
  func blur(_ radius: Int) {
    guard radius > 0, width > 1, height > 1 else { return }
    var spare = [UInt32](repeating: 0, count: width * height)
    pixels { all in
      spare.withUnsafeMutableBufferPointer { other in
        for _ in 0..<3 {
          boxBlur(from: all, to: other, lines: height, length: width, step: 1, pitch: width, radius: radius)
          boxBlur(from: other, to: all, lines: width, length: height, step: width, pitch: 1, radius: radius)
        }
      }
    }
  }
}

/// One pass along rows (or columns, by `step` and `pitch`): a sum that slides, four channels at once.
private func boxBlur(
  from: UnsafeMutableBufferPointer<UInt32>, to: UnsafeMutableBufferPointer<UInt32>, lines: Int, length: Int, step: Int,
  pitch: Int, radius: Int
) {
  let span = UInt32(2 * radius + 1)
  for line in 0..<lines {
    let start = line * pitch
    var sum = SIMD4<UInt32>(repeating: 0)
    for i in -radius...radius { sum &+= split(from[start + min(max(i, 0), length - 1) * step]) }
    for i in 0..<length {
      let mean = sum / span
      to[start + i * step] = mean.x | mean.y << 8 | mean.z << 16 | mean.w << 24
      sum &+= split(from[start + min(i + radius + 1, length - 1) * step])
      sum &-= split(from[start + max(i - radius, 0) * step])
    }
  }
}

@inline(__always) private func split(_ p: UInt32) -> SIMD4<UInt32> {
  SIMD4(p & 255, p >> 8 & 255, p >> 16 & 255, p >> 24)
}
