// The one who holds the money. Checking a limit and writing the line that uses it up is one step under one lock, so that
// any number of workers at once never spend more than was allowed.
import Spool
import Synchronization
import Vocabulary

/// The purse of one spool, on its ledger's files.
public final class Ledger: Purse {
  private let folder: LedgerFolder
  private let limits: Limits
  private let now: @Sendable () -> Instant
  private let books: Mutex<Books>
  /// Bytes of the ledger's files as the books hold them.
  private let size: Atomic<Int>

  /// Opens the ledger, setting a torn last line aside.
  ///
  /// - Parameters:
  ///   - folder: `.reelspool/ledger`; `aside` and `tmp` beside it.
  ///   - say: is told once of everything that was mended or cannot be read.
  public init(
    _ folder: Folder, aside: Folder, tmp: Folder, limits: Limits, now: @escaping @Sendable () -> Instant = { .now },
    say: (String) -> Void = { _ in }
  ) throws(SpoolError) {
    self.folder = LedgerFolder(folder)
    self.limits = limits
    self.now = now
    for name in try self.folder.mend(into: aside, tmp: tmp) {
      say("the last line of the ledger \(name) was cut off by a crash; the piece is in .reelspool/aside/")
    }
    let found = try self.folder.lines()
    for name in found.damaged { say("the ledger \(name) holds lines that somebody changed; they are not counted") }
    books = Mutex(Books(found.lines))
    size = Atomic(self.folder.size())
  }

  public func knows(_ id: String) -> Bool { books.withLock { $0.state(of: id) != nil } }

  public var openJobs: Set<String> { books.withLock { Set($0.open.values.map(\.job)) } }

  public func reserve(_ call: PricedCall) throws(Failure) {
    let line = LedgerLine(call, at: now())
    try write { (books) throws(Failure) in
      guard books.state(of: call.id) == nil else { return nil }
      try self.check(call, on: line.day, books)
      return line
    }
  }

  public func settle(_ id: String, cost: MicroDollars, basis: CostBasis) throws(Failure) {
    try close(id, .settled, max(0, cost), basis)
  }

  public func release(_ id: String) throws(Failure) { try close(id, .released, 0, nil) }

  private func close(_ id: String, _ event: LedgerLine.Event, _ amount: MicroDollars, _ basis: CostBasis?)
    throws(Failure)
  {
    try write { (books) throws(Failure) in
      guard let open = books.open[id] else { return nil }
      return open.followed(by: event, amount: amount, basis: basis, at: self.now())
    }
  }

  /// Decides and writes under one lock; the books change only when the line is on the disk.
  private func write(_ line: (Books) throws(Failure) -> LedgerLine?) throws(Failure) {
    let result: Result<Void, Failure> = books.withLock { books in
      do throws(Failure) {
        catchUp(&books)
        guard let line = try line(books) else { return .success(()) }
        let count: Int
        do throws(SpoolError) { count = try folder.append(line) } catch { return .failure(Self.failure(of: error)) }
        books.add(line)
        size.add(count, ordering: .relaxed)
        return .success(())
      } catch { return .failure(error) }
    }
    try result.get()
  }

  /// `reelspool settle` has appended a line while we were at work: the books are made again from all of them.
  private func catchUp(_ books: inout Books) {
    let now = folder.size()
    guard now != size.load(ordering: .relaxed), let found = try? folder.lines() else { return }
    books = Books(found.lines)
    size.store(now, ordering: .relaxed)
  }

  private static func failure(of error: SpoolError) -> Failure {
    error.kind == .full
      ? Failure(.full, error.message, remedy: "free some space on the spool's disk")
      : Failure(.transient, error.message)
  }

  // MARK: Limits

  private func check(_ call: PricedCall, on day: String, _ books: Books) throws(Failure) {
    let limits = [
      Limit("the budget of \(call.job)", call.budget ?? self.limits.job, books.spent(onJob: call.job)),
      Limit("the limit of each day", self.limits.day, books.spent(on: day)),
      Limit(
        "the daily limit of \(call.provider)", self.limits.providers[call.provider],
        books.spent(on: day, by: call.provider)),
    ].compactMap(\.self)
    guard let estimate = call.estimate else {
      guard let limit = limits.first else { return }
      throw Failure(
        .unfunded,
        "unable to ask \(call.provider) for \(call.what): nobody knows its price, and there is \(limit.name)",
        remedy: "write the price of \(call.model) into the configuration", wait: Self.patience)
    }
    for limit in limits where limit.spent + estimate > limit.most { throw call.refusal(limit, estimate) }
  }

  /// Seconds until somebody is asked again whether there is money.
  static let patience: Seconds = 300

  /// The share of a limit that is used up, of those that a call of `job` by `provider` meets; nil where there is none.
  /// The farm warns at 0.8.
  public func usedShare(job: String, budget: MicroDollars?, provider: String? = nil) -> Double? {
    let day = String("\(now())".prefix(10))
    return books.withLock { books in
      [
        (budget ?? limits.job, books.spent(onJob: job)), (limits.day, books.spent(on: day)),
        (provider.flatMap { limits.providers[$0] }, provider.map { books.spent(on: day, by: $0) } ?? 0),
      ]
      .compactMap { most, spent in most.map { $0 > 0 ? Double(spent) / Double($0) : 1 } }.max()
    }
  }
}

/// One limit, and how much of it is gone.
struct Limit {
  var name: String
  var most: MicroDollars
  var spent: MicroDollars

  init?(_ name: String, _ most: MicroDollars?, _ spent: MicroDollars) {
    guard let most else { return nil }
    self.name = name
    self.most = most
    self.spent = spent
  }
}

extension PricedCall {
  /// "the clip of shot_05".
  var what: String { subject.isEmpty ? "the \(step.rawValue)" : "the \(step.rawValue) of \(subject)" }

  func refusal(_ limit: Limit, _ estimate: MicroDollars) -> Failure {
    let missing = limit.spent + estimate - limit.most
    return Failure(
      .unfunded,
      "unable to ask \(provider) for \(what): it costs \(Money.text(estimate)), and of \(limit.name), "
        + "\(Money.text(limit.most)), \(Money.text(max(0, limit.most - limit.spent))) is left",
      remedy: "needs \(Money.text(missing)) more: raise the limit, or wait for another day where it is a daily one",
      wait: Ledger.patience)
  }
}
