import Vocabulary

// When the film plays, in which weather and by which light.
extension Invention {
  /// The time that the film begins at and the one that it comes to.
  func times(arc: EmotionalArc) -> (from: Sourced<TimeOfDay>, to: Sourced<TimeOfDay>) {
    let kind: (Meaning) -> TimeOfDay? = { if case .time(let time) = $0 { time } else { nil } }
    let target = concept.story.mentions.last { $0.isTarget && !$0.isWeak && kind($0.meaning) != nil }
    let said = asked(kind)
    let free = TimeOfDay.allCases.filter { !refused(kind).contains($0) }
    let from = time(said: said.values.first(where: free.contains), said.source, free: free)
    if let target, let time = kind(target.meaning) { return (from, Sourced(time, .user)) }
    if said.source == .user, let last = said.values.last, last != from.value, free.contains(last) {
      return (from, Sourced(last, .user))
    }
    if keeps { return (from, Sourced(from.value, from.source)) }
    let next = hopefulNext(after: from.value, rises: mood(of: arc.to.value) > 0.55)
    return (from, Sourced(free.contains(next) ? next : from.value, from.source == .default ? .default : .inferred))
  }

  private func time(said: TimeOfDay?, _ source: Source, free: [TimeOfDay]) -> Sourced<TimeOfDay> {
    if let said { return Sourced(said, source) }
    if keeps { return Sourced(free.contains(.day) ? .day : free.first ?? .day, .default) }
    if let time = genre?.time, free.contains(time) { return Sourced(time, .inferred) }
    return Sourced(dice.pick("time", free.isEmpty ? [.day] : free), .default)
  }

  /// Hope goes towards the light; everything else goes on as the clock does.
  private func hopefulNext(after time: TimeOfDay, rises: Bool) -> TimeOfDay {
    switch time {
    case .dawn: .day
    case .day: .goldenHour
    case .goldenHour: rises ? .dusk : .night
    case .dusk: .night
    case .night: rises ? .dawn : .night
    }
  }

  func weather(in place: Place, arc: EmotionalArc) -> Sourced<Weather> {
    let kind: (Meaning) -> Weather? = { if case .weather(let weather) = $0 { weather } else { nil } }
    let refused = refused(kind)
    let said = asked(kind)
    if let weather = said.values.first(where: { !refused.contains($0) }) { return Sourced(weather, said.source) }
    if keeps || !refused.isEmpty { return Sourced(.clear, refused.isEmpty ? .default : .inferred) }
    if let weather = genre?.weather { return Sourced(weather, .inferred) }
    let skies = skies(over: place, mood: mood(of: arc.from.value))
    let open = skies.filter { !asksForSky || [.clear, .dust, .petals, .embers].contains($0) }
    return Sourced(open.isEmpty ? .clear : dice.pick("weather", open), .default)
  }

  /// A sunset, a moon or stars that the concept names must not be hidden by weather that it does not name.
  private var asksForSky: Bool {
    concept.story.mentions.contains { mention in
      guard !mention.isNegated else { return false }
      switch mention.meaning {
      case .light(.sun), .light(.moon), .light(.aurora), .time(.goldenHour): return true
      default: return false
      }
    }
  }

  private func skies(over place: Place, mood: Double) -> [Weather] {
    switch place {
    case .desert: [.dust, .clear, .storm]
    case .snow, .mountain: [.snow, .clear, .fog]
    case .underwater: [.clear, .fog]
    case .space, .train, .corridor: [.clear, .fog, .dust]
    case .forest, .field: mood < 0.4 ? [.fog, .rain, .leaves] : [.clear, .petals, .leaves]
    case .stage, .abstract: [.clear, .petals, .embers, .fog]
    case .room: [.clear, .rain]
    case .sea: mood < 0.4 ? [.fog, .storm, .rain] : [.clear, .fog, .rain]
    default: mood < 0.4 ? [.rain, .fog, .storm, .snow] : [.clear, .petals, .rain, .snow]
    }
  }

  /// Light besides sun and moon.
  func lights(in place: Place, at time: TimeOfDay) -> [Sourced<LightSource>] {
    let kind: (Meaning) -> LightSource? = {
      if case .light(let light) = $0, light != .sun, light != .moon { light } else { nil }
    }
    let refused = refused(kind)
    let said = asked(kind)
    let changed = concept.chorus.map { PromptReading(concept.text(of: $0)).lights } ?? []
    let kept = said.values.unique.filter { !refused.contains($0) && !changed.contains($0) }
    if !kept.isEmpty { return kept.prefix(3).map { Sourced($0, said.source) } }
    if keeps { return [] }
    if let light = genre?.light, light != .sun, !refused.contains(light), !changed.contains(light) {
      return [Sourced(light, .inferred)]
    }
    guard time == .night || time == .dusk || place == .room || place == .stage else { return [] }
    let free = usualLights(of: place).filter { !refused.contains($0) && !changed.contains($0) }
    return free.isEmpty ? [] : [Sourced(dice.pick("light", free), .default)]
  }

  private func usualLights(of place: Place) -> [LightSource] {
    switch place {
    case .city, .street: [.neon, .lamps, .window]
    case .room: [.lamps, .window, .screens]
    case .rooftop, .train, .corridor: [.window, .lamps, .screens]
    case .stage: [.stageBeams]
    case .snow, .mountain: [.aurora, .fire]
    case .space: [.screens, .aurora]
    case .road: [.lamps, .neon]
    case .sea, .forest, .field, .desert, .ruins: [.fire, .lamps]
    case .underwater, .abstract: [.aurora]
    }
  }
}
