import Testing

@testable import Assembling

@Suite struct WindowsTests {
  /// 12 s of noise, the same each time.
  private static let made: [Int16] = {
    var seed: UInt32 = 1
    return (0..<(12 * 44100)).flatMap { _ in
      seed = seed &* 1_664_525 &+ 1_013_904_223
      let value = Int16(truncatingIfNeeded: seed >> 18)
      return [value, value]
    }
  }()

  var noise: [Int16] { Self.made }

  func windows(_ samples: [Int16], portion: Int) -> Windows {
    let windows = Windows(over: 12)
    samples.withUnsafeBytes { raw in
      for start in stride(from: 0, to: raw.count, by: portion) {
        windows.take(UnsafeRawBufferPointer(rebasing: raw[start..<min(raw.count, start + portion)]))
      }
    }
    return windows
  }

  @Test(arguments: [0, 1, -1, 441, -882, 4000])
  func `a shift of whole samples is found in every window`(_ shift: Int) {
    let late = shift >= 0
    let moved =
      late
      ? [Int16](repeating: 0, count: 2 * shift) + noise.dropLast(2 * shift)
      : noise.dropFirst(-2 * shift) + [Int16](repeating: 0, count: -2 * shift)
    let offsets = windows(Array(moved), portion: 4099).offsets(against: windows(noise, portion: 65536))
    #expect(offsets.count == 9)
    #expect(offsets.allSatisfy { abs($0.milliseconds - Double(shift) / 44.1) < 1e-9 })
  }

  @Test func `silence has no offset, and portions of any size count the same samples`() {
    let silence = [Int16](repeating: 0, count: noise.count)
    #expect(windows(silence, portion: 8191).offsets(against: windows(silence, portion: 8192)).isEmpty)
    #expect(windows(noise, portion: 7).seconds == 12)
  }

  @Test func `a steady tone has no offset either way`() {
    let tone = (0..<(12 * 44100)).flatMap { index -> [Int16] in
      let value: Int16 = index / 50 % 2 == 0 ? 9000 : -9000
      return [value, value]
    }
    #expect(
      windows(tone, portion: 9999).offsets(against: windows(tone, portion: 65536)).allSatisfy { $0.milliseconds == 0 })
  }
}
