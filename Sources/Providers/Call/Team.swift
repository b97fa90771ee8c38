// Several makers behind one name, the first one first. Another steps in only where the first is down, has no money or
// has finally failed: never because it declined the content, and never while a call of its own may still bring
// something that is paid for.
import Generating
import Vocabulary

/// Makers that step in for each other.
struct Team<Maker: Sendable>: Sendable {
  struct Member: Sendable {
    var name: String
    var lane: String
    var maker: Maker
    /// Nil for those who are always there.
    var gate: Gate?
  }
  let members: [Member]

  /// - Parameters: where a maker says its name and its lane.
  init(_ members: [(Maker, Gate?)], name: KeyPath<Maker, String>, lane: KeyPath<Maker, String>) {
    self.members = members.map { maker, gate in
      Member(name: maker[keyPath: name], lane: maker[keyPath: lane], maker: maker, gate: gate)
    }
  }

  var name: String { TeamName.join(members.map(\.name)) }

  /// Lets the first member work who can, and says who stepped in for the first one.
  func work<Made>(_ errand: Errand?, _ ask: (Maker) throws(Failure) -> Made) throws(Failure) -> (Made, StandIn?) {
    var cause: String?
    let busy = busyMember(errand)
    for (index, member) in members.enumerated() where busy == nil || busy == index {
      let isLast = index == members.count - 1 || busy != nil
      if !isLast, let gate = member.gate, gate.isDown {
        cause = cause ?? gate.reason
        continue
      }
      do throws(Failure) {
        let made = try index == 0 ? ask(member.maker) : inItsLane(member, errand, ask)
        return (made, index == 0 ? nil : StandIn(member.name, because: cause ?? "it was at work on it already"))
      } catch {
        guard !isLast, mayStepIn(after: error, errand), busyMember(errand) == nil else { throw error }
        cause = cause ?? error.message
      }
    }
    throw Failure(.invalid, "unable to find who makes it: \(name) has no members")
  }

  /// The team's lane was made for the first member; another one's work takes a slot where its own work is bounded.
  private func inItsLane<Made>(_ member: Member, _ errand: Errand?, _ ask: (Maker) throws(Failure) -> Made)
    throws(Failure) -> Made
  {
    guard let slots = errand?.slots else { return try ask(member.maker) }
    guard slots.take(member.lane) else {
      throw Failure(.throttled, "unable to let \(member.name) step in now: it has no slot free", wait: Self.patience)
    }
    defer { slots.giveBack(member.lane) }
    return try ask(member.maker)
  }

  /// Seconds until a stand-in without a slot is asked again.
  private static var patience: Seconds { 2 }

  /// The member whose call is not over.
  private func busyMember(_ errand: Errand?) -> Int? {
    guard let note = (try? errand?.notes.read("call.json")) ?? nil, note.isOpen, note.state != .answered else {
      return nil
    }
    return members.firstIndex { $0.name == note.provider }
  }

  private func mayStepIn(after failure: Failure, _ errand: Errand?) -> Bool {
    switch failure.kind {
    case .invalid, .unfunded: true
    case .transient, .stale: errand?.isLastTry ?? false
    case .throttled, .refused, .ambiguous, .full, .stopped: false
    }
  }
}
