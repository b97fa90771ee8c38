// What things cost, as the configuration says: no price of anybody is written into the code.
import Vocabulary

/// Prices of one model from one day on, in millionths of a US dollar; what is nil costs nothing.
public struct Price: Sendable, Equatable {
  /// The first day on which it holds, `2026-11-22`, UTC; "" for always.
  public var from = ""
  /// Nil for all models of the provider.
  public var model: String?
  public var request: MicroDollars?
  public var image: MicroDollars?
  /// A second of video.
  public var second: MicroDollars?
  /// A million tokens in, and out.
  public var tokensIn: MicroDollars?
  public var tokensOut: MicroDollars?
  /// A second of the server's processor.
  public var gpuSecond: MicroDollars?

  public init() {}

  /// The price of so much, rounded up to a whole millionth.
  public func cost(of usage: Usage) -> MicroDollars {
    let parts: [Double] = [
      Double(request ?? 0) * Double(usage.requests), Double(image ?? 0) * Double(usage.images),
      Double(second ?? 0) * usage.seconds, Double(tokensIn ?? 0) * Double(usage.tokensIn) / 1e6,
      Double(tokensOut ?? 0) * Double(usage.tokensOut) / 1e6, Double(gpuSecond ?? 0) * usage.gpuSeconds,
    ]
    let sum = (parts.reduce(0, +) - 1e-6).rounded(.up)
    return Int64(exactly: min(max(0, sum), 1e15)) ?? 0
  }
}

/// How much of what a provider charges for was, or will be, used.
public struct Usage: Sendable, Equatable {
  public var requests = 1
  public var images = 0
  public var seconds = 0.0
  public var tokensIn = 0
  public var tokensOut = 0
  public var gpuSeconds = 0.0
  public init() {}
}

/// All prices of one provider.
public struct PriceList: Sendable, Equatable {
  public var prices: [Price]
  /// What a model without a price costs: 0 for a server of one's own, nil (nobody knows) for others.
  public var otherwise: MicroDollars?

  public init(_ prices: [Price] = [], otherwise: MicroDollars? = nil) {
    self.prices = prices
    self.otherwise = otherwise
  }

  /// The price of `model` on a day: the newest that holds, the model's own before the provider's.
  public func price(of model: String, on day: String) -> Price? {
    prices.filter { ($0.model == nil || $0.model == model) && $0.from <= day }
      .max { ($0.model == nil ? 0 : 1, $0.from) < ($1.model == nil ? 0 : 1, $1.from) }
  }

  /// What `usage` costs; nil where nobody knows.
  public func cost(of usage: Usage, model: String, on day: String) -> MicroDollars? {
    price(of: model, on: day)?.cost(of: usage) ?? otherwise
  }
}
