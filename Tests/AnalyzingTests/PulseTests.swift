import Analyzing
import Glibc
import Testing
import Vocabulary

@Suite struct PulseTests {
  /// Kick on 1 and 3, snare on 2 and 4, hats on the eighths, a new chord each bar.
  static func band(tempo: Double, bars: Int, from start: Double, length: Double) -> (Sound, [Double], [Double]) {
    var sound = Sound(seconds: length)
    let beat = 60 / tempo
    let roots: [Double] = [45, 50, 52, 43]
    var (beats, downbeats) = ([Double](), [Double]())
    for bar in 0..<bars {
      let time = start + Double(4 * bar) * beat
      downbeats.append(time)
      let root = roots[bar % 4]
      sound.chord(at: time, 4 * beat, [root, root + 12, root + 16, root + 19], loudness: 0.25)
      for step in 0..<8 { sound.hat(at: time + Double(step) * beat / 2) }
      for step in 0..<4 {
        beats.append(time + Double(step) * beat)
        if step % 2 == 0 {
          sound.kick(at: time + Double(step) * beat)
        } else {
          sound.snare(at: time + Double(step) * beat)
        }
      }
    }
    return (sound, beats, downbeats)
  }

  @Test(arguments: [84.0, 104, 126, 150])
  func `a band is heard at its own tempo, not at half or double`(tempo: Double) throws {
    let (sound, beats, downbeats) = Self.band(tempo: tempo, bars: 12, from: 0.4, length: 0.4 + 48 * 60 / tempo + 0.5)
    let map = sound.heard()
    checkPromises(map)
    #expect(abs(try #require(map.tempo) / tempo - 1) < 0.01)
    #expect(found(beats, in: map.beats, within: 0.05) > 0.95)
    #expect(found(map.beats, in: beats, within: 0.05) > 0.95)
    #expect(found(downbeats, in: map.downbeats, within: 0.05) > 0.9)
    #expect(map.beatsPerBar == 4)
  }

  @Test func `silence before the music gets no beats`() {
    let (sound, beats, _) = Self.band(tempo: 120, bars: 8, from: 6, length: 23)
    let map = sound.heard()
    #expect((map.beats.first ?? 0) > 5.8)
    #expect(found(beats, in: map.beats, within: 0.05) > 0.95)
  }

  @Test func `beats go on through a pause`() {
    var (sound, beats, _) = Self.band(tempo: 120, bars: 16, from: 0, length: 32)
    let gap = Int(15 * Sound.rate)..<Int(17 * Sound.rate)
    for i in gap { sound.samples[i] = 0 }
    let map = sound.heard()
    #expect(found(beats.filter { $0 > 15 && $0 < 17 }, in: map.beats, within: 0.07) == 1)
  }

  @Test func `three beats in a bar are heard as three`() {
    var sound = Sound(seconds: 40)
    let roots: [Double] = [45, 50, 52, 43]
    for bar in 0..<26 {
      let time = 0.3 + 1.5 * Double(bar)
      sound.chord(at: time, 1.5, [roots[bar % 4], roots[bar % 4] + 16, roots[bar % 4] + 19], loudness: 0.3)
      sound.kick(at: time)
      for beat in 1...2 { sound.snare(at: time + 0.5 * Double(beat)) }
    }
    let map = sound.heard()
    #expect(map.beatsPerBar == 3)
  }
}
