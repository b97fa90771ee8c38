// Jobs at rest. Nothing happens to them but what a person does, and there may be a hundred thousand: they are looked
// through on a thread of their own, so that neither the start nor any other job waits for it.
import Dispatch
import Spool
import Synchronization

/// Looks through done/ and failed/. Of all that lies there it keeps nothing but the time of its last look.
final class RestingJobs: Sendable {
  struct Found: Sendable {
    /// Those that came last, whose shots are watched.
    var newest: [(job: String, state: JobState)] = []
    /// Jobs in done/ with shots that somebody moved back.
    var wanted: [String] = []
  }
  private struct State {
    var isLooking = false
    var found: Found?
    /// When the last look began.
    var looked: Instant?
  }
  private let spool: SpoolFolders
  private let watched: Int
  private let bell: Bell
  private let queue = DispatchQueue(label: "resting")
  private let state = Mutex(State())

  /// - Parameter watched: how many of each folder are watched.
  init(_ spool: SpoolFolders, watched: Int, bell: Bell) {
    self.spool = spool
    self.watched = watched
    self.bell = bell
  }

  /// Begins a look, unless one is under way; the bell rings when it is over.
  func look() {
    let isUnderWay = state.withLock { state in
      defer { state.isLooking = true }
      return state.isLooking
    }
    guard !isUnderWay else { return }
    queue.async { [self] in
      let began = Instant.now
      let since = state.withLock { $0.looked }
      var found = Found()
      for place in [JobState.done, .failed] { look(through: place, since: since, &found) }
      state.withLock { $0 = State(isLooking: false, found: found, looked: began) }
      bell.ring()
    }
  }

  /// What the last look found, once.
  func take() -> Found? {
    state.withLock { state in
      defer { state.found = nil }
      return state.found
    }
  }

  private func look(through place: JobState, since: Instant?, _ found: inout Found) {
    var newest: [(changed: Int64, job: String)] = []
    for name in (try? spool[place].names()) ?? [] {
      guard let status = try? spool[place].status(name) else { continue }
      newest.append((status.changed, name))
      // Of each thousand only the youngest may be among those in the end.
      if newest.count >= max(2, watched) * 2 { newest = youngest(of: newest) }
      if place == .done, hasTickets(name, since: since) { found.wanted.append(name) }
    }
    found.newest += youngest(of: newest).map { ($0.job, place) }
  }

  private func youngest(of jobs: [(changed: Int64, job: String)]) -> [(changed: Int64, job: String)] {
    Array(jobs.sorted { $0.changed > $1.changed }.prefix(watched))
  }

  /// Whether a shot waits in a finished job. A folder that nobody changed since the last look holds what it held then.
  private func hasTickets(_ job: String, since: Instant?) -> Bool {
    [ShotState.todo, .drawn].contains { state in
      let path = "\(job)/shots/\(state.rawValue)"
      guard let status = try? spool[.done].status(path) else { return false }
      if let since, status.changed < since.nanoseconds, since < .now { return false }
      return hasTickets(in: state, of: job)
    }
  }

  private func hasTickets(in state: ShotState, of job: String) -> Bool {
    let folder = try? spool[.done].folder(job).folder("shots").folder(state.rawValue)
    return (try? folder?.names())?.contains { ShotTicket.shot(ofFile: $0) != nil } ?? false
  }
}
