// The watcher is a program of its own (reelspool-watch, docs/architecture.md says why), told over a pipe what to watch.
// It may die, hang or talk rubbish at any moment: then it is started again, and everything is looked at anew.
import CShim
import Glibc

/// The child that watches folders. Used by one thread, the foreman's.
public final class Watcher {
  private let program: String
  private var process: pid_t = 0
  private var commands: Int32 = -1
  private var unread: [UInt8] = []
  private var wanted: Set<String> = []
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
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    guard rs_pipe(&toChild) == 0, rs_pipe(&fromChild) == 0 else { throw .current("make a pipe to the watcher") }
    _ = rs_pipe_size(toChild[1], 1 << 20)
    let failed = spawn(standard: [toChild[0], fromChild[1], 2])
    close(toChild[0])
    close(fromChild[1])
    guard failed == 0 else {
      close(toChild[1])
      close(fromChild[0])
      process = 0
      throw .current("start the watcher \(program)", failed)
    }
    commands = toChild[1]
    descriptor = fromChild[0]
    for fd in [commands, descriptor] { _ = fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) }
    let again = wanted
    wanted = []
    for path in again.sorted() { watch(path) }
  }

  private func spawn(standard: [Int32]) -> Int32 {
    let name = strdup(program)
    defer { free(name) }
    let arguments = [name, nil]
    return rs_spawn(program, arguments, environ, -1, standard, nil, &process)
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

  /// Asks for the first folder again: a watcher that lives answers.
  public func askForSign() {
    if let path = wanted.min() { say("+" + path) }
  }

  /// Forgets that `path` is watched: its folder went away.
  public func forget(_ path: String) { wanted.remove(path) }

  private func say(_ command: String) {
    guard process > 0 else { return }
    let bytes = Array(command.utf8) + [0]
    let sent = write(commands, bytes, bytes.count)
    // A watcher that does not read its commands hangs: the next look at it starts another.
    if sent != bytes.count { kill(process, SIGKILL) }
  }

  /// What the watcher has said since the last call. When it is dead it is started again, and the answer is an overflow:
  /// whatever happened meanwhile is found by looking.
  public func hints() throws(SpoolError) -> [Hint] {
    var found: [Hint] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while process > 0 {
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
        restarts += 1
        try start()
        return found + [.overflow]
      }
    }
    return found
  }

  private func takeLines() -> [Hint] {
    var found: [Hint] = []
    var start = unread.startIndex
    while let end = unread[start...].firstIndex(of: 0) {
      if let hint = Hint(String(decoding: unread[start..<end], as: UTF8.self)) { found.append(hint) }
      start = end + 1
    }
    unread.removeSubrange(..<start)
    return found
  }
}
