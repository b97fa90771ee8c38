import Analyzing
import Testing
import Vocabulary

@Suite struct StrokesTests {
  static let map = PulseTests.band(tempo: 120, bars: 12, from: 0.5, length: 25).0.heard()

  private func times(_ kind: MusicEventKind) -> [Double] { Self.map.events.filter { $0.kind == kind }.map(\.time) }

  @Test func `kicks are heard on one and three`() {
    let truth = (0..<24).map { 0.5 + Double($0) }
    #expect(found(truth, in: times(.kick), within: 0.05) > 0.8)
  }

  @Test func `snares are heard on two and four`() {
    let truth = (0..<24).map { 1 + Double($0) }
    #expect(found(truth, in: times(.snare), within: 0.05) > 0.8)
    #expect(found(times(.snare), in: truth, within: 0.05) > 0.6)
  }

  @Test func `hi-hats are heard on the eighths`() {
    let truth = (0..<96).map { 0.5 + 0.25 * Double($0) }
    #expect(found(truth, in: times(.hihat), within: 0.05) > 0.6)
  }

  @Test func `a struck beat is stronger than a silent one`() {
    var (sound, _, _) = PulseTests.band(tempo: 120, bars: 16, from: 0, length: 32)
    for i in Int(15.1 * Sound.rate)..<Int(17 * Sound.rate) { sound.samples[i] = 0 }
    let map = sound.heard()
    let strength = zip(map.beats, map.beatStrength)
    let silent = strength.filter { $0.0 > 15.3 && $0.0 < 16.8 }.map(\.1)
    let struck = strength.filter { $0.0 < 14 }.map(\.1)
    #expect((silent.max() ?? 0) < struck.reduce(0, +) / Double(struck.count))
  }
}
