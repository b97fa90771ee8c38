import Vocabulary

/// An instant where a cut may lie, and how much the film gains by cutting there.
struct CutPoint: Sendable {
  var time: Seconds
  /// What a cut here is worth beside the cost of a length that is off its target (see `CutSearch.strain`).
  var worth: Double
  /// The musical instant that a cut here serves; nil for a place where only the energy changes, or nothing does.
  var kind: CueKind?
  var snap: CueSnap = .none
  /// Strength of the cue, 0 to 1; 0 without one.
  var strength = 0.0
  /// Cut here whatever the lengths say: a section begins, or the song drops.
  var isFixed = false

  /// A cue; fixed where the song drops or one of `sections` that is believed begins with it.
  static func cue(_ cue: Cue, sections: [Section]) -> CutPoint {
    let opened = sections.dropFirst().first { abs($0.start - cue.time) < 0.1 }
    let fixed = cue.kind == .drop || opened?.isBelieved ?? (cue.kind == .section)
    return CutPoint(
      time: cue.time, worth: 1.5 + 2 * cue.strength, kind: cue.kind, snap: cue.snappedTo, strength: cue.strength,
      isFixed: fixed)
  }
}

/// All instants of `music` where a cut may lie, ascending, strictly inside the song and at least 20 ms apart.
func cutPoints(of music: MusicMap) -> [CutPoint] {
  var points = music.cues.filter { $0.kind != .start && $0.kind != .end }
    .map { CutPoint.cue($0, sections: music.sections) }
  points += dropPoints(of: music, beside: points)
  points += sectionPoints(of: music, beside: points)
  points += beatPoints(of: music)
  points = thin(points, inside: music.duration)
  return thin(points + quietPoints(of: music, between: points), inside: music.duration)
}

/// Drops that no cue says, because something else nearby was the stronger cue: the film cuts on them all the same.
private func dropPoints(of music: MusicMap, beside cues: [CutPoint]) -> [CutPoint] {
  music.events.filter { drop in
    drop.kind == .drop && !cues.contains { $0.isFixed && abs($0.time - drop.time) < 0.1 }
  }.map { drop in
    CutPoint(
      time: drop.time, worth: 1.5 + 2 * drop.strength, kind: .drop, snap: snap(drop.time, in: music),
      strength: drop.strength, isFixed: true)
  }
}

/// Section starts that no cue says: they are cut. One that lies on a beat serves it; another serves nothing.
private func sectionPoints(of music: MusicMap, beside cues: [CutPoint]) -> [CutPoint] {
  music.sections.dropFirst().filter { section in
    !cues.contains { $0.isFixed && abs($0.time - section.start) < 0.5 }
  }.map { section in
    let snap = snap(section.start, in: music)
    return CutPoint(
      time: section.start, worth: 2, kind: snap == .none ? nil : .section, snap: snap, strength: 0.5,
      isFixed: section.isBelieved)
  }
}

/// What `time` lies on, give or take 20 ms.
private func snap(_ time: Seconds, in music: MusicMap) -> CueSnap {
  let lies = { (instants: [Seconds]) in instants.contains { abs($0 - time) < 0.02 } }
  return lies(music.downbeats) ? .downbeat : lies(music.beats) ? .beat : .none
}

private func beatPoints(of music: MusicMap) -> [CutPoint] {
  let bars = music.downbeats.map { CutPoint(time: $0, worth: 1.6, kind: .phrase, snap: .downbeat) }
  let beats = music.beats.indices.map { index in
    let strength = index < music.beatStrength.count ? music.beatStrength[index] : 0
    return CutPoint(time: music.beats[index], worth: 0.3 * strength, kind: .phrase, snap: .beat)
  }
  return bars + beats
}

/// Where neither cue nor beat lies for three seconds: the instants at which the energy changes most, two a second at
/// most, so that a song without beats still has somewhere to cut.
private func quietPoints(of music: MusicMap, between points: [CutPoint]) -> [CutPoint] {
  let edges = [0] + points.map(\.time) + [music.duration]
  return zip(edges, edges.dropFirst()).flatMap { from, to in
    to - from > 3 ? changes(in: music.envelope, from: from, to: to) : []
  }
}

private func changes(in envelope: Envelope, from: Seconds, to: Seconds) -> [CutPoint] {
  stride(from: from + 0.5, to: to - 0.25, by: 0.5).map { start in
    let instants = (0..<5).map { start + Double($0) * 0.1 }
    let change = { (time: Seconds) in
      abs(envelope.level(at: time + 0.3) - envelope.level(at: time - 0.3)) + 0.3 * envelope.onset(at: time)
    }
    let best = instants.max { change($0) < change($1) } ?? start
    return CutPoint(time: best, worth: -0.3 + min(1.2, 2 * change(best)))
  }
}

/// Ascending, inside the song, the worthiest of those that lie together.
private func thin(_ points: [CutPoint], inside duration: Seconds) -> [CutPoint] {
  let inside = points.filter { $0.time > 0 && $0.time < duration }
  let ordered = inside.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
  return ordered.map(\.element).reduce(into: []) { kept, point in
    guard let last = kept.last, point.time - last.time < 0.02 else { return kept.append(point) }
    if (point.isFixed ? 1 : 0, point.worth) > (last.isFixed ? 1 : 0, last.worth) { kept[kept.count - 1] = point }
  }
}
