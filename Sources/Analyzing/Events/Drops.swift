// The drop: after a breakdown, a build or a stop the whole band comes in at once.
import Vocabulary

/// Drops among the beginnings of `sections`.
///
/// - Returns: in order of time. A section is one if it is loud, and if everything stopped just before it or the bass and
///   the level come back after at least four quiet seconds.
func drops(_ features: Features, _ sections: [Section], _ pauses: [Pause]) -> [MusicEvent] {
  zip(sections, sections.dropFirst()).compactMap { before, section in
    guard section.energy == .high else { return nil }
    let time = section.start
    let rise = decibels(features.meanPower(time, time + 4)) - decibels(features.meanPower(time - 4, time))
    let stops = pauses.contains { abs($0.end - time) < 0.6 }
    let returns = rise >= 8 && before.end - before.start >= 4 && before.energy == .low
    guard stops || returns else { return nil }
    return MusicEvent(time: time, kind: .drop, strength: max(0.5, min(1, rise / 18)))
  }
}
