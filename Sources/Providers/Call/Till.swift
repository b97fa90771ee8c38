// What a paid call owes to the note beside the work and to the ledger, before and after it.
import FoundationEssentials
import Media
import Vocabulary

/// The note and the money of one call.
struct Till {
  let account: Account
  let errand: Errand
  /// The note's name in the errand's folder.
  let noteName: String

  /// Notes the intent and sets the estimate aside: the request may be sent when this returns.
  func begin(_ expected: Usage, fingerprint: String) throws(Failure) -> CallNote {
    let estimate = account.estimate(of: expected, on: today)
    var note = CallNote(
      id: UUID().uuidString.lowercased(), provider: account.name, model: account.model, fingerprint: fingerprint,
      reserved: estimate, begun: now)
    try errand.notes.write(note, as: noteName)
    do throws(Failure) {
      try errand.purse.reserve(
        PricedCall(
          id: note.id, errand: errand, provider: account.name, model: account.model, fingerprint: fingerprint,
          estimate: estimate))
    } catch {
      try close(&note, error)
      throw error
    }
    return note
  }

  /// What the provider says it cost; else what it says it used, times the price; else our estimate.
  func pay(_ bill: Bill, _ note: CallNote) throws(Failure) -> MicroDollars {
    let used = bill.usage.flatMap { account.prices.cost(of: $0, model: account.model, on: today) }
    let (cost, basis): (MicroDollars, CostBasis) =
      bill.reported.map { ($0, .reported) } ?? used.map { ($0, .usage) } ?? (note.reserved ?? 0, .estimate)
    try errand.purse.settle(note.id, cost: cost, basis: basis)
    return cost
  }

  /// The result is kept and paid for.
  func answered(_ note: CallNote, cost: MicroDollars) throws(Failure) {
    var note = note
    note.state = .answered
    note.cost = cost
    try errand.notes.write(note, as: noteName)
  }

  /// The call was not charged.
  func drop(_ note: CallNote, _ failure: Failure?) throws(Failure) {
    try errand.purse.release(note.id)
    var note = note
    try close(&note, failure)
  }

  /// The call is over without a result.
  func close(_ note: inout CallNote, _ failure: Failure?) throws(Failure) {
    note.state = .closed
    note.failure = failure
    try errand.notes.write(note, as: noteName)
  }

  /// A paid request whose reply was lost: never repeated by itself.
  func lost(_ note: CallNote) -> Failure {
    Failure(
      .ambiguous,
      "unable to tell whether \(account.name) has worked on \(what): the reply was lost, and it may have been charged",
      remedy: "look into your account at \(account.endpoint.base) for a call at \(note.begun); \(Till.ways(errand))")
  }

  /// What a person may do about a call whose end nobody knows.
  static func ways(_ errand: Errand) -> String {
    let name = errand.subject.isEmpty ? errand.job : "\(errand.job) \(errand.subject)"
    return "if it is not there: reelspool settle \(name) --not-charged; "
      + "moving it back asks, and pays, again, and counts what was set aside as spent"
  }

  var what: String {
    errand.subject.isEmpty ? "the \(errand.step.rawValue)" : "the \(errand.step.rawValue) of \(errand.subject)"
  }
  private var now: String { Date.now.ISO8601Format() }
  private var today: String { String(now.prefix(10)) }

  /// SHA-256 over provider, model and what is asked.
  static func fingerprint(_ account: Account, _ question: [UInt8]) -> String {
    let digest = Sha256()
    for part in [Array(account.name.utf8), [0], Array(account.model.utf8), [0], question] { digest.update(part) }
    return digest.hex()
  }
}
