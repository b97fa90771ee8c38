import Vocabulary

// Where the film plays.
extension Invention {
  /// 1 to 4 places, in the order in which the concept comes to them. A film that keeps to its concept gets none that
  /// it does not name, and an abstract space where it names none.
  func locations() -> [Location] {
    var found = saidLocations()
    if found.isEmpty { found = [inventedLocation()] }
    if !keeps, found.count == 1, let second = neighbour(of: found[0].place) {
      // A place that is only reached at the end is not where the film opens.
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

  /// A second place a few steps from the first, in the same world: whoever asked for a city at night gets no beach. Nil
  /// where nothing is near (the sea is its own other shore).
  private func neighbour(of place: Place) -> Location? {
    let near: [Place] =
      switch place {
      case .city: [.rooftop, .street]
      case .street: [.rooftop, .city]
      case .room: [.street, .rooftop]
      case .rooftop: [.street, .city]
      case .road: [.desert, .field]
      case .forest: [.field]
      case .mountain: [.snow, .forest]
      case .sea: []
      case .underwater: [.sea]
      case .desert: [.road]
      case .field: [.forest, .road]
      case .snow: [.mountain, .forest]
      case .stage: [.corridor]
      case .train: [.field]
      case .space: [.abstract]
      case .corridor: [.room]
      case .ruins: [.forest, .field]
      case .abstract: [.space]
      }
    let free = near.filter { !refusedPlaces.contains($0) }
    guard !free.isEmpty else { return nil }
    let second = dice.pick("second place", free)
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
