// The order in which a song is understood: each stage sees the sound and what the stages before it found.
import Vocabulary

extension MusicMap {
  /// Understands what was heard.
  init(hearing features: Features) {
    let onsets = Onsets(features)
    let compressed = Onsets.compressed(features.bands)
    let duration = features.duration
    let pulse = Pulse(features, onsets, compressed)
    let (beats, downbeats) = (pulse?.beats ?? [], pulse?.downbeats ?? [])

    let form = Form(features, onsets, compressed, downbeats: downbeats)
    let pauses = Pause.all(in: features, beat: pulse.map { 60 / $0.tempo } ?? 0)
    var events = energySteps(features, at: form.steps)
    events += drops(features, form.sections, pauses)
    events += pauses.map { MusicEvent(time: $0.start, kind: .pause, strength: 1) }
    events += Voice(features, compressed: compressed).entrances()
    // Without a beat nobody drums: what looks like strokes is noise or speech.
    if pulse != nil { events += Strokes(features).events() }
    events.sort { ($0.time, $0.kind.rawValue) < ($1.time, $1.kind.rawValue) }
    let cues = CueChoice(duration: duration, beats: beats, downbeats: downbeats)
      .cues(form.sections, strength: form.strength, events)
    self.init(
      duration: duration, tempo: pulse?.tempo, tempoConfidence: pulse?.confidence ?? 0, beatsPerBar: pulse?.beatsPerBar,
      beats: beats, downbeats: downbeats, beatStrength: onsets.strength(at: beats), loudness: Loudness(features),
      envelope: Envelope(features, onsets), sections: form.sections, cuePoints: cues.map(\.time), cues: cues,
      events: events,
      notes: MusicMap.notes(features, pulse))
  }

  private static func notes(_ features: Features, _ pulse: Pulse?) -> [String] {
    if features.sampleCount == 0 { return ["there is no sound at all"] }
    if features.peak < 1e-4 { return ["silence"] }
    return pulse == nil ? ["no steady beat was heard: cues follow changes of sound, not bars"] : []
  }
}

extension Loudness {
  init(_ features: Features) {
    let count = Double(max(1, 2 * features.sampleCount)) * 32768 * 32768
    self.init(meanLevel: decibels(features.squareSum / count), peak: decibels(Double(features.peak * features.peak)))
  }
}

extension Onsets {
  /// How strongly each instant is struck, 0 to 1.
  func strength(at times: [Double]) -> [Double] {
    let strongest = max(0.1, percentile(strength, 0.995))
    return times.map { time in
      let frame = Int((time * rate).rounded())
      let near = strength[(frame - 3..<frame + 4).clamped(to: 0..<strength.count)].max() ?? 0
      return Double(max(0, min(1, near / strongest)))
    }
  }
}
