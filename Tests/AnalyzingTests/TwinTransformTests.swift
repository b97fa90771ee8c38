import Glibc
import Testing

@testable import Analyzing

@Suite struct TwinTransformTests {
  private func powers(_ first: [Float], _ second: [Float], size: Int) -> ([Float], [Float]) {
    var (a, b) = ([Float](repeating: 0, count: size / 2), [Float](repeating: 0, count: size / 2))
    TwinTransform(size: size).powers(first, second, into: &a, &b)
    return (a, b)
  }

  private func sine(bin: Double, size: Int) -> [Float] {
    (0..<size).map { Float(sin(2 * .pi * bin * Double($0) / Double(size))) }
  }

  @Test(arguments: [64, 128, 1024, 2048])
  func `a full-scale sine peaks at one, in its own bin`(size: Int) {
    let bin = size / 8 + 1
    let (power, silent) = powers(sine(bin: Double(bin), size: size), [Float](repeating: 0, count: size), size: size)
    #expect(power.indices.max { power[$0] < power[$1] } == bin)
    #expect(abs(power[bin] - 1) < 0.02)
    #expect(silent.allSatisfy { $0 < 1e-8 })
  }

  @Test func `two frames do not leak into each other`() {
    let (low, high) = powers(sine(bin: 20, size: 256), sine(bin: 90, size: 256), size: 256)
    #expect(low[20] > 0.9 && low[90] < 1e-6)
    #expect(high[90] > 0.9 && high[20] < 1e-6)
  }

  @Test func `the sum of the powers is the one that a plain transform gives`() {
    let wave = (0..<64).map { Float(sin(Double($0 * $0))) }
    let (power, _) = powers(wave, wave, size: 64)
    for bin in [1, 7, 23] {
      var (real, imaginary) = (0.0, 0.0)
      for (i, value) in wave.enumerated() {
        let windowed = Double(value) * (0.5 - 0.5 * cos(2 * .pi * (Double(i) + 0.5) / 64)) * 4 / 64
        real += windowed * cos(2 * .pi * Double(bin * i) / 64)
        imaginary += windowed * sin(2 * .pi * Double(bin * i) / 64)
      }
      #expect(abs(Double(power[bin]) - (real * real + imaginary * imaginary)) < 1e-6)
    }
  }
}
