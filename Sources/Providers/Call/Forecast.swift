import Planning
import Vocabulary

/// A film that is planned and not made, for a forecast of what it will cost.
public struct PlannedFilm: Sendable {
  public var brief: Brief
  public var treatment: Treatment
  public var slots: [Slot]
  /// Whether the pictures of the lead come with the bundle.
  public var hasReferences: Bool

  public init(brief: Brief, treatment: Treatment, slots: [Slot], hasReferences: Bool) {
    self.brief = brief
    self.treatment = treatment
    self.slots = slots
    self.hasReferences = hasReferences
  }
}

extension Provider {
  /// What each call of one step will use, as far as can be known before: no redo, no correction.
  public func forecast(_ step: ErrandStep, of film: PlannedFilm) -> [Usage] {
    switch step {
    case .treatment, .slots: []
    case .reference:
      Array(repeating: Self.picture, count: max(0, film.treatment.characters.count - (film.hasReferences ? 1 : 0)))
    case .still: Array(repeating: Self.picture, count: film.slots.count)
    case .clip: film.slots.map { clip(of: $0.length) }
    }
  }

  static var picture: Usage {
    var usage = Usage()
    usage.images = 1
    return usage
  }

  /// The next longer length on offer; what is longer than the longest gets that.
  func clip(of seconds: Seconds) -> Usage {
    var usage = Usage()
    usage.seconds = lengths.first { $0 >= seconds - 0.02 } ?? lengths.last ?? seconds
    return usage
  }
}

/// What one step of a film will cost.
public struct Forecast: Codable, Sendable, Equatable {
  public var step: ErrandStep
  public var provider: String
  public var calls: Int
  /// Millionths of a US dollar; nil where nobody knows.
  public var cost: MicroDollars?

  public init(_ step: ErrandStep, _ provider: String, _ costs: [MicroDollars?]) {
    self.step = step
    self.provider = provider
    calls = costs.count
    cost = costs.reduce(0) { sum, cost in sum.flatMap { a in cost.map { a + $0 } } }
  }
}

extension Account {
  /// What each of these will cost on a day.
  public func costs(of usages: [Usage], on day: String) -> [MicroDollars?] {
    usages.map { estimate(of: $0, on: day) }
  }
}
