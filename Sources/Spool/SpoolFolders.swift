// The spool as open folders. Opening makes what is missing; it never removes anything.
import CShim
import Glibc
import Synchronization

/// The root of a spool and every folder of `JobState` below it.
public final class SpoolFolders: Sendable {
  public let root: Folder
  public let path: String
  private let states: Mutex<[JobState: Folder]>

  private init(root: Folder, path: String, states: [JobState: Folder]) {
    self.root = root
    self.path = path
    self.states = Mutex(states)
  }

  /// Opens a spool, making it and whatever folder it lacks.
  public static func make(at path: String) throws(SpoolError) -> SpoolFolders {
    let isNew = mkdir(path, 0o770) == 0
    guard isNew || errno == EEXIST else { throw .current("make the spool \(path)") }
    let root = try Folder.open(path)
    // A service may be forbidden to set the bit itself; its folder then comes from tmpfiles.
    if isNew { _ = fchmod(root.descriptor, 0o2770) }
    for state in JobState.allCases { _ = try root.folder(making: state.rawValue) }
    let own = try root.folder(making: ".reelspool")
    for name in ["tmp", "aside", "ledger"] { _ = try own.folder(making: name) }
    return try open(path)
  }

  /// Opens a spool that exists; for the verbs that people use.
  public static func open(_ path: String) throws(SpoolError) -> SpoolFolders {
    let root = try Folder.open(path)
    var states: [JobState: Folder] = [:]
    for state in JobState.allCases {
      guard root.has(state.rawValue) else {
        throw SpoolError(
          .unusable, "unable to open the spool \(path): it has no \(state.rawValue)/; `reelspool run --spool` makes one"
        )
      }
      states[state] = try root.folder(state.rawValue)
    }
    return SpoolFolders(root: root, path: root.path, states: states)
  }

  public subscript(_ state: JobState) -> Folder { states.withLock { $0[state]! } }

  /// The daemon's own folder and its parts, opened anew: only the daemon may.
  public func own(_ name: String) throws(SpoolError) -> Folder { try root.folder(".reelspool").folder(name) }

  /// Where the job of this name lies; nil if it is nowhere. Where a crash on a filesystem without a journal left two,
  /// the later state counts. A name that leads elsewhere is no job's.
  public func find(_ job: String) -> JobState? {
    guard job != ".", job != "..", !job.isEmpty, !job.utf8.contains(UInt8(ascii: "/")) else { return nil }
    return JobState.holdingJobs.reversed().sorted { Self.rank($0) > Self.rank($1) }
      .first { (try? self[$0].status(job))?.form == .folder }
  }

  private static func rank(_ state: JobState) -> Int {
    JobState.working.firstIndex(of: state) ?? (state == .done ? 5 : 6)
  }

  /// Whether each state folder opened here is still the one that the path leads to: somebody may have replaced it.
  public func isIntact() -> Bool {
    JobState.allCases.allSatisfy { state in
      guard let open = try? self[state].status(), let named = try? root.status(state.rawValue) else { return false }
      return open.isSame(as: named)
    }
  }

  /// Opens the state folders again that somebody has put in the place of others, on the spool's own filesystem.
  ///
  /// - Returns: whether all are there now. One that is missing is not made: whoever moved it away may put it back.
  public func reopen() -> Bool {
    for state in JobState.allCases {
      guard let now = try? self.root.folder(state.rawValue), let status = try? now.status(),
        let before = try? self[state].status(), !status.isSame(as: before), status.device == before.device
      else { continue }
      states.withLock { $0[state] = now }
    }
    return isIntact()
  }
}
