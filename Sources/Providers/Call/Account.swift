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
  /// What one call usually uses of what cannot be known before it: seconds of a processor, tokens of a picture.
  public var usual = Usual()

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

/// What one call usually uses; nil where nobody has said.
public struct Usual: Sendable, Equatable {
  public var gpuSeconds: Double?
  public var tokensOut: Int?
  public init() {}
}

extension Account {
  /// What a call will cost that will use so much; nil where nobody knows, also because it is charged by something that
  /// only shows afterwards.
  func estimate(of expected: Usage, on day: String) -> MicroDollars? {
    guard let price = prices.price(of: model, on: day) else { return prices.otherwise }
    var usage = expected
    if price.gpuSecond ?? 0 > 0, usage.gpuSeconds == 0 {
      guard let usual = usual.gpuSeconds else { return nil }
      usage.gpuSeconds = usual
    }
    if price.tokensOut ?? 0 > 0, usage.tokensOut == 0 {
      guard let usual = usual.tokensOut else { return nil }
      usage.tokensOut = usual
    }
    return price.cost(of: usage)
  }
}

/// How long a remote job may take, in seconds.
public struct Deadlines: Sendable, Equatable {
  public var queued: Seconds = 1800
  public var running: Seconds = 900
  /// How long running work may show no progress, where the server shows any.
  public var stalled: Seconds = 600
  /// The first and the longest pause between two questions.
  public var poll: Seconds = 2
  public var slowestPoll: Seconds = 10
  /// How long a withdrawn job is still asked about, to learn what it cost.
  public var farewell: Seconds = 120
  /// Longest answer of a call that is answered at once.
  public var answer: Seconds = 600
  public init() {}
}
