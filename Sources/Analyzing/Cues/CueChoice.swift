// The few instants at which a cut would feel meant: where sections change and where something big happens, each moved
// onto a downbeat or a beat if one is near.
import Vocabulary

/// Chooses cues.
struct CueChoice {
  let duration: Double
  let beats: [Double]
  let downbeats: [Double]

  /// Two cues are at least this far apart, in seconds; the end of the song keeps a little more for its last chord.
  private static let gap = 2.5
  private static let endGap = 4.0
  /// How far a cue may be moved to lie on a downbeat or beat, in seconds.
  private static let reach = 0.35
  /// A smaller turn is a cue where none other is this near, in seconds.
  private static let smallGap = 4.0
  /// A stretch without a cue that is longer than twice this gets one at a phrase of eight bars.
  private static let phrase = 12.0

  /// - Returns: cues in order of time; `start` at 0 and `end` at the duration are always there.
  func cues(_ form: Form, _ events: [MusicEvent]) -> [Cue] {
    let turns = form.turns.map { turn in
      snapped(turn.section.start, .section, turn.strength, Self.reason(turn.section, events))
    }
    let moments = events.compactMap { event in
      Self.meaning(event).map { snapped(event.time, $0.0, $0.1, $0.2) }
    }
    var chosen = [
      Cue(time: 0, kind: .start, strength: 1, reason: "the song begins", snappedTo: .none),
      Cue(time: duration, kind: .end, strength: 1, reason: "the song ends", snappedTo: .none),
    ]
    // A drop is more than the section that begins there and than the stop before it, and is asked first.
    let (drops, stops) = (moments.filter { $0.kind == .drop }, moments.filter { $0.kind != .drop })
    for wish in [drops, stops, turns].flatMap({ $0.sorted { $0.strength > $1.strength } }) {
      if fits(wish, among: chosen, gap: Self.gap) { chosen.append(wish) }
    }
    for turn in form.smallTurns.sorted(by: { $0.strength > $1.strength }) {
      let wish = snapped(turn.time, .transition, 0.4 * turn.strength, "the playing changes")
      if fits(wish, among: chosen, gap: Self.smallGap) { chosen.append(wish) }
    }
    for time in phrases(form) {
      let wish = Cue(time: time, kind: .phrase, strength: 0.2, reason: "eight bars later", snappedTo: .downbeat)
      if fits(wish, among: chosen, gap: Self.phrase) { chosen.append(wish) }
    }
    return chosen.sorted { $0.time < $1.time }
  }

  private func fits(_ wish: Cue, among chosen: [Cue], gap: Double) -> Bool {
    chosen.allSatisfy { abs($0.time - wish.time) >= ($0.kind == .end ? max(gap, Self.endGap) : gap) }
  }

  /// Every eighth downbeat of each section, counted from its beginning.
  private func phrases(_ form: Form) -> [Double] {
    form.sections.flatMap { section in
      let own = downbeats.filter { $0 >= section.start - 0.1 && $0 < section.end }
      return stride(from: 8, to: own.count, by: 8).map { own[$0] }
    }
  }

  private static func reason(_ section: Section, _ events: [MusicEvent]) -> String {
    let step = events.first { event in
      (event.kind == .energyRise || event.kind == .energyFall) && abs(event.time - section.start) < 0.1
    }
    switch step?.kind {
    case .energyRise: return "\(section.role.rawValue) starts, energy rises"
    case .energyFall: return "\(section.role.rawValue) starts, energy falls"
    default: return "\(section.role.rawValue) starts, energy \(section.energy.rawValue)"
    }
  }

  /// What an event is as a cue: its kind, strength and reason; nil for what needs no cut.
  private static func meaning(_ event: MusicEvent) -> (CueKind, Double, String)? {
    switch event.kind {
    case .drop: (.drop, event.strength, "the drop: everything comes in")
    case .pause: (.pause, event.strength, "everything stops")
    default: nil
    }
  }

  private func snapped(_ time: Double, _ kind: CueKind, _ strength: Double, _ reason: String) -> Cue {
    for (grid, snap) in [(downbeats, CueSnap.downbeat), (beats, CueSnap.beat)] {
      if let near = grid.min(by: { abs($0 - time) < abs($1 - time) }), abs(near - time) < Self.reach {
        return Cue(time: near, kind: kind, strength: strength, reason: reason, snappedTo: snap)
      }
    }
    return Cue(time: time, kind: kind, strength: strength, reason: reason, snappedTo: .none)
  }
}
