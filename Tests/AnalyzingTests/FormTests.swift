import Analyzing
import Glibc
import Testing
import Vocabulary

@Suite struct FormTests {
  /// 8 quiet bars of chords, 8 loud bars with the band, a pause of two beats, 8 loud bars: 2 s a bar from 0 on.
  static let song: MusicMap = {
    var (sound, _, _) = PulseTests.band(tempo: 120, bars: 24, from: 0, length: 49)
    for i in 0..<Int(16 * Sound.rate) { sound.samples[i] = 0 }
    let roots: [Double] = [45, 50, 52, 43]
    for bar in 0..<8 {
      let root = roots[bar % 4] + 12
      for step in 0..<4 {
        sound.chord(at: 2 * Double(bar) + 0.5 * Double(step), 0.45, [root, root + 4, root + 7], loudness: 0.05)
      }
    }
    for i in Int(31 * Sound.rate)..<Int(32 * Sound.rate) { sound.samples[i] = 0 }
    return sound.heard()
  }()

  @Test func `a section begins where the band comes in`() {
    checkPromises(Self.song)
    #expect(found([16], in: Self.song.sections.map(\.start), within: 0.5) == 1)
  }

  @Test func `the band is louder than the chords, and the words say so`() {
    #expect(Self.song.section(at: 8)?.energy == .low)
    #expect(Self.song.section(at: 24)?.energy == .high)
  }

  @Test func `the step up is an energy rise and a drop`() {
    let rises = Self.song.events.filter { $0.kind == .energyRise }.map(\.time)
    let drops = Self.song.events.filter { $0.kind == .drop }.map(\.time)
    #expect(found([16], in: rises, within: 0.5) == 1 && found([16], in: drops, within: 0.5) == 1)
  }

  @Test func `a second of silence is one pause`() {
    let pauses = Self.song.events.filter { $0.kind == .pause }.map(\.time)
    #expect(pauses.count == 1 && found([31], in: pauses, within: 0.3) == 1)
  }

  @Test func `cues are few and lie where something happens`() {
    #expect(found([16], in: Self.song.cuePoints, within: 0.1) == 1)
    #expect(Self.song.cues.count <= 10)
    for cue in Self.song.cues where cue.snappedTo == .downbeat { #expect(Self.song.downbeats.contains(cue.time)) }
    for cue in Self.song.cues where cue.snappedTo == .beat { #expect(Self.song.beats.contains(cue.time)) }
  }

  @Test func `a song that fades ends in a falling outro`() {
    var (sound, _, _) = PulseTests.band(tempo: 120, bars: 24, from: 0, length: 48)
    for i in Int(32 * Sound.rate)..<sound.samples.count {
      sound.samples[i] *= Float(1 - 0.97 * (Double(i) / Sound.rate - 32) / 16)
    }
    let last = sound.heard().sections.last
    #expect(last?.energy == .falling && last?.role == .outro)
  }
}
