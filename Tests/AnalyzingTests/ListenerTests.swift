import Analyzing
import Testing
import Vocabulary

/// What must hold for every map, whatever was heard.
func checkPromises(_ map: MusicMap, sourceLocation: SourceLocation = #_sourceLocation) {
  func inside(_ times: [Double]) -> Bool {
    times.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= map.duration }
      && zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
  }
  #expect(inside(map.beats), sourceLocation: sourceLocation)
  #expect(inside(map.downbeats), sourceLocation: sourceLocation)
  #expect(Set(map.downbeats).isSubset(of: map.beats), sourceLocation: sourceLocation)
  #expect(map.beatStrength.count == map.beats.count, sourceLocation: sourceLocation)
  #expect((map.tempo == nil) == map.beats.isEmpty, sourceLocation: sourceLocation)
  #expect((map.beatsPerBar == nil) == map.beats.isEmpty, sourceLocation: sourceLocation)
  #expect(
    inside(map.cuePoints) && map.cuePoints.first == 0 && map.cuePoints.last == map.duration,
    sourceLocation: sourceLocation)
  #expect(map.cues.map(\.time) == map.cuePoints, sourceLocation: sourceLocation)
  #expect(map.sections.first?.start == 0 && map.sections.last?.end == map.duration, sourceLocation: sourceLocation)
  #expect(zip(map.sections, map.sections.dropFirst()).allSatisfy { $0.end == $1.start }, sourceLocation: sourceLocation)
  #expect(map.sections.allSatisfy { $0.start < $0.end || map.duration == 0 }, sourceLocation: sourceLocation)
  #expect(zip(map.events, map.events.dropFirst()).allSatisfy { $0.time <= $1.time }, sourceLocation: sourceLocation)
  #expect(map.events.allSatisfy { (0...map.duration).contains($0.time) }, sourceLocation: sourceLocation)
  #expect(map.envelope.level.count == map.envelope.onset.count, sourceLocation: sourceLocation)
  let shares =
    map.beatStrength + map.cues.map(\.strength) + map.events.map(\.strength) + map.envelope.level + map.envelope.onset
    + map.sections.map(\.level) + [map.tempoConfidence]
  #expect(shares.allSatisfy { (0...1).contains($0) }, sourceLocation: sourceLocation)
  #expect(map.loudness.meanLevel.isFinite && map.loudness.peak.isFinite, sourceLocation: sourceLocation)
}

@Test func `a click every half second is heard as 120 beats a minute`() throws {
  var sound = Sound(seconds: 20)
  let clicks = (0..<39).map { 0.25 + 0.5 * Double($0) }
  for time in clicks { sound.click(at: time) }
  let map = sound.heard()
  checkPromises(map)
  #expect(abs(try #require(map.tempo) - 120) < 1)
  #expect(found(clicks, in: map.beats, within: 0.02) == 1)
  #expect(map.beats.count <= 40)
}

@Test func `digital silence has no beat but a duration`() {
  let map = Sound(seconds: 8).heard()
  checkPromises(map)
  #expect(map.duration == 8 && map.tempo == nil && map.events.isEmpty && map.loudness.peak == -120)
}

@Test func `no sample at all gives a map of length zero`() {
  let map = Sound(seconds: 0).heard()
  #expect(map.duration == 0 && map.tempo == nil && map.sections.count == 1)
  #expect(map.cuePoints.first == 0 && map.cuePoints.last == 0)
}

@Test func `white noise has no tempo`() {
  var sound = Sound(seconds: 20)
  sound.noise(at: 0, 20) { _ in 0.5 }
  let map = sound.heard()
  checkPromises(map)
  #expect(map.tempo == nil)
}

@Test func `how the samples are cut into pieces does not matter`() {
  var sound = Sound(seconds: 12)
  for beat in 0..<22 { sound.kick(at: 0.3 + 0.5 * Double(beat)) }
  #expect(sound.heard(pieces: 1001) == sound.heard(pieces: 65536))
}

@Test(arguments: [0, 8000, 22050, 48000, 96000, Double.nan])
func `another sample rate changes the scale of time and breaks nothing`(rate: Double) {
  var sound = Sound(seconds: 6)
  for beat in 0..<12 { sound.kick(at: 0.2 + 0.5 * Double(beat)) }
  var listener = Listener(sampleRate: rate)
  let stereo = sound.samples.flatMap { [Int16($0 * 30000), Int16($0 * 30000)] }
  stereo.withUnsafeBufferPointer { listener.feed($0) }
  let map = listener.finish()
  checkPromises(map)
  #expect(map.duration > 0)
}
