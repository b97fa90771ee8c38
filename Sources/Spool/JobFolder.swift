// A job held open. Its name and the state it was found in are what we believed; `isStill(in:)` asks the disk.

/// One job's folder, reached through a descriptor that survives every move.
public final class JobFolder: Sendable {
  public let name: String
  public let folder: Folder
  /// The state the job was found in when it was opened.
  public let state: JobState

  public init(name: String, folder: Folder, state: JobState) {
    self.name = name
    self.folder = folder
    self.state = state
  }

  /// Opens the job where it lies now.
  ///
  /// - Throws: `.lostRace` if there is no job of that name.
  public static func open(_ name: String, in spool: SpoolFolders) throws(SpoolError) -> JobFolder {
    guard let state = spool.find(name) else {
      throw SpoolError(.lostRace, "unable to open job \(name): no folder has it")
    }
    return JobFolder(name: name, folder: try spool[state].folder(name), state: state)
  }

  /// Whether `STATE/NAME` is still the folder that we hold: the check before anything is claimed or paid.
  public func isStill(in state: JobState, of spool: SpoolFolders) -> Bool {
    guard let held = try? folder.status(), let named = try? spool[state].status(name) else { return false }
    return held.isSame(as: named)
  }

  /// Moves the job to another state.
  ///
  /// - Throws: `.lostRace` if a person was faster.
  public func move(to next: JobState, in spool: SpoolFolders) throws(SpoolError) {
    precondition(TransitionTable.daemonMayMove(state, next), "no row for \(state) -> \(next)")
    guard isStill(in: state, of: spool) else {
      throw SpoolError(.lostRace, "unable to move \(name): it has left \(state.rawValue)/")
    }
    try Durable.move(name, from: spool[state], to: spool[next])
  }

  /// The folder of one shot state.
  public func shots(_ state: ShotState) throws(SpoolError) -> Folder {
    try folder.folder("shots").folder(state.rawValue)
  }

  /// Every folder of `shots/`, opened once.
  public func allShots() throws(SpoolError) -> [ShotState: Folder] {
    let shots = try folder.folder("shots")
    var out: [ShotState: Folder] = [:]
    for state in ShotState.allCases { out[state] = try shots.folder(making: state.rawValue) }
    return out
  }
}
