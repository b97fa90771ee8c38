import Generating
import Planning

/// The providers that the command wired up, by the names that configuration and jobs use.
public struct Makers: Sendable {
  public var writers: [String: any TreatmentWriter]
  public var stills: [String: any StillMaker]
  public var clips: [String: any ClipMaker]
  /// Who can end remote jobs that nobody wants any more, by the provider's name.
  public var recallers: [String: any Recaller] = [:]
  /// Gates by lane, for lanes that have one.
  public var gates: [String: @Sendable () -> LaneGate]

  public init(
    writers: [any TreatmentWriter], stills: [any StillMaker], clips: [any ClipMaker],
    gates: [String: @Sendable () -> LaneGate] = [:]
  ) {
    self.writers = Dictionary(writers.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    self.stills = Dictionary(stills.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    self.clips = Dictionary(clips.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    self.gates = gates
  }
}
