import Generating
import Media
import Vocabulary

/// Makers of stills that step in for each other.
public struct StillTeam: StillMaker {
  private let team: Team<any StillMaker>
  public var name: String { team.name }
  public var lane: String { team.name }

  public init(_ members: [(any StillMaker, Gate?)]) { team = Team(members, name: \.name, lane: \.lane) }

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
