import Vocabulary

// Where the film plays.
extension Invention {
  /// 1 to 4 places, in the order in which the concept comes to them. A film that keeps to its concept gets none that
  /// it does not name, and an abstract space where it names none.
  func locations() -> [Location] {
    var found = saidLocations()
    if found.isEmpty { found = [inventedLocation()] }
    if !keeps, found.count == 1 {
      // A place that is only reached at the end is not where the film opens.
      let second = contrast(to: found[0].place)
      found = isReachedLast(found[0]) ? [second, found[0]] : [found[0], second]
    }
    return found.prefix(4).enumerated().map { index, location in
      Location(
        id: "place-\(index + 1)", place: location.place, description: location.description, source: location.source)
    }
  }

  private func saidLocations() -> [Location] {
    let said = concept.reading.places.filter { !refusedPlaces.contains($0.value) }
    return said.unique(by: \.value).map { place, words in
      let plain = concept.reading.mentions.contains {
        $0.words == words && !$0.isWeak && $0.meaning == .place(place)
      }
      let name = words.map { concept.words[$0].key }.joined(separator: " ")
      let phrase = plain && !Self.uncounted.contains(name) ? concept.phrase(around: words) : ""
      let description = phrase.isEmpty ? bare(place) : phrase
      return Location(id: "", place: place, description: description, source: plain ? .user : .inferred)
    }
  }

  /// Where an event is at home.
  private static let stages: [String: [Place]] = [
    "loss": [.sea, .room, .street], "search": [.desert, .forest, .city], "journey": [.road, .train, .mountain],
    "escape": [.corridor, .road, .street], "love story": [.rooftop, .street, .sea], "reunion": [.train, .street, .sea],
    "conflict": [.ruins, .field, .street], "dream": [.underwater, .space, .abstract],
    "waiting": [.room, .train, .rooftop],
    "rise": [.stage, .city, .street], "growing up": [.field, .street, .room], "celebration": [.stage, .rooftop, .sea],
    "discovery": [.forest, .space, .ruins], "end of the world": [.ruins, .desert, .city],
    "work": [.city, .train, .corridor],
  ]

  private func isReachedLast(_ location: Location) -> Bool {
    guard location.source == .user, concept.moments.count > 1, let last = concept.moments.last else { return false }
    return concept.reading.places.first.map { last.contains($0.words.lowerBound) } ?? false
  }

  /// Words that take no article, and so make no phrase.
  private static let uncounted: Set<String> = [
    "underwater", "under water", "undersea", "space", "outer space", "downtown", "urban", "suburbia", "nowhere",
    "abstract",
    "home", "ancient", "emptiness", "infinity", "abstraction", "mars", "backstage", "below the surface", "siberia",
    "beneath the waves", "beneath the surface", "tokyo", "new york", "manhattan", "berlin", "paris", "london",
    "shanghai",
    "hong kong", "seoul", "chicago", "los angeles", "iceland", "saturn",
  ]

  private func inventedLocation() -> Location {
    if keeps { return Location(id: "", place: .abstract, description: bare(.abstract), source: .default) }
    if let place = hints.places.first?.value ?? genre?.place, !refusedPlaces.contains(place) {
      return Location(id: "", place: place, description: bare(place), source: .inferred)
    }
    if let event, let suited = Self.stages[event.name]?.filter({ !refusedPlaces.contains($0) }), !suited.isEmpty {
      let place = dice.pick("place", suited)
      return Location(id: "", place: place, description: bare(place), source: .inferred)
    }
    let free = Place.allCases.filter { !refusedPlaces.contains($0) && $0 != .abstract }
    let place = dice.pick("place", free.isEmpty ? [.abstract] : free)
    return Location(id: "", place: place, description: bare(place), source: .default)
  }

  /// A second place that looks unlike the first and can be reached from it.
  private func contrast(to place: Place) -> Location {
    let near: [Place] =
      switch place {
      case .city: [.rooftop, .train, .sea]
      case .street: [.rooftop, .room, .road]
      case .room: [.street, .field, .rooftop]
      case .rooftop: [.street, .corridor]
      case .road: [.desert, .sea, .mountain]
      case .forest: [.field, .ruins, .mountain]
      case .mountain: [.snow, .forest, .sea]
      case .sea: [.underwater, .road, .field]
      case .underwater: [.sea, .ruins]
      case .desert: [.road, .ruins, .mountain]
      case .field: [.forest, .road, .sea]
      case .snow: [.mountain, .forest, .room]
      case .stage: [.corridor, .street, .rooftop]
      case .train: [.street, .field, .sea]
      case .space: [.corridor, .desert, .abstract]
      case .corridor: [.stage, .rooftop, .room]
      case .ruins: [.forest, .desert, .corridor]
      case .abstract: [.space, .sea, .corridor]
      }
    let free = near.filter { !refusedPlaces.contains($0) }
    let second = dice.pick("second place", free.isEmpty ? [place] : free)
    return Location(id: "", place: second, description: bare(second), source: .inferred)
  }

  private var refusedPlaces: [Place] { refused { if case .place(let place) = $0 { place } else { nil } } }
}

/// The place in a few words, without a preposition: "a deep forest".
func bare(_ place: Place) -> String {
  let words = place.phrase.split(separator: " ")
  let start = words.firstIndex { ["a", "an", "the", "old", "outer"].contains($0) } ?? 0
  return words[start...].joined(separator: " ")
}
