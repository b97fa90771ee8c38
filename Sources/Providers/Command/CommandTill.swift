// A program's bill goes through the same books as a server's, so that one limit holds for both.
import FoundationEssentials
import Media
import Vocabulary

/// The note and the money of one call of a program.
struct CommandTill {
  let maker: CommandMaker
  let errand: Errand
  let place: Workplace

  private static let noteName = "call.json"

  /// Runs `work` with its price set aside, and settles what it says it cost, whether it succeeds or not.
  ///
  /// - Parameters:
  ///   - output: the file that it makes; one that a call before a restart made and paid for is taken as it is.
  ///   - bill: what the program says it cost; nil where it says nothing.
  func pay(for output: String, _ work: () throws(Failure) -> Void, bill: () throws(Failure) -> MicroDollars?)
    throws(Failure) -> MicroDollars
  {
    if let cost = try resume(output) { return cost }
    var note = try begin()
    do throws(Failure) { try work() } catch {
      try end(&note, error, (try? bill()) ?? nil)
      throw error
    }
    let said: MicroDollars?
    do throws(Failure) { said = try bill() } catch {
      try end(&note, error, note.reserved)
      throw error
    }
    try errand.notes.sync(output)
    note.cost = said ?? note.reserved ?? 0
    try errand.purse.settle(note.id, cost: note.cost ?? 0, basis: said == nil ? .estimate : .reported)
    note.state = .answered
    try errand.notes.write(note, as: Self.noteName)
    return note.cost ?? 0
  }

  /// What an earlier call made; nil where it came to nothing that counts.
  private func resume(_ output: String) throws(Failure) -> MicroDollars? {
    guard var note = try errand.notes.read(Self.noteName), note.isOpen, note.provider == maker.name else { return nil }
    if note.state == .answered { return place.size(output) == nil ? nil : note.cost ?? 0 }
    guard errand.purse.knows(note.id) else { return nil }
    guard note.reserved == 0 else {
      throw Failure(
        .ambiguous, "unable to tell what \(maker.name) has done: it was cut off, and may have been charged for it",
        remedy: "look into the account that it uses for a call at \(note.begun); moving the ticket back runs it again")
    }
    try errand.purse.release(note.id)
    note.state = .closed
    try errand.notes.write(note, as: Self.noteName)
    return nil
  }

  private func begin() throws(Failure) -> CallNote {
    let begun = Date.now.ISO8601Format()
    let model = maker.executable.split(separator: "/").last.map(String.init) ?? ""
    let digest = Sha256()
    digest.update("\(maker.name)/\(errand.step.rawValue)/\(errand.subject)/\(errand.take)".utf8)
    let note = CallNote(
      id: UUID().uuidString.lowercased(), provider: maker.name, model: model, fingerprint: digest.hex(),
      reserved: maker.price, begun: begun)
    try errand.notes.write(note, as: Self.noteName)
    do throws(Failure) {
      try errand.purse.reserve(
        PricedCall(
          id: note.id, errand: errand, provider: maker.name, model: model, fingerprint: note.fingerprint,
          estimate: maker.price))
    } catch {
      var note = note
      note.state = .closed
      note.failure = error
      try errand.notes.write(note, as: Self.noteName)
      throw error
    }
    return note
  }

  /// It failed: what it says it cost is owed all the same. One with a price that we cut off may have cost something:
  /// its note stays open, and its money set aside.
  private func end(_ note: inout CallNote, _ failure: Failure, _ bill: MicroDollars?) throws(Failure) {
    if let bill {
      try errand.purse.settle(note.id, cost: bill, basis: .reported)
    } else if maker.price > 0 && [.stopped, .stale].contains(failure.kind) {
      return
    } else {
      try errand.purse.release(note.id)
    }
    note.cost = bill
    note.state = .closed
    note.failure = failure
    try errand.notes.write(note, as: Self.noteName)
  }
}
