import Vocabulary

// How each slot comes in. Never a dissolve by itself: it would need a segment of its own.
extension Director {
  func assignTransitions(_ slots: inout [Slot], cuts: [CutPoint], music: MusicMap) {
    let pauses = music.events.filter { $0.kind == .pause }.map(\.time)
    for index in slots.indices.dropFirst() {
      let wanted = cuts[index].kind == .drop ? .flash : transition(into: cuts[index], cues: music.cues, pauses: pauses)
      // Two in a row blur each other, and two flashes within a second are a strobe.
      let calm = slots[index - 1].transitionIn == .cut || slots[index - 1].length > 3
      let frames = calm ? transitionFrames(of: wanted, in: slots[index].frames) : 0
      slots[index].transitionIn = frames > 0 ? wanted : .cut
      slots[index].transitionFrames = frames
      if slots[index].transitionIn == .whip { slots[index - 1].whipOutFrames = whipOutFrames(of: slots[index - 1]) }
    }
  }

  /// Frames at the end of a slot in which the whip out of it begins; nil where there is no room for one. Half as long as
  /// the whip in: who turns the head is fast at first, and what would move longer would compete with the cut.
  private func whipOutFrames(of slot: Slot) -> Int? {
    let frames = min((slot.frames - slot.transitionFrames) / 4, Int((0.13 * Double(format.fps)).rounded()))
    return frames > 0 ? frames : nil
  }

  /// What the cues that lie together at the cut ask for: a drop before a pause before anything strong.
  private func transition(into cut: CutPoint, cues: [Cue], pauses: [Seconds]) -> Transition {
    let here = cues.filter { abs($0.time - cut.time) < 0.1 }
    if here.contains(where: { $0.kind == .drop }) { return .flash }
    let isAfterPause = pauses.contains { $0 <= cut.time + 0.05 && cut.time - $0 < 1.5 }
    if isAfterPause || here.contains(where: { $0.kind == .pause }) { return .dip }
    let strong: Set<CueKind> = [.transition, .energyRise, .section]
    return here.contains { strong.contains($0.kind) && $0.strength >= 0.7 } ? .whip : .cut
  }

  /// Frames that a transition takes: its usual length, or what fits into a third of the shot.
  private func transitionFrames(of transition: Transition, in frames: Int) -> Int {
    let length: Seconds =
      switch transition {
      case .cut, .dissolve: 0
      case .flash: 0.2
      case .whip: 0.25
      case .dip: 0.5
      }
    return min(frames / 3, Int((length * Double(format.fps)).rounded()))
  }
}
