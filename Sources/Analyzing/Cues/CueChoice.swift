// The few instants at which a cut would feel meant: where sections change and where something big happens, each moved
// onto a downbeat or a beat if one is near.
import Vocabulary

/// Chooses cues.
struct CueChoice {
  let duration: Double
  let beats: [Double]
  let downbeats: [Double]
  /// Two cues are at least this far apart, in seconds.
  static let gap = 2.5

  /// - Returns: cues in order of time; `start` at 0 and `end` at the duration are always there.
  func cues(_ sections: [Section], strength: [Double], _ events: [MusicEvent]) -> [Cue] {
    var wishes: [Cue] = []
    for (section, strength) in zip(sections, strength).dropFirst() {
      wishes.append(
        snapped(section.start, .section, strength, "\(section.role.rawValue) starts, energy \(section.energy.rawValue)")
      )
    }
    for event in events {
      guard let (kind, reason) = Self.meaning(event.kind) else { continue }
      wishes.append(snapped(event.time, kind, event.strength, reason))
    }
    var chosen = [
      Cue(time: 0, kind: .start, strength: 1, reason: "the song begins", snappedTo: .none),
      Cue(time: duration, kind: .end, strength: 1, reason: "the song ends", snappedTo: .none),
    ]
    for wish in wishes.sorted(by: { $0.strength > $1.strength }) {
      if chosen.allSatisfy({ abs($0.time - wish.time) >= Self.gap }) { chosen.append(wish) }
    }
    return chosen.sorted { $0.time < $1.time }
  }

  private static func meaning(_ kind: MusicEventKind) -> (CueKind, String)? {
    switch kind {
    case .drop: (.drop, "the drop: everything comes in")
    case .pause: (.pause, "everything stops")
    default: nil
    }
  }

  private func snapped(_ time: Double, _ kind: CueKind, _ strength: Double, _ reason: String) -> Cue {
    let reach = 0.35
    for (grid, snap) in [(downbeats, CueSnap.downbeat), (beats, CueSnap.beat)] {
      if let near = grid.min(by: { abs($0 - time) < abs($1 - time) }), abs(near - time) < reach {
        return Cue(time: near, kind: kind, strength: strength, reason: reason, snappedTo: snap)
      }
    }
    return Cue(time: time, kind: kind, strength: strength, reason: reason, snappedTo: .none)
  }
}
