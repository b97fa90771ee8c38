// Who may move what where: the one table. spool/README.md shows the same rows to people, and a test holds the two
// together. A move that is in no row is nonsense, and what is found after it goes to failed/ with a reason.

/// Who makes a transition.
public enum Mover: String, Sendable, CaseIterable {
  case daemon, person, both
}

/// One row: a job or a shot goes from one folder to another.
public struct Transition<State: Sendable & Hashable>: Sendable, Hashable {
  public var from: State
  public var to: State
  public var by: Mover

  public init(_ from: State, _ to: State, _ by: Mover) {
    self.from = from
    self.to = to
    self.by = by
  }
}

/// Every legal transition.
public enum TransitionTable {
  public static let jobs: [Transition<JobState>] =
    [
      Transition(.inbox, .analyzing, .daemon),
      Transition(.inbox, .failed, .daemon),
      Transition(.analyzing, .planning, .both),
      Transition(.planning, .generating, .both),
      Transition(.generating, .assembling, .both),
      Transition(.assembling, .done, .daemon),
      Transition(.planning, .analyzing, .both),
      Transition(.generating, .planning, .both),
      Transition(.generating, .analyzing, .person),
      Transition(.assembling, .generating, .both),
      Transition(.assembling, .planning, .both),
      Transition(.assembling, .analyzing, .person),
      Transition(.analyzing, .generating, .person),
      Transition(.analyzing, .assembling, .person),
      Transition(.planning, .assembling, .person),
      Transition(.done, .generating, .both),
      Transition(.planning, .held, .both),
      Transition(.generating, .held, .both),
    ]
    + JobState.working.map { Transition($0, .failed, .daemon) }
    + [JobState.analyzing, .assembling, .done, .failed, .cancelled].map { Transition($0, .held, .person) }
    + (JobState.working + [.held, .failed, .done]).map { Transition($0, .cancelled, .person) }
    + JobState.working.flatMap { stage in
      [JobState.failed, .held, .cancelled].map { Transition($0, stage, .person) }
    }
    + [
      Transition(.done, .analyzing, .person),
      Transition(.done, .planning, .person),
      Transition(.done, .assembling, .person),
      Transition(.held, .done, .person),
      Transition(.held, .failed, .person),
      Transition(.cancelled, .done, .person),
      Transition(.cancelled, .failed, .person),
    ]

  public static let shots: [Transition<ShotState>] = [
    Transition(.todo, .drawing, .daemon),
    Transition(.drawing, .drawn, .daemon),
    Transition(.drawing, .todo, .both),
    Transition(.drawing, .failed, .daemon),
    Transition(.drawn, .animating, .daemon),
    Transition(.animating, .ready, .daemon),
    Transition(.animating, .drawn, .both),
    Transition(.animating, .failed, .daemon),
    Transition(.animating, .todo, .both),
    Transition(.todo, .failed, .daemon),
    Transition(.drawn, .failed, .daemon),
    Transition(.drawn, .todo, .both),
    Transition(.failed, .todo, .person),
    Transition(.failed, .drawn, .person),
    Transition(.ready, .todo, .person),
    Transition(.ready, .drawn, .person),
  ]

  /// Whether the daemon may make this move; a programming error otherwise.
  public static func daemonMayMove(_ from: JobState, _ to: JobState) -> Bool {
    jobs.contains { $0.from == from && $0.to == to && $0.by != .person }
  }

  public static func daemonMayMove(_ from: ShotState, _ to: ShotState) -> Bool {
    shots.contains { $0.from == from && $0.to == to && $0.by != .person }
  }
}
