// The order in which a song is understood: each stage sees the sound and what the stages before it found.
import Vocabulary

extension MusicMap {
  /// Understands what was heard.
  init(hearing features: Features) {
    let onsets = Onsets(features)
    let envelope = Envelope(features, onsets)
    let odds = Odds(features)
    let pulse = Pulse(features, onsets, odds)
    let (beats, downbeats) = (pulse?.beats ?? [], pulse?.downbeats ?? [])
    let form = Form(features, onsets, envelope, downbeats: downbeats)
    let events = Self.events(features, odds, pulse, form)
    let cues = CueChoice(duration: features.duration, beats: beats, downbeats: downbeats).cues(form, events)
    self.init(
      duration: features.duration, tempo: pulse?.tempo, tempoConfidence: pulse?.tempoConfidence ?? 0,
      beatConfidence: pulse?.beatConfidence ?? 0, beatsPerBar: pulse?.beatsPerBar, beats: beats, downbeats: downbeats,
      beatStrength: onsets.strength(at: beats),
      loudness: Loudness(features), envelope: envelope, sections: form.sections, cuePoints: cues.map(\.time),
      cues: cues,
      events: events, notes: Self.notes(features, pulse))
  }

  private static func events(
    _ features: Features, _ odds: Odds, _ pulse: Pulse?, _ form: Form
  ) -> [MusicEvent] {
    let pauses = Pause.all(in: features, beat: pulse.map { 60 / $0.tempo } ?? 0)
    var events = energySteps(features, at: form.turns.map(\.section.start))
    events += form.turns.map { MusicEvent(time: $0.section.start, kind: .transition, strength: $0.strength) }
    events += drops(features, form.sections, pauses)
    events += pauses.map { MusicEvent(time: $0.start, kind: .pause, strength: 1) }
    // Without a beat nobody drums or sings: what looks like it is noise or speech.
    if pulse != nil { events += Voice(features).entrances() + Strokes(features, odds).events() }
    return events.sorted { ($0.time, $0.kind.rawValue) < ($1.time, $1.kind.rawValue) }
  }

  private static func notes(_ features: Features, _ pulse: Pulse?) -> [String] {
    if features.sampleCount == 0 { return ["there is no sound at all"] }
    if features.peak < 1e-4 { return ["silence"] }
    return pulse == nil ? ["no steady beat was heard: cues follow changes of sound, not bars"] : []
  }
}

extension Loudness {
  /// - Parameter features: what was heard; -120 for both values without sound.
  init(_ features: Features) {
    let count = Double(max(1, 2 * features.sampleCount)) * 32768 * 32768
    self.init(
      meanLevel: decibels(features.squareSum / count), peak: decibels(Double(features.peak) * Double(features.peak)))
  }
}

extension Onsets {
  /// How strongly each instant is struck, 0 to 1.
  func strength(at times: [Double]) -> [Double] {
    let strongest = max(0.1, percentile(strength, 0.995))
    return times.map { time in Double(max(0, min(1, strength[around: Int((time * rate).rounded()), 3] / strongest))) }
  }
}
