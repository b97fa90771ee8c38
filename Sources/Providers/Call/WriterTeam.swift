import Planning
import Vocabulary

/// Writers that step in for each other; the treatment says who wrote it.
public struct WriterTeam: TreatmentWriter {
  private let team: Team<any TreatmentWriter>
  public var name: String { team.name }
  public var lane: String { team.name }

  public init(_ members: [(any TreatmentWriter, Gate?)]) { team = Team(members, name: \.name, lane: \.lane) }

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
