import Ledger
import Synchronization
import Vocabulary

/// The ledger with an eye on its limits: says once for each job that most of the money is gone.
final class BudgetWatch: Purse {
  private let ledger: Ledger
  private let log: Log
  private let warned = Mutex<Set<String>>([])

  /// Share of a limit from which on it is said.
  static let share = 0.8

  init(_ ledger: Ledger, _ log: Log) {
    self.ledger = ledger
    self.log = log
  }

  func reserve(_ call: PricedCall) throws(Failure) {
    try ledger.reserve(call)
    guard let used = ledger.usedShare(job: call.job, budget: call.budget, provider: call.provider), used >= Self.share,
      warned.withLock({ $0.insert(call.job).inserted })
    else { return }
    log(.warning, "\(call.job): \(Int(used * 100)) % of the money that may be spent is spent or set aside")
  }

  func settle(_ id: String, cost: MicroDollars, basis: CostBasis) throws(Failure) {
    try ledger.settle(id, cost: cost, basis: basis)
  }
  func release(_ id: String) throws(Failure) { try ledger.release(id) }
  func knows(_ id: String) -> Bool { ledger.knows(id) }
  var openJobs: Set<String> { ledger.openJobs }
}
