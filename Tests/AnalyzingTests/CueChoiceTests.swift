import Testing
import Vocabulary

@testable import Analyzing

@Suite struct CueChoiceTests {
  /// A minute in which nothing is heard but what the test says: 120 beats a minute, bars of four.
  private func cues(_ events: [MusicEvent]) -> [Cue] {
    var features = Features(sampleRate: 44100, hop: 441, mainSize: 2048, hitSize: 1024)
    features.sampleCount = 60 * 44100
    let onsets = Onsets(features)
    let form = Form(features, onsets, Envelope(features, onsets), downbeats: [])
    let beats = (0..<120).map { Double($0) / 2 }
    return CueChoice(duration: 60, beats: beats, downbeats: (0..<30).map { Double($0) * 2 }).cues(form, events)
  }

  @Test func `a drop keeps its cue when everything stops just before it`() {
    let found = cues([
      MusicEvent(time: 29.5, kind: .pause, strength: 1), MusicEvent(time: 30, kind: .drop, strength: 0.5),
    ])
    #expect(found.contains { $0.kind == .drop && $0.time == 30 && $0.snappedTo == .downbeat })
    #expect(!found.contains { $0.kind == .pause })
  }

  @Test func `a stop alone has a cue of its own`() {
    let found = cues([MusicEvent(time: 29.5, kind: .pause, strength: 1)])
    #expect(found.contains { $0.kind == .pause && $0.time == 29.5 })
  }
}
