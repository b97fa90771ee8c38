import Vocabulary

/// Cuts the song into slots, asks the writer to fill them, checks and mends, and gives the plan.
///
/// Slots come first and are final: no writer can move a cut, so no writer can break the sync.
public struct Director: Sendable {
  let format: FilmFormat
  private let longestShot: Seconds

  /// - Parameter longestClip: what the maker of the film's clips can do at most, in seconds; nil where it makes any
  ///   length. Shots are cut no longer than that, on the song's own instants; a maker of less than 2.5 s gets shots of
  ///   that length all the same, because shorter ones would be a strobe.
  public init(format: FilmFormat, longestClip: Seconds? = nil) {
    self.format = format
    // Both ends of a shot are rounded to frames.
    let most = longestClip.map { $0 - 1 / Double(max(1, format.fps)) } ?? CutSearch.longest
    longestShot = min(CutSearch.longest, max(2 * CutSearch.shortest, most))
  }

  /// The film between the cuts: slots that tile `0..<format.frames(covering: heard.duration)`. Beats that are doubtful
  /// (``MusicMap/leastBeatConfidence``) are not cut on.
  ///
  /// - Returns: at least one slot, fewer than 400. A song too short to be cut gives one.
  public func slots(for heard: MusicMap) -> [Slot] {
    let music = heard.believed
    let cuts = CutSearch(music: music, limit: longestShot).cuts()
    let total = format.frames(covering: music.duration)
    let inside = cuts.map { (cut: $0, frame: format.frame(at: $0.time)) }.filter { $0.frame > 0 && $0.frame < total }
    let distinct = inside.enumerated().filter { $0.offset == 0 || inside[$0.offset - 1].frame < $0.element.frame }
    let starts = [(cut: start(of: music), frame: 0)] + distinct.map(\.element)
    let ends = starts.dropFirst().map(\.frame) + [total]
    var slots = zip(starts, ends).enumerated().map { index, pair in
      slot(index + 1, from: pair.0.frame, to: pair.1, cut: pair.0.cut, in: music, total: total)
    }
    markSections(&slots)
    assignPurposes(&slots)
    assignTransitions(&slots, cuts: starts.map(\.cut), music: music)
    return slots
  }

  /// The whole plan: every slot filled, every rule kept.
  ///
  /// - Throws: ``Failure`` of kind `invalid` for a song without a length, `stopped` when asked to stop, and whatever
  ///   the writer throws.
  public func plan(
    _ treatment: Treatment, brief: Brief, writer: some TreatmentWriter, isStopped: @Sendable () -> Bool
  ) throws(Failure) -> Plan {
    guard brief.music.duration.isFinite, brief.music.duration > 0 else {
      throw Failure(.invalid, "unable to plan the film: the song has no length")
    }
    try refuseIfStopped(isStopped)
    let slots = slots(for: brief.music)
    let answers = try writer.fill(slots, of: treatment, brief: brief, isStopped: isStopped)
    try refuseIfStopped(isStopped)
    let words = try mend(answers, for: slots, of: treatment, brief: brief, by: writer.name, isStopped: isStopped)
    let chorus = chorusWords(of: treatment)
    let shots = slots.indices.map { index in
      let setting = Setting(
        of: slots[index], at: words[index].locationId, in: treatment, slots: slots, chorus: chorus)
      return shot(slots[index], words[index], setting)
    }
    return Plan(
      format: format, aspectRatio: aspectRatio, visualSummary: summary(of: treatment), shots: shots,
      notes: brief.music.cutNotes)
  }

  /// "9:16", or the reduced ratio of another size.
  var aspectRatio: String {
    var (large, small) = (max(format.width, 1), max(format.height, 1))
    while small != 0 { (large, small) = (small, large % small) }
    return "\(format.width / large):\(format.height / large)"
  }

  private func start(of music: MusicMap) -> CutPoint {
    let snap = music.cues.first { $0.kind == .start }?.snappedTo ?? .none
    return CutPoint(time: 0, worth: 0, kind: .start, snap: snap, strength: 1)
  }
}

/// Throws when somebody has asked to stop.
func refuseIfStopped(_ isStopped: @Sendable () -> Bool) throws(Failure) {
  if isStopped() { throw Failure(.stopped, "unable to go on planning: asked to stop") }
}
