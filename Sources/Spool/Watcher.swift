// The watcher is a program of its own (reelspool-watch, docs/architecture.md says why), told over a pipe what to watch.
// It may die, hang or talk rubbish at any moment: then it is started again, and everything is looked at anew.
import CShim
import Glibc

/// The child that watches folders. Used by one thread, the foreman's.
///
/// It is running or not. It runs from ``start()`` to ``stop()`` or to its own end; its end is seen in ``hints()``, which
/// starts it again. Where that fails for want of something, or it ended ``quickEnds`` times at once, it does not run until
/// ``askForSign()`` asks for it: the sweep looks after the folders meanwhile.
public final class Watcher {
  private let program: String
  private var process: pid_t = 0
  private var commands: Int32 = -1
  private var unread: [UInt8] = []
  private var wanted: Set<String> = []
  /// When it was started last, monotonic nanoseconds, and how often in a row it ended within a second of that.
  private var started: Int64 = 0
  private var ends = 0
  /// More than what `awaitTops` of the farm gives a watcher that is not there at all.
  private static let quickEnds = 8
  /// What poll(2) waits on; -1 while no watcher runs.
  public private(set) var descriptor: Int32 = -1
  /// How often it had to be started again.
  public private(set) var restarts = 0

  /// The child outlives no thread: it must be made on the thread that lives as long as the daemon.
  public init(program: String) { self.program = program }

  deinit { stop() }

  public var isRunning: Bool { process > 0 }

  /// Starts the child and asks again for every folder wanted so far.
  public func start() throws(SpoolError) {
    stop()
    // A watcher that ended must cost us an error of write(2), not our own process.
    signal(SIGPIPE, SIG_IGN)
    try launch()
    started = rs_monotonic_ns()
    for fd in [commands, descriptor] { _ = fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) }
    for path in wanted.sorted() { say("+" + path) }
  }

  private func launch() throws(SpoolError) {
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    defer { for end in [toChild[0], fromChild[1]] where end >= 0 { close(end) } }
    guard rs_pipe(&toChild) == 0, rs_pipe(&fromChild) == 0 else {
      let error = SpoolError.current("make a pipe to the watcher")
      if toChild[1] >= 0 { close(toChild[1]) }
      throw error
    }
    _ = rs_pipe_size(toChild[1], 1 << 20)
    let failed = spawn(standard: [toChild[0], fromChild[1], 2])
    guard failed == 0 else {
      close(toChild[1])
      close(fromChild[0])
      process = 0
      throw Self.failure(program, failed)
    }
    commands = toChild[1]
    descriptor = fromChild[0]
  }

  /// A program that is not there will not come back by itself; a process that could not be made may.
  private static func failure(_ program: String, _ code: Int32) -> SpoolError {
    let error = SpoolError.current("start the watcher \(program)", code)
    let mayPass = [EAGAIN, ENOMEM, EMFILE, ENFILE].contains(code)
    return SpoolError(mayPass ? .exhausted : .unusable, error.message + (mayPass ? "" : "; reinstall reelspool-watch"))
  }

  private func spawn(standard: [Int32]) -> Int32 {
    let name = strdup(program)
    defer { free(name) }
    let arguments = [name, nil]
    return rs_spawn(program, arguments, environ, -1, standard, nil, nil, &process)
  }

  /// Ends the child and waits for its end.
  public func stop() {
    guard process > 0 else { return }
    close(commands)
    close(descriptor)
    kill(process, SIGKILL)
    while waitpid(process, nil, 0) < 0 && errno == EINTR {}
    process = 0
    commands = -1
    descriptor = -1
    unread = []
  }

  /// Asks for hints about what is in the folder `path`. That the watch stands is a hint of its own.
  public func watch(_ path: String) {
    if wanted.insert(path).inserted { say("+" + path) }
  }

  public func unwatch(_ path: String) {
    if wanted.remove(path) != nil { say("-" + path) }
  }

  /// Asks for the first folder again: a watcher that lives answers. One that is not running is started.
  public func askForSign() {
    guard isRunning || started == 0 else {
      ends = 0
      try? start()
      return
    }
    if let path = wanted.min() { say("+" + path) }
  }

  /// Forgets that `path` is watched: its folder went away.
  public func forget(_ path: String) { wanted.remove(path) }

  private func say(_ command: String) {
    guard process > 0 else { return }
    let bytes = disk(command)
    let sent = write(commands, bytes, bytes.count)
    // A watcher that does not read its commands hangs: the next look at it starts another.
    if sent != bytes.count { kill(process, SIGKILL) }
  }

  /// What the watcher has said since the last call; of one that never stops talking a megabyte, so that the loop goes
  /// on. When it is dead it is started again, and the answer is an overflow: whatever happened meanwhile is found by
  /// looking.
  ///
  /// - Throws: `.unusable` where there is no such program any more.
  public func hints() throws(SpoolError) -> [Hint] {
    var found: [Hint] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    for _ in 0..<16 where process > 0 {
      let got = read(descriptor, &chunk, chunk.count)
      if got > 0 {
        unread += chunk[..<got]
        found += takeLines()
        // No honest hint is longer than a path; a megabyte without an end is rubbish.
        if unread.count > 1 << 20 { kill(process, SIGKILL) }
      } else if got < 0 && errno == EINTR {
        continue
      } else if got < 0 && errno == EAGAIN {
        return found
      } else {
        try restart()
        return found + [.overflow]
      }
    }
    return found
  }

  private func restart() throws(SpoolError) {
    restarts += 1
    ends = rs_monotonic_ns() - started < 1_000_000_000 ? ends + 1 : 1
    guard ends < Self.quickEnds else { return stop() }
    do { try start() } catch {
      guard error.kind == .exhausted else { throw error }
    }
  }

  private func takeLines() -> [Hint] {
    var found: [Hint] = []
    var start = unread.startIndex
    while let end = unread[start...].firstIndex(of: 0) {
      if let hint = Hint(unread[start..<end]) { found.append(hint) }
      start = end + 1
    }
    unread.removeSubrange(..<start)
    return found
  }
}
