// One question whose answer is the reply itself. The order of its steps is the courier's:
//
//   the note (intent)   then the ledger's reservation   then the request
//   the reply, flushed   then the ledger's end   then the note (answered)
//
// A restart finds the reply and reads it again instead of asking, and paying, again: the note's name follows from what
// is asked. A reply that is of no use is paid for and not kept.
import FoundationEssentials
import Media
import Vocabulary

/// What is asked, in the dialect of one kind of server.
protocol Question: Sendable {
  associatedtype Value
  /// What is asked, as bytes: equal questions give equal ones, whatever form they are sent in.
  var bytes: [UInt8] { get }
  /// How much it will use at most.
  var expected: Usage { get }
  /// The request in the form that the server is believed to take.
  func request() -> HTTPRequest
  /// Whether the reply says that the server does not take this form, and there is another: nothing was worked on.
  func isDeclined(_ reply: HTTPReply, to request: HTTPRequest) -> Bool
  /// The answer in a reply of status 2xx, and what it cost.
  func read(_ reply: KeptReply) -> (answer: Swift.Result<Value, Failure>, bill: Bill)
}

/// A reply as it is kept: what was said, and the headers that matter after a restart.
struct KeptReply: Codable, Sendable, Equatable {
  /// Id of the call that it answers.
  var call: String
  /// What a gateway says it cost.
  var cost: MicroDollars?
  var body: String

  init(call: String, _ reply: HTTPReply) {
    self.call = call
    cost = reply.headers["x-litellm-response-cost"].flatMap(Double.init).flatMap {
      $0.isFinite && $0 >= 0 ? Int64(exactly: ($0 * 1e6).rounded(.up)) : nil
    }
    body = String(decoding: reply.body, as: UTF8.self)
  }
}

/// Asks one question for one errand.
struct Inquiry<Asked: Question> {
  let account: Account
  let errand: Errand
  let question: Asked
  let stop: Stop
  /// A lost call that cost at most this is asked again, and counted as paid; 0 for none.
  var repeatBelow: MicroDollars = 0

  /// Forms that a server may decline before we give up.
  private static var mostForms: Int { 10 }

  /// The answer, by a new call or by one that was made before.
  func ask() throws(Failure) -> Asked.Value {
    let asked = fingerprint
    let till = Till(account: account, errand: errand, noteName: "ask-\(asked.prefix(12)).json")
    if let note = try errand.notes.read(till.noteName), note.fingerprint == asked,
      let answer = try resume(note, till)
    {
      return answer
    }
    for _ in 0..<Self.mostForms {
      try account.gate.begin(question.expected)
      let note: CallNote
      do throws(Failure) { note = try till.begin(question.expected, fingerprint: asked) } catch {
        account.gate.giveBack(question.expected)
        throw error
      }
      let request = question.request()
      let reply = try send(request, note, till)
      if !reply.isSuccess, question.isDeclined(reply, to: request) {
        account.gate.note(nil)
        try till.drop(note, nil)
        continue
      }
      guard reply.isSuccess else { throw try refused(reply, note, till) }
      account.gate.note(nil)
      let kept = KeptReply(call: note.id, reply)
      try errand.notes.keep(Array((try? JSONEncoder().encode(kept)) ?? Data()), as: replyName(till))
      return try finish(kept, note, till)
    }
    throw Failure(
      .invalid, "unable to ask \(account.name): it declines every form of request that we know",
      remedy: "see whether endpoint and model in the configuration are those of a chat server")
  }

  // MARK: An earlier call

  /// The answer of an earlier call; nil where it came to nothing and a new one may be made.
  private func resume(_ note: CallNote, _ till: Till) throws(Failure) -> Asked.Value? {
    if note.state == .closed { return nil }
    if let bytes = try errand.notes.reply(replyName(till)),
      let kept = try? JSONDecoder().decode(KeptReply.self, from: Data(bytes)), kept.call == note.id
    {
      return try finish(kept, note, till)
    }
    guard note.state != .answered, errand.purse.knows(note.id) else { return nil }
    if note.reserved == 0 {
      try till.drop(note, nil)
      return nil
    }
    guard mayRepeat(note) else { throw till.lost(note) }
    try forget(note, till)
    return nil
  }

  private func mayRepeat(_ note: CallNote) -> Bool { note.reserved.map { $0 <= repeatBelow } ?? false }

  /// The lost call counts as paid.
  private func forget(_ note: CallNote, _ till: Till) throws(Failure) {
    _ = try till.pay(.unknown, note)
    var note = note
    try till.close(&note, till.lost(note))
  }

  // MARK: A new call

  /// A paid request is not cut off when the farm stops: its answer is worth waiting for.
  private func send(_ question: HTTPRequest, _ note: CallNote, _ till: Till) throws(Failure) -> HTTPReply {
    let isPaid = note.reserved != 0
    var request = question
    // A model that thinks says nothing for minutes.
    request.limits.idle = account.deadlines.answer
    request.limits.total = account.deadlines.answer
    request.limits.memory = 16 << 20
    do throws(WireFault) { return try request.exchange(stop: isPaid ? nil : stop) } catch {
      let failure = Failure(error, "ask \(account.name) for \(till.what)", isPaid: isPaid)
      account.gate.note(failure)
      throw try end(note, failure, till)
    }
  }

  private func refused(_ reply: HTTPReply, _ note: CallNote, _ till: Till) throws(Failure) -> Failure {
    let reading = Reading(reply, of: account.endpoint)
    let failure = reading.failure("ask \(account.name) for \(till.what)", isPaid: note.reserved != 0)
    account.gate.note(failure)
    return try end(note, failure, till)
  }

  /// Writes down how a call without an answer ended, and says what becomes of it.
  private func end(_ note: CallNote, _ failure: Failure, _ till: Till) throws(Failure) -> Failure {
    guard failure.kind == .ambiguous else {
      try till.drop(note, failure)
      return failure
    }
    guard mayRepeat(note) else { return till.lost(note).because(failure) }
    try forget(note, till)
    return Failure(.transient, failure.message)
  }

  private func finish(_ kept: KeptReply, _ note: CallNote, _ till: Till) throws(Failure) -> Asked.Value {
    let (answer, bill) = question.read(kept)
    if note.state != .answered {
      let cost = try till.pay(bill, note)
      switch answer {
      case .success: try till.answered(note, cost: cost)
      case .failure(let failure):
        var note = note
        note.cost = cost
        try till.close(&note, failure)
      }
    }
    return try answer.get()
  }

  private func replyName(_ till: Till) -> String { till.noteName.replacing(".json", with: ".reply.json") }
  private var fingerprint: String { Till.fingerprint(account, question.bytes) }
}
