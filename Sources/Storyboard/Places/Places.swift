import Vocabulary

extension Diorama {
  /// Builds the whole scene: what is behind the people, the people, and what is in front of them.
  func build() {
    place()
    if !hasPeople { people() }
    weather(depth: 1)
  }

  private var hasPeople: Bool {
    elements.contains { if case .lead = $0 { true } else { false } }
  }

  private func place() {
    switch scene.place {
    default: land()
    }
  }

  /// Rooms, corridors and the like have walls: nothing repeats there.
  static func isClosed(_ place: Place) -> Bool {
    switch place {
    case .room, .corridor, .train, .stage, .street: true
    default: false
    }
  }
}
