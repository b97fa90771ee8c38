/// The folders of a spool. A job is in exactly one of them, and that folder is its state.
public enum JobState: String, Sendable, CaseIterable, Codable {
  case inbox, analyzing, planning, generating, assembling, done, failed, held, cancelled

  /// The states in which the daemon works on a job by itself, in the order of the work.
  public static let working: [JobState] = [.analyzing, .planning, .generating, .assembling]
  /// Every folder that holds jobs (the inbox holds bundles).
  public static let holdingJobs: [JobState] = allCases.filter { $0 != .inbox }

  public var isWorking: Bool { Self.working.contains(self) }
}

/// The folders in a job's `shots/`. A shot's ticket is in exactly one of them, and that folder is its state.
public enum ShotState: String, Sendable, CaseIterable, Codable {
  case todo, drawing, drawn, animating, ready, failed

  /// Where a ticket goes back to when the work on it stops without a result; nil for a state nobody works in.
  public var before: ShotState? {
    switch self {
    case .drawing: .todo
    case .animating: .drawn
    case .todo, .drawn, .ready, .failed: nil
    }
  }
}
