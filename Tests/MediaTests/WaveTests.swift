import Testing

@testable import Media

@Suite struct WaveTests {
  let bench = Bench()

  /// A stereo WAV of the given samples, with a chunk nobody knows before them.
  func file(_ samples: [Int16]) -> [UInt8] {
    func number(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(value >> (8 * $0) & 255) } }
    let format = number(1, 2) + number(2, 2) + number(44100, 4) + number(176_400, 4) + number(4, 2) + number(16, 2)
    let data = samples.flatMap { number(Int(UInt16(bitPattern: $0)), 2) }
    let chunks =
      Array("fmt ".utf8) + number(16, 4) + format + Array("LIST".utf8) + number(3, 4) + [1, 2, 3, 0]
      + Array("data".utf8) + number(data.count, 4) + data
    return Array("RIFF".utf8) + number(4 + chunks.count, 4) + Array("WAVE".utf8) + chunks
  }

  @Test func `all samples come in order, in portions that do not matter`() throws {
    let samples = (0..<150_000).map { Int16(truncatingIfNeeded: $0 * 7) }
    bench.write(file(samples), to: "a.wav")
    var heard: [Int16] = []
    let header = try readSong("a.wav", in: bench.place) { heard += $0 }
    #expect(heard == samples)
    #expect(header.frames == 75_000 && header.rate == 44100 && header.channels == 2)
  }

  @Test func `a file cut at any byte is an error, never fewer samples`() {
    let whole = file([1, -2, 3, -4])
    for length in 0..<whole.count {
      bench.write(Array(whole.prefix(length)), to: "cut.wav")
      #expect(kind { try readSong("cut.wav", in: bench.place) { _ in } } == .unreadable, "\(length)")
    }
    bench.write(whole, to: "cut.wav")
    #expect(kind { try readSong("cut.wav", in: bench.place) { _ in } } == nil)
  }
}
