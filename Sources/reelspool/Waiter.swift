// Verbs that wait sleep until the watcher says that something changed; without one they look every two seconds.
import Glibc
import Spool

/// Sleeps until something changes in a spool. Used by one thread.
final class Waiter {
  private let spool: SpoolFolders
  private let watcher: Watcher?
  private var followed: Set<String> = []

  init(_ spool: SpoolFolders) {
    self.spool = spool
    let watcher = (try? watcherPath()).map { Watcher(program: $0) }
    do { try watcher?.start() } catch {}
    self.watcher = watcher?.isRunning == true ? watcher : nil
    for state in JobState.allCases { self.watcher?.watch("\(spool.path)/\(state.rawValue)") }
  }

  deinit { watcher?.stop() }

  /// Also heeds what happens to the shots of these jobs, where they lie now.
  func follow(_ jobs: [JobSummary]) {
    let folders = jobs.filter(\.state.isWorking).flatMap { job in
      ShotState.allCases.map { "\(spool.path)/\(job.state.rawValue)/\(job.name)/shots/\($0.rawValue)" }
    }
    for path in followed.subtracting(folders) { watcher?.unwatch(path) }
    for path in folders where !followed.contains(path) { watcher?.watch(path) }
    followed = Set(folders)
  }

  /// Returns when something may have changed, at the latest after `seconds`.
  func wait(seconds: Double) {
    guard let watcher, watcher.isRunning else {
      _ = poll(nil, 0, Int32(min(seconds, 2) * 1000))
      return
    }
    var wait = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
    if poll(&wait, 1, Int32(seconds * 1000)) > 0 { _ = try? watcher.hints() }
    // Changes that come together are one look, and a busy farm is not looked at all the time.
    _ = poll(nil, 0, 150)
  }
}

/// The watcher lies beside this program, wherever that was installed.
func watcherPath() throws -> String {
  var buffer = [CChar](repeating: 0, count: 4096)
  let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
  let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  let path = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/reelspool-watch"
  guard access(path, X_OK) == 0 else {
    throw CommandFault.machine("unable to watch the spool: \(path) is missing; install it beside reelspool")
  }
  return path
}
