// Several makers behind one name, the first one first. Another steps in only where the first is down, has no money or
// has finally failed: never because it declined the content, and never while a call of its own may still bring
// something that is paid for.
import Generating
import Media
import Planning
import Vocabulary

/// Makers that step in for each other.
struct Team<Maker: Sendable>: Sendable {
  struct Member: Sendable {
    var name: String
    var maker: Maker
    /// Nil for those who are always there.
    var gate: Gate?
  }
  let members: [Member]

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
        let made = try ask(member.maker)
        return (made, index == 0 ? nil : StandIn(member.name, because: cause ?? "it was at work on it already"))
      } catch {
        guard !isLast, mayStepIn(after: error, errand), busyMember(errand) == nil else { throw error }
        cause = cause ?? error.message
      }
    }
    throw Failure(.invalid, "unable to find who makes it: \(name) has no members")
  }

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

/// Makers of stills that step in for each other.
public struct StillTeam: StillMaker {
  private let team: Team<any StillMaker>
  public var name: String { team.name }
  public var lane: String { team.name }

  public init(_ members: [(maker: any StillMaker, gate: Gate?)]) {
    team = Team(members: members.map { .init(name: $0.maker.name, maker: $0.maker, gate: $0.gate) })
  }

  public func draw(_ request: StillRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    var (made, standIn) = try team.work(request.errand) { (maker) throws(Failure) in
      try maker.draw(request, in: place, stop: stop)
    }
    made.standIn = standIn
    return made
  }

  public func drawReferences(_ request: ReferenceRequest, in place: Workplace, stop: Stop) throws(Failure)
    -> MadeReferences
  {
    var (made, standIn) = try team.work(request.errand) { (maker) throws(Failure) in
      try maker.drawReferences(request, in: place, stop: stop)
    }
    made.standIn = standIn
    return made
  }
}

/// Makers of clips that step in for each other.
public struct ClipTeam: ClipMaker {
  private let team: Team<any ClipMaker>
  public var name: String { team.name }
  public var lane: String { team.name }
  /// What all of them can: whoever steps in must be able to.
  public var longestClip: Seconds? { team.members.compactMap(\.maker.longestClip).min() }

  public init(_ members: [(maker: any ClipMaker, gate: Gate?)]) {
    team = Team(members: members.map { .init(name: $0.maker.name, maker: $0.maker, gate: $0.gate) })
  }

  public func animate(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    var (made, standIn) = try team.work(request.errand) { (maker) throws(Failure) in
      try maker.animate(request, in: place, stop: stop)
    }
    made.standIn = standIn
    return made
  }
}

/// Writers that step in for each other; the treatment says who wrote it.
public struct WriterTeam: TreatmentWriter {
  private let team: Team<any TreatmentWriter>
  public var name: String { team.name }
  public var lane: String { team.name }

  public init(_ members: [(writer: any TreatmentWriter, gate: Gate?)]) {
    team = Team(members: members.map { .init(name: $0.writer.name, maker: $0.writer, gate: $0.gate) })
  }

  public func treat(_ brief: Brief, isStopped: @Sendable () -> Bool) throws(Failure) -> Treatment {
    try team.work(brief.errand) { (writer) throws(Failure) in try writer.treat(brief, isStopped: isStopped) }.0
  }

  public func fill(
    _ slots: [Slot], of treatment: Treatment, brief: Brief, isStopped: @Sendable () -> Bool
  ) throws(Failure) -> [ShotWords] {
    try team.work(brief.errand) { (writer) throws(Failure) in
      try writer.fill(slots, of: treatment, brief: brief, isStopped: isStopped)
    }.0
  }
}
