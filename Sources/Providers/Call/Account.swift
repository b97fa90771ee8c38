import Vocabulary

/// One configured provider, as its calls need it.
public struct Account: Sendable {
  /// What configuration, tickets and takes call it; also its lane.
  public var name: String
  public var endpoint: Endpoint
  public var model: String
  public var prices: PriceList
  public var gate: Gate
  public var deadlines = Deadlines()

  public init(name: String, endpoint: Endpoint, model: String, prices: PriceList, gate: Gate) {
    self.name = name
    self.endpoint = endpoint
    self.model = model
    self.prices = prices
    self.gate = gate
  }

  /// Whether its calls may cost something.
  var isPaid: Bool { prices.otherwise != 0 || !prices.prices.isEmpty }
}

/// How long a remote job may take, in seconds.
public struct Deadlines: Sendable, Equatable {
  public var queued: Seconds = 1800
  public var running: Seconds = 900
  /// The first and the longest pause between two questions.
  public var poll: Seconds = 2
  public var slowestPoll: Seconds = 10
  /// How long a withdrawn job is still asked about, to learn what it cost.
  public var farewell: Seconds = 120
  /// Longest answer of a call that is answered at once.
  public var answer: Seconds = 600
  public init() {}
}
