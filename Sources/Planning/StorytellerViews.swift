import Vocabulary

// How much is seen, and how the camera moves.
extension Storyteller {
  /// A framing other than the one before, and a camera move other than the one before, that fit purpose and energy.
  func view(of beat: Beat, after beats: [Beat]) -> (Framing, CameraMove) {
    let before = beats.last
    let framings = rested(
      unlike(before, framings(for: beat).filter { $0 != before?.framing && !refused.contains(.framing($0)) }),
      since: beats)
    let cameras = cameras(for: beat).filter { $0 != before?.camera && !refused.contains(.camera($0)) }
    return (
      dice.pick(
        "framing", framings.isEmpty ? spare(Framing.allCases, not: before?.framing, Meaning.framing) : framings,
        beat.index),
      dice.pick(
        "camera", cameras.isEmpty ? spare(CameraMove.allCases, not: before?.camera, Meaning.camera) : cameras,
        beat.index)
    )
  }

  /// Of `framings` those that are clearly larger or smaller than the shot before; all where none is. A wide shot after a
  /// very wide one is hardly a cut.
  private func unlike(_ before: Beat?, _ framings: [Framing]) -> [Framing] {
    guard let before else { return framings }
    let clear = framings.filter { abs($0.reach - before.framing.reach) >= 2 }
    return clear.isEmpty ? framings : clear
  }

  /// Of `framings` those that the last shots did not have, which is what makes the fourth close-up of a film one too many;
  /// all where there is no other.
  private func rested(_ framings: [Framing], since beats: [Beat]) -> [Framing] {
    let recent = beats.suffix(3).map(\.framing)
    let others = framings.filter { !recent.contains($0) }
    return others.isEmpty ? framings : others
  }

  /// Any other value that the concept does not exclude; all others where it excludes too much.
  private func spare<Value: Equatable>(_ all: [Value], not last: Value?, _ meaning: (Value) -> Meaning) -> [Value] {
    let others = all.filter { $0 != last }
    let free = others.filter { !refused.contains(meaning($0)) }
    return free.isEmpty ? others : free
  }

  private func framings(for beat: Beat) -> [Framing] {
    let wet = beat.setting.weather == .rain || [.sea, .city, .street, .train].contains(beat.setting.location.place)
    if beat.cast.isEmpty {
      let views: [Framing] = beat.slot.purpose == .establish ? [.extremeWide, .wide] : [.wide, .detail, .extremeWide]
      return views + (wet && beat.slot.purpose != .establish ? [.reflection] : [])
    }
    let parts: [Framing] = beat.part == nil ? [] : [.detail]
    switch beat.slot.purpose {
    case .establish: return [.extremeWide]
    case .climax: return beat.setting.chorusFraming.map { [$0, .wide] } ?? [.wide, .extremeWide]
    case .resolve: return [.close, .silhouetteBack]
    case .transition: return [.wide, .extremeWide, .silhouetteBack]
    case .develop where beat.slot.energy == .high:
      return [.wide, .medium, .silhouetteBack, .extremeWide, .close] + parts
    case .develop:
      return [.medium, .close, .overShoulder, .silhouetteBack, .wide] + (wet ? [.reflection] : []) + parts
    }
  }

  private func cameras(for beat: Beat) -> [CameraMove] {
    let (verse, chorus) = (verseCamera, chorusCamera)
    switch beat.slot.purpose {
    case .establish: return [.pushIn, .craneUp, .tiltDown]
    case .climax: return [chorus, .orbit, .craneUp]
    case .resolve: return [.pullBack, .static, .tiltUp]
    case .transition:
      return beat.cast.isEmpty ? [.panLeft, .panRight, .tiltUp, .tiltDown, .trackSide] : [chorus, .craneUp]
    case .develop where beat.slot.energy == .high && beat.slot.transitionIn == .flash: return [.snapZoom, chorus]
    case .develop where beat.slot.energy == .high: return [chorus, chorus, .trackSide, .handheld, .orbit, .pullBack]
    case .develop where beat.slot.energy == .medium: return [verse, verse, .pushIn, .trackSide, .panLeft, .panRight]
    case .develop: return [verse, .static, .pushIn, .tiltUp]
    }
  }
}

extension Storyteller.Beat {
  /// What a detail shows of the lead: hands on strings and feet on a road tell what somebody does without their face. Nil
  /// where a part would tell nothing.
  var part: String? {
    switch pose {
    case .play: "hands"
    case .walk, .run: Self.grounds.contains(setting.location.place) ? "feet" : nil
    case .stand, .sit, .reach, .lookUp, .lie: nil
    }
  }

  /// Where there is ground, and room to go on.
  private static let grounds: Set<Place> = [
    .city, .rooftop, .road, .forest, .mountain, .sea, .desert, .field, .snow, .ruins,
  ]
}

extension Framing {
  /// How much is seen, from a detail (0) to everything (5).
  fileprivate var reach: Int {
    switch self {
    case .detail: 0
    case .close: 1
    case .overShoulder, .medium: 2
    case .silhouetteBack, .reflection: 3
    case .wide: 4
    case .extremeWide: 5
    }
  }
}
