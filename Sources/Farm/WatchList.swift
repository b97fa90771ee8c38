// What is watched, and what a hint is about. A hint names a job, never a place: the watch follows a folder that is
// moved, and goes on telling its old name.
import Glibc
import Spool

/// What a hint means for the loop.
enum News: Equatable {
  case job(String)
  case inbox(renamedIn: String?)
  case everything
}

/// The watches of one daemon. Used by the loop's thread alone.
final class WatchList {
  private let spool: SpoolFolders
  private let watcher: Watcher
  private let log: Log
  /// The state in which a job's folders were watched; the paths are made of it.
  private var jobs: [String: JobState] = [:]
  /// Folders that stand there and cannot be watched: the sweep looks after them, and asks again.
  private var unwatched: Set<String> = []
  private var isSilent = false
  private var restarts = 0

  init(_ spool: SpoolFolders, _ watcher: Watcher, _ log: Log) {
    self.spool = spool
    self.watcher = watcher
    self.log = log
  }

  var descriptor: Int32 { watcher.descriptor }

  func start() throws(SpoolError) {
    try watcher.start()
    for state in JobState.allCases { watcher.watch(path(state)) }
  }

  func stop() { watcher.stop() }

  /// Waits until the state folders are watched: what is listed afterwards misses nothing.
  func awaitTops() throws(SpoolError) {
    var missing = Set(JobState.allCases.map(path))
    while !missing.isEmpty {
      var wait = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, 10_000) > 0 else {
        throw SpoolError(.unusable, "unable to watch the spool: the watcher does not answer")
      }
      for hint in try watcher.hints() {
        switch hint {
        case .watching(let path): missing.remove(path)
        case .cannotWatch(let path):
          missing.remove(path)
          _ = giveUp(path)
        default: break
        }
      }
      guard watcher.restarts < 5 else {
        throw SpoolError(.unusable, "unable to watch the spool: reelspool-watch ends at once; reinstall it")
      }
    }
  }

  /// Watches the state folders anew, because others stand there now. The kernel knows which it watches already.
  func tops() {
    for state in JobState.allCases {
      watcher.unwatch(path(state))
      watcher.watch(path(state))
    }
  }

  // MARK: Jobs

  private func path(_ state: JobState) -> String { "\(spool.path)/\(state.rawValue)" }

  private func shotPaths(_ job: String, _ state: JobState) -> [String] {
    let states: [ShotState] = state.isWorking ? ShotState.allCases : [.todo, .drawn]
    return states.map { "\(path(state))/\(job)/shots/\($0.rawValue)" }
  }

  /// Watches the folders of a job where it lies now, if it is one whose shots people move.
  func job(_ job: String, in state: JobState) {
    let wanted = (state.isWorking && state != .analyzing) || state == .done || state == .failed
    let hasShots = wanted && ((try? spool[state].folder(job))?.has("shots") ?? false)
    guard jobs[job] != (hasShots ? state : nil) else { return }
    // The old watches first: the kernel gives one watch to one folder, whatever its name.
    if let old = jobs.removeValue(forKey: job) {
      shotPaths(job, old).forEach(watcher.unwatch)
      unwatched.subtract(shotPaths(job, old))
    }
    guard hasShots else { return }
    jobs[job] = state
    shotPaths(job, state).forEach(watcher.watch)
  }

  /// Asks for a sign of life; a watcher that gave none since the last time is started again.
  func askForSign() {
    if isSilent && watcher.isRunning {
      log(.warning, "the watcher does not answer; it is started again")
      restart()
    }
    isSilent = true
    watcher.askForSign()
    unwatched.forEach(watcher.watch)
  }

  private func restart() {
    watcher.stop()
    try? watcher.start()
  }

  // MARK: News

  func news() throws(SpoolError) -> [News] {
    var found: [News] = []
    for hint in try watcher.hints() {
      isSilent = false
      if let news = news(of: hint), found.last != news { found.append(news) }
    }
    if watcher.restarts > restarts {
      restarts = watcher.restarts
      log(.warning, "the watcher ended; it was started again, and everything is looked at")
    }
    return found
  }

  private func news(of hint: Hint) -> News? {
    switch hint {
    case .overflow: return .everything
    case .changed(let path): return news(at: path, renamedIn: false)
    case .watching(let path):
      if unwatched.remove(path) != nil && unwatched.isEmpty { log(.info, "every folder is watched again") }
      return news(at: path, renamedIn: false)
    case .arrived(let path): return news(at: path, renamedIn: true)
    case .cannotWatch(let path):
      guard giveUp(path) else { return nil }
      return isTop(path) ? .everything : news(at: path, renamedIn: false)
    case .gone(let path):
      watcher.forget(path)
      unwatched.remove(path)
      return isTop(path) ? .everything : news(at: path, renamedIn: false)
    }
  }

  /// Said once, however many folders there are; whether it was watched, or hoped for, until now.
  private func giveUp(_ path: String) -> Bool {
    watcher.forget(path)
    // What was moved away meanwhile is no loss.
    var status = stat()
    guard stat(path, &status) == 0 else {
      unwatched.remove(path)
      return true
    }
    if unwatched.isEmpty {
      log(.warning, "unable to watch \(path): changes there are found by the sweep; raise fs.inotify.max_user_watches")
    }
    return unwatched.insert(path).inserted
  }

  private func isTop(_ path: String) -> Bool { JobState.allCases.contains { self.path($0) == path } }

  private func news(at path: String, renamedIn: Bool) -> News? {
    guard path.hasPrefix(spool.path + "/") else { return nil }
    let parts = path.dropFirst(spool.path.utf8.count + 1).split(separator: "/", maxSplits: 2).map(String.init)
    guard let state = parts.first.flatMap(JobState.init) else { return nil }
    if state == .inbox { return .inbox(renamedIn: renamedIn && parts.count == 2 ? parts[1] : nil) }
    return parts.count > 1 ? .job(parts[1]) : nil
  }
}
