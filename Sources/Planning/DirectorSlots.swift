import Vocabulary

// From cuts to slots: frames, sections, purposes. No words yet.
extension Director {
  func slot(_ number: Int, from start: Int, to end: Int, cut: CutPoint, in music: MusicMap, total: Int) -> Slot {
    let (startTime, endTime) = (format.time(of: start), format.time(of: end))
    // A cut's frame may lie half a frame before the section that it opens.
    let probe = max(cut.time, startTime) + 0.001
    let section = music.sections.lastIndex { $0.start <= probe } ?? 0
    let heard = section < music.sections.count ? music.sections[section] : nil
    return Slot(
      id: Shot.id(number), startFrame: start, endFrame: end, startTime: startTime, endTime: endTime,
      purpose: .develop, section: section, sectionRole: heard?.role ?? .verse, energy: heard?.energy ?? .medium,
      level: level(of: music, from: startTime, to: endTime, else: heard?.level ?? 0.5),
      progress: (Double(start) + Double(end)) / 2 / Double(total), opensSection: false,
      cue: served(cut, at: startTime), transitionIn: .cut, transitionFrames: 0)
  }

  /// What a cut at `frameTime` serves.
  private func served(_ cut: CutPoint, at frameTime: Seconds) -> ServedCue? {
    cut.kind.map {
      ServedCue(
        time: cut.time, kind: $0, snappedTo: cut.snap, offsetMilliseconds: (frameTime - cut.time) * 1000)
    }
  }

  private func level(of music: MusicMap, from: Seconds, to: Seconds, else fallback: Double) -> Double {
    guard !music.envelope.level.isEmpty else { return min(max(fallback, 0), 1) }
    let steps = max(1, min(40, Int((to - from) * 4)))
    let sum = (0..<steps).reduce(0.0) { sum, step in
      sum + music.envelope.level(at: from + (to - from) * (Double(step) + 0.5) / Double(steps))
    }
    return min(max(sum / Double(steps), 0), 1)
  }

  func markSections(_ slots: inout [Slot]) {
    for index in slots.indices {
      slots[index].opensSection = index == 0 || slots[index].section != slots[index - 1].section
    }
  }

  /// First establishes, last resolves, the strongest section has the climax, a new section is a transition.
  func assignPurposes(_ slots: inout [Slot]) {
    for index in slots.indices where slots[index].opensSection { slots[index].purpose = .transition }
    slots[slots.count - 1].purpose = .resolve
    slots[0].purpose = .establish
    if let climax = climax(of: slots) { slots[climax].purpose = .climax }
  }

  /// The slot of the climax: the loudest of the strongest section that is neither the film's first nor its last, and
  /// not the section's first if there is another. Nil in films of one or two shots.
  private func climax(of slots: [Slot]) -> Int? {
    let middle = slots.indices.dropFirst().dropLast()
    let sections = Dictionary(grouping: middle, by: { slots[$0].section })
    let strengths = sections.mapValues { indices in strength(of: indices.map { slots[$0] }) }
    // The later of equals: a story peaks late.
    guard let best = strengths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else { return nil }
    let candidates = middle.filter { slots[$0].section == best }
    let inner = candidates.filter { !slots[$0].opensSection }
    // Late again: of moments that are nearly as loud, the later one.
    return (inner.isEmpty ? candidates : inner).max {
      slots[$0].level + 0.2 * slots[$0].progress < slots[$1].level + 0.2 * slots[$1].progress
    }
  }

  /// How strong a section is: its energy over time, with what its name says about it as a nudge.
  private func strength(of section: [Slot]) -> Double {
    let length = section.map(\.length).reduce(0, +)
    let energy = section.map { $0.level * $0.length }.reduce(0, +)
    let nudge = (section[0].energy == .high ? 0.3 : 0) + (section[0].sectionRole == .chorus ? 0.05 : 0)
    return energy / max(length, 0.001) + nudge
  }
}
