import Vocabulary

extension Diorama {
  /// Builds the whole scene: what is behind the people, the people, and what is in front of them.
  func build() {
    place()
    if !hasPeople { people() }
    weather(depth: 1)
    melt()
  }

  private var hasPeople: Bool {
    elements.contains { if case .lead = $0 { true } else { false } }
  }

  private func place() {
    switch scene.place {
    case .city: city()
    case .street: street()
    case .room: room()
    case .rooftop: rooftop()
    case .road: road()
    case .forest: forest()
    case .mountain: mountain()
    case .sea: sea()
    case .underwater: underwater()
    case .desert: desert()
    case .field: field()
    case .snow: snowfield()
    case .stage: stage()
    case .train: train()
    case .space: space()
    case .corridor: corridor()
    case .ruins: ruins()
    case .abstract: abstract()
    }
  }

  /// Land and water under a horizon, without a wall that a sign or a screen could hang on.
  static func isOpenCountry(_ place: Place) -> Bool {
    switch place {
    case .road, .forest, .mountain, .sea, .desert, .field, .snow, .ruins: true
    case .city, .street, .room, .rooftop, .underwater, .stage, .train, .space, .corridor, .abstract: false
    }
  }

  /// Where it snows when it storms.
  static func isHigh(_ place: Place) -> Bool { place == .mountain || place == .snow }

  /// Rooms, corridors and the like have walls: nothing repeats there.
  static func isClosed(_ place: Place) -> Bool {
    switch place {
    case .room, .corridor, .train, .stage, .street: true
    default: false
    }
  }
}
