import Planning
import Vocabulary

/// Songs that nobody has to decode: maps made from a few numbers, the same ones every time.
enum Songs {
  /// A song with a beat: intro, verse, chorus, verse, chorus, bridge, chorus, outro, as far as the length goes.
  static func pop(duration: Seconds = 120, tempo: Double = 120, seed: UInt64 = 1) -> MusicMap {
    let bar = 240 / tempo
    let plan: [(SectionRole, EnergyWord, Double, Int)] = [
      (.intro, .low, 0.2, 4), (.verse, .medium, 0.45, 8), (.chorus, .high, 0.85, 8), (.verse, .medium, 0.5, 8),
      (.chorus, .high, 0.95, 8), (.bridge, .low, 0.3, 4), (.chorus, .high, 0.9, 8), (.outro, .falling, 0.25, 400),
    ]
    var sections: [Section] = []
    var at = 0.0
    for (role, energy, level, bars) in plan where at < duration {
      let end = min(duration, at + Double(bars) * bar)
      sections.append(Section(start: at, end: end, role: role, energy: energy, level: level))
      at = end
    }
    return map(
      duration: duration, tempo: tempo, sections: sections,
      beats: stride(from: 0, to: duration, by: bar / 4).map { $0 },
      seed: seed)
  }

  /// Noise, speech or silence: one section, no beats, no cues but the two ends.
  static func beatless(duration: Seconds, level: Double = 0.4, seed: UInt64 = 1) -> MusicMap {
    let section = Section(start: 0, end: duration, role: .verse, energy: .medium, level: level)
    var song = map(duration: duration, tempo: nil, sections: [section], beats: [], seed: seed)
    song.cues = song.cues.filter { $0.kind == .start || $0.kind == .end }
    song.cuePoints = song.cues.map(\.time)
    return song
  }

  /// Any song at all: length, tempo, sections and cues follow from `seed`.
  static func any(_ seed: UInt64) -> MusicMap {
    var dice = Roll(seed: seed)
    let duration = 5 + 295 * dice.next() * dice.next()
    if dice.next() < 0.2 { return beatless(duration: duration, level: dice.next(), seed: seed) }
    let tempo = 55 + 140 * dice.next()
    var sections: [Section] = []
    var at = 0.0
    while at < duration {
      let end = duration - at < 6 ? duration : min(duration, at + 4 + 30 * dice.next())
      sections.append(
        Section(
          start: at, end: end, role: SectionRole.allCases[Int(dice.next() * 5)],
          energy: EnergyWord.allCases[Int(dice.next() * 4)], level: dice.next()))
      at = end
    }
    let beats = stride(from: dice.next(), to: duration, by: 60 / tempo).map { $0 }
    return map(duration: duration, tempo: tempo, sections: sections, beats: beats, seed: seed)
  }

  private static func map(
    duration: Seconds, tempo: Double?, sections: [Section], beats: [Seconds], seed: UInt64
  ) -> MusicMap {
    var dice = Roll(seed: seed &+ 77)
    let kinds: [CueKind] = [.drop, .pause, .vocalEntrance, .energyRise, .energyFall, .transition, .phrase]
    var cues = [Cue(time: 0, kind: .start, strength: 1, reason: "the song starts", snappedTo: .none)]
    for section in sections.dropFirst() {
      let near = beats.min { abs($0 - section.start) < abs($1 - section.start) } ?? section.start
      cues.append(
        Cue(time: near, kind: .section, strength: dice.next(), reason: "a section starts", snappedTo: .downbeat))
    }
    for beat in beats where dice.next() < 0.03 {
      let kind = kinds[Int(dice.next() * Double(kinds.count))]
      cues.append(Cue(time: beat, kind: kind, strength: dice.next(), reason: "something", snappedTo: .beat))
    }
    cues.append(Cue(time: duration, kind: .end, strength: 1, reason: "the song ends", snappedTo: .none))
    cues = cues.filter { $0.time >= 0 && $0.time <= duration }.sorted { $0.time < $1.time }
    let steps = Int(duration * 10) + 1
    let level = (0..<steps).map { step in
      (sections.last { $0.start <= Double(step) / 10 }?.level ?? 0.5) * (0.85 + 0.15 * dice.next())
    }
    return MusicMap(
      duration: duration, tempo: tempo, tempoConfidence: tempo == nil ? 0 : 0.9, beatsPerBar: tempo.map { _ in 4 },
      beats: beats, downbeats: stride(from: 0, to: beats.count, by: 4).map { beats[$0] },
      beatStrength: beats.map { _ in dice.next() }, loudness: Loudness(meanLevel: -14, peak: -1),
      envelope: Envelope(rate: 10, level: level, onset: level.map { _ in dice.next() }), sections: sections,
      cuePoints: cues.map(\.time), cues: cues, events: [], notes: [])
  }
}

/// Numbers from 0 up to 1 that are the same on every machine.
struct Roll {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double((state >> 33) & 0x7FFF_FFFF) / 2_147_483_648
  }
}
