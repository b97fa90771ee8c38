import Glibc
import Testing

@testable import Analyzing

@Suite struct PauseTests {
  /// Twenty seconds of level, 0.01 s a value, that `shape` may lower.
  private func pauses(beat: Double = 0.5, _ shape: (Double) -> Double) -> [Pause] {
    var features = Features(sampleRate: 44100, hop: 441, mainSize: 2048, hitSize: 1024)
    features.power = (0..<2000).map { Float(0.04 * shape(Double($0) / 100)) }
    features.sampleCount = 2000 * 441
    return Pause.all(in: features, beat: beat)
  }

  @Test(arguments: [0.3, 0.7, 2]) func `a stop of the whole band is a pause that begins with it`(length: Double) throws
  {
    let found = pauses { $0 > 10 && $0 < 10 + length ? 1e-5 : 1 }
    let pause = try #require(found.first)
    // What comes back is seen a fifth of a second ahead.
    #expect(found.count == 1 && abs(pause.start - 10) < 0.1 && abs(pause.end - 9.9 - length) < 0.15)
  }

  @Test func `the build before a stop is no part of it`() throws {
    let found = pauses { time in
      if time > 12 && time < 12.4 { return 1e-5 }
      // Six seconds that are quieter than the song, with strokes on the beat.
      return time > 6 && time < 12 ? (time * 2).truncatingRemainder(dividingBy: 1) < 0.2 ? 0.3 : 0.03 : 1
    }
    let pause = try #require(found.first)
    #expect(found.count == 1 && abs(pause.start - 12) < 0.4)
  }

  @Test func `chords that ring away are no pauses`() {
    #expect(pauses { exp(-$0.truncatingRemainder(dividingBy: 2) * 3) }.isEmpty)
  }

  @Test func `gaps between short notes are a way of playing`() {
    #expect(pauses { ($0 * 2).truncatingRemainder(dividingBy: 1) < 0.4 ? 1 : 1e-5 }.isEmpty)
  }
}
