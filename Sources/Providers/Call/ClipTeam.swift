import Generating
import Media
import Vocabulary

/// Makers of clips that step in for each other.
public struct ClipTeam: ClipMaker {
  private let team: Team<any ClipMaker>
  public var name: String { team.name }
  public var lane: String { team.name }
  /// What all of them can: whoever steps in must be able to.
  public var longestClip: Seconds? { team.members.compactMap(\.maker.longestClip).min() }

  public init(_ members: [(any ClipMaker, Gate?)]) { team = Team(members, name: \.name, lane: \.lane) }

  public func animate(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    var (made, standIn) = try team.work(request.errand) { (maker) throws(Failure) in
      try maker.animate(request, in: place, stop: stop)
    }
    made.standIn = standIn
    return made
  }
}
