import Analyzing
import Glibc
import Testing
import Vocabulary

/// Sounds without music: the map says so and still keeps every promise.
@Suite struct HonestyTests {
  @Test func `speech-like noise has no tempo`() {
    var sound = Sound(seconds: 30)
    var time = 0.2
    // Syllables of uneven length and distance, as in talking; pauses for breath.
    while time < 29 {
      let length = 0.12 + 0.1 * Double(abs(sound.random()))
      let strength = 0.2 + 0.3 * Double(abs(sound.random()))
      sound.noise(at: time, length) { strength * sin(.pi * $0 / length) }
      time += length + 0.02 + 0.25 * Double(abs(sound.random()))
      if sound.random() > 0.7 { time += 0.7 }
    }
    let map = sound.heard()
    checkPromises(map)
    #expect(map.tempo == nil)
    #expect(!map.notes.isEmpty)
  }

  @Test(arguments: [55.0, 440, 997, 5000])
  func `a pure tone has no tempo and no drums`(frequency: Double) {
    var sound = Sound(seconds: 12)
    sound.add(at: 0, 12) { 0.5 * sin(2 * .pi * frequency * $0) }
    let map = sound.heard()
    checkPromises(map)
    #expect(map.tempo == nil && !map.events.contains { $0.kind == .kick })
  }

  @Test(arguments: [false, true])
  func `what never changes is one section`(isNoise: Bool) {
    var sound = Sound(seconds: 40)
    if isNoise { sound.noise(at: 0, 40) { _ in 0.4 } } else { sound.add(at: 0, 40) { 0.4 * sin(2 * .pi * 440 * $0) } }
    let map = sound.heard()
    checkPromises(map)
    #expect(map.sections.count == 1, "\(map.sections.map(\.start))")
  }

  @Test(arguments: [0.0, 0.00003, 0.001, 0.011, 0.1, 1, 5])
  func `a clip of any length keeps its length`(seconds: Double) {
    var sound = Sound(seconds: seconds)
    sound.noise(at: 0, seconds) { _ in 0.3 }
    let map = sound.heard()
    #expect(map.duration == Double(sound.samples.count) / Sound.rate)
    if map.duration > 0 { checkPromises(map) }
  }

  @Test func `one click in silence is no beat`() {
    var sound = Sound(seconds: 10)
    sound.click(at: 4)
    let map = sound.heard()
    checkPromises(map)
    #expect(map.tempo == nil)
  }

  @Test func `full-scale square waves do not overflow`() {
    var sound = Sound(seconds: 6)
    sound.add(at: 0, 6) { sin(2 * .pi * 3 * $0) > 0 ? 1 : -1 }
    checkPromises(sound.heard())
  }

  @Test func `music that is very quiet is heard like loud music`() throws {
    let (loud, beats, _) = PulseTests.band(tempo: 110, bars: 10, from: 0.3, length: 23)
    var quiet = loud
    for i in quiet.samples.indices { quiet.samples[i] *= 0.02 }
    let map = quiet.heard()
    #expect(abs(try #require(map.tempo) - 110) < 2)
    #expect(found(beats, in: map.beats, within: 0.05) > 0.9)
  }

  @Test func `twenty minutes are heard to the end`() {
    let (bars, _, _) = PulseTests.band(tempo: 120, bars: 4, from: 0, length: 8)
    var piece: [Int16] = []
    for sample in bars.samples {
      piece += [Int16(max(-1, min(1, sample)) * 30000), Int16(max(-1, min(1, sample)) * 30000)]
    }
    var listener = Listener(sampleRate: Sound.rate)
    for _ in 0..<150 { piece.withUnsafeBufferPointer { listener.feed($0) } }
    let map = listener.finish()
    checkPromises(map)
    #expect(map.duration == 1200)
    #expect(map.beats.count > 2390 && map.beats.count < 2405)
  }
}
