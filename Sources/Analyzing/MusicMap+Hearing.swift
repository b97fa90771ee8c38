// The order in which a song is understood: each stage sees the sound and what the stages before it found.
import Vocabulary

extension MusicMap {
  /// Understands what was heard.
  init(hearing features: Features) {
    let onsets = Onsets(features)
    let compressed = Onsets.compressed(features.bands)
    let duration = features.duration
    let pulse = Pulse(onsets, features)
    let beats = pulse?.beats ?? []
    let bars = beats.isEmpty ? nil : Bars(Strips(beats + [duration], features, onsets, compressed: compressed), onsets)
    let downbeats = bars?.downbeats.map { beats[$0] } ?? []

    let form = Form(features, onsets, compressed, downbeats: downbeats)
    var events = drumEvents(onsets) + energySteps(features, at: form.sections.dropFirst().map(\.start))
    events.sort { ($0.time, $0.kind.rawValue) < ($1.time, $1.kind.rawValue) }
    let cues = CueChoice(duration: duration, beats: beats, downbeats: downbeats)
      .cues(form.sections, strength: form.strength, events)
    self.init(
      duration: duration, tempo: pulse?.tempo, tempoConfidence: pulse?.confidence ?? 0, beatsPerBar: bars?.beatsPerBar,
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
