import Vocabulary

// How each slot comes in. Never a dissolve by itself: it would need a segment of its own.
extension Director {
  func assignTransitions(_ slots: inout [Slot], cuts: [CutPoint], music: MusicMap) {
    let pauses = music.events.filter { $0.kind == .pause }.map(\.time)
    for index in slots.indices.dropFirst() {
      let wanted = transition(into: cuts[index], opens: slots[index].opensSection, pauses: pauses)
      // Two in a row blur each other, and two flashes within a second are a strobe.
      let calm = slots[index - 1].transitionIn == .cut || slots[index - 1].length > 3
      let frames = calm ? transitionFrames(of: wanted, in: slots[index].frames) : 0
      slots[index].transitionIn = frames > 0 ? wanted : .cut
      slots[index].transitionFrames = frames
    }
  }

  private func transition(into cut: CutPoint, opens: Bool, pauses: [Seconds]) -> Transition {
    if cut.kind == .drop { return .flash }
    if cut.kind == .pause || pauses.contains(where: { $0 <= cut.time + 0.05 && cut.time - $0 < 1.5 }) { return .dip }
    let strong = cut.kind == .transition || cut.kind == .energyRise || (cut.kind == .section && opens)
    return strong && cut.strength >= 0.7 ? .whip : .cut
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
