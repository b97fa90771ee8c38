/// The port to the money: every paid call passes here before and after.
///
/// Each method is durable when it returns, may be called by many workers at once, and repeated calls for one id change
/// nothing.
public protocol Purse: Sendable {
  /// Sets the estimate aside.
  ///
  /// - Throws: ``Failure`` of kind `unfunded` where a limit would be passed, or where there is a limit and no price.
  func reserve(_ call: PricedCall) throws(Failure)
  /// The call is over and cost this much.
  func settle(_ id: String, cost: MicroDollars, basis: CostBasis) throws(Failure)
  /// The call was certainly not charged.
  func release(_ id: String) throws(Failure)
  /// Whether money was ever set aside under this id: a note without it speaks of a request that was never sent.
  func knows(_ id: String) -> Bool
  /// Jobs with calls whose end nobody has written down yet.
  var openJobs: Set<String> { get }
}

extension Purse {
  public var openJobs: Set<String> { [] }
}

/// A call as the ledger sees it.
public struct PricedCall: Codable, Sendable, Equatable {
  public var id: String
  public var job: String
  public var step: ErrandStep
  public var subject: String
  public var take: Int
  public var provider: String
  public var model: String
  public var fingerprint: String
  /// Millionths of a US dollar; nil where nobody knows.
  public var estimate: MicroDollars?
  /// The most that the job may spend in all.
  public var budget: MicroDollars?

  public init(
    id: String, errand: Errand, provider: String, model: String, fingerprint: String, estimate: MicroDollars?
  ) {
    self.id = id
    job = errand.job
    step = errand.step
    subject = errand.subject
    take = errand.take
    self.provider = provider
    self.model = model
    self.fingerprint = fingerprint
    self.estimate = estimate
    budget = errand.budget
  }
}

/// Where a cost comes from, the surest first.
public enum CostBasis: String, Codable, Sendable, CaseIterable {
  /// The provider said so.
  case reported
  /// What it says was used, times our price list.
  case usage
  /// Our estimate before the call.
  case estimate
  /// A person looked into the account.
  case person
}
