// A program we run and stay in charge of. What may go wrong: it hangs with its input open, ignores SIGTERM, fills a
// pipe nobody reads, leaves children of its own, ends before it has read its input. So: one loop waits for its end,
// the stop, both output pipes and the input pipe together; whatever ends it ends its whole process group.
//
// The kernel kills a child when the thread that started it ends (see rs_spawn): start it and wait for it on one thread.
import CShim
import Glibc

/// A running program. Made running; ``wait()`` or ``abandon()`` ends it. Not for two threads.
public final class Child {
  /// What becomes of its standard output, and with it what counts as a sign of life for the idle limit.
  public enum Output {
    /// Read and dropped; any byte is a sign of life.
    case discard
    /// Text, line by line, without line ends; any byte is a sign of life.
    case lines((Substring) -> Void)
    /// Raw; any byte is a sign of life.
    case bytes((UnsafeRawBufferPointer) -> Void)
    /// ffmpeg's `-progress pipe:1`; a figure that moves on is a sign of life.
    case progress((Headway) -> Void)
  }

  /// What its standard input is.
  public enum Input {
    /// /dev/null.
    case nothing
    /// A pipe of up to 1 MiB that ``Child/write(_:)`` fills.
    case pipe
    /// These bytes, then the end; a child that does not read them all is not at fault.
    case bytes([UInt8])
  }

  /// running -> leaving: a stop, a limit. running, leaving -> ended: the process is gone. Nothing leaves ended.
  private enum Phase {
    case running
    /// SIGTERM has been sent because of `cause`; SIGKILL follows at `killAt` (monotonic ns), once.
    case leaving(MediaError.Kind, killAt: Int64)
    /// `status` as waitpid gives it; `cause` where we ended it.
    case ended(status: Int32, cause: MediaError.Kind?)
  }

  private let tool: Tool
  private let limits: ChildLimits
  private let stop: Stop
  private var phase = Phase.running
  private var pid: pid_t = 0
  private var pidfd: Int32 = -1
  private var pipes = ChildPipes()
  private var tail = Tail(limit: 8192)
  private var hearing: Hearing
  private var deadline = Int64.max
  private var idleSince: Int64 = 0
  private var buffer = [UInt8](repeating: 0, count: 65536)
  private var fence: StandingFence?

  /// Starts `tool` with `arguments` in `place` (nil: our own working directory).
  ///
  /// - Parameters:
  ///   - environment: `NAME=value` lines; by default the few names that a program needs to run, so that no password in
  ///     our environment reaches a program that reads other people's files.
  ///   - fence: what it may reach; nil for a program that may do what we may.
  /// - Throws: ``MediaError/Kind/cannotStart(errno:)``, or ``MediaError/Kind/stopped`` where the stop came first.
  public init(
    _ tool: Tool, _ arguments: [String], in place: Workplace?, input: Input = .nothing, output: Output = .discard,
    limits: ChildLimits = ChildLimits(), environment: [String] = Child.plainEnvironment, fence: Fence? = nil, stop: Stop
  ) throws(MediaError) {
    self.tool = tool
    self.limits = limits
    self.stop = stop
    hearing = Hearing(sink: output, limit: limits.outputBytes)
    guard !stop.isAsked else { throw MediaError(.stopped, "unable to run \(tool.name): stopped before it began") }
    _ = Self.quietPipes
    if let fence { self.fence = try StandingFence(fence, for: tool, in: place) }
    try begin(arguments, environment, place, wantsInput: { if case .nothing = input { false } else { true } }())
    if case .bytes(let bytes) = input { try feed(bytes) }
  }

  deinit { abandon() }

  /// Runs `tool` to its end.
  ///
  /// - Returns: the end of its standard error: what it complained about though it succeeded.
  /// - Throws: anything but exit status 0, with the end of its standard error.
  @discardableResult public static func run(
    _ tool: Tool, _ arguments: [String], in place: Workplace?, input: Input = .nothing, output: Output = .discard,
    limits: ChildLimits = ChildLimits(), environment: [String] = Child.plainEnvironment, fence: Fence? = nil, stop: Stop
  ) throws(MediaError) -> String {
    let child = try Child(
      tool, arguments, in: place, input: input, output: output, limits: limits, environment: environment, fence: fence,
      stop: stop)
    try child.wait()
    return child.errorTail
  }

  /// The end of its standard error so far.
  public var errorTail: String { tail.text }

  /// Writes all of `bytes` to its standard input; blocks while the pipe is full.
  ///
  /// - Throws: the child's own error where it ended or had to be ended before it took them.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(MediaError) {
    signOfLife()
    turn(waiting: 0, toWrite: false)
    var rest = bytes[...]
    while !rest.isEmpty {
      if case .ended = phase { try fail() }
      let written = Glibc.write(pipes.input, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written > 0 {
        rest = rest.dropFirst(written)
        signOfLife()
      } else if errno == EAGAIN {
        turn(toWrite: true)
      } else if errno != EINTR {
        pipes.closeInput()
        try fail()
      }
    }
  }

  /// Ends its standard input: it has everything.
  public func closeInput() { pipes.closeInput() }

  /// Waits for its end.
  ///
  /// - Throws: anything but exit status 0.
  public func wait() throws(MediaError) {
    closeInput()
    signOfLife()
    while true {
      if case .ended(let status, let cause) = phase {
        if let error = MediaError.ofChild(tool.name, status, cause, tail.text) { throw error }
        return
      }
      turn(toWrite: false)
    }
  }

  /// Ends it at once, without a chance to say anything; harmless after its end.
  public func abandon() {
    if pid > 0 {
      kill(-pid, SIGKILL)
      _ = reap()
    }
    pipes.closeAll()
    if pidfd >= 0 { close(pidfd) }
    pidfd = -1
    fence?.tidy()
    fence = nil
  }
}

// MARK: - Start

extension Child {
  /// PATH, HOME, TMPDIR, LD_LIBRARY_PATH and the font settings of our own environment, and the C locale in UTF-8.
  public static let plainEnvironment: [String] = {
    let kept = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME"]
    return ["LC_ALL=C.UTF-8"] + kept.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
  }()

  /// A child that ends before it has read its input must cost an error, not our own process.
  private static let quietPipes: Bool = {
    signal(SIGPIPE, SIG_IGN)
    return true
  }()

  private func begin(
    _ arguments: [String], _ environment: [String], _ place: Workplace?, wantsInput: Bool
  ) throws(MediaError) {
    let theirs = try pipes.open(input: wantsInput, for: tool)
    defer { for end in theirs where end >= 0 { close(end) } }
    var bounds = rs_limits(
      cpu_seconds: UInt64(limits.cpuSeconds), file_bytes: UInt64(limits.fileBytes),
      memory_bytes: UInt64(limits.memoryBytes), open_files: UInt64(limits.openFiles))
    var strings = ([tool.path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for string in strings + variables { free(string) } }
    let code = start(&strings, &variables, place, theirs, &bounds)
    if code == 0 { pidfd = rs_pidfd(pid) }
    guard code == 0, pidfd >= 0 else {
      let cause = code == 0 ? errno : code
      if code != 0 { pid = 0 }
      abandon()
      throw .unstarted(tool.name, errno: cause)
    }
    idleSince = rs_monotonic_ns()
    if limits.wallSeconds > 0 { deadline = idleSince + nanoseconds(limits.wallSeconds) }
  }

  private func start(
    _ arguments: inout [UnsafeMutablePointer<CChar>?], _ environment: inout [UnsafeMutablePointer<CChar>?],
    _ place: Workplace?, _ theirs: [Int32], _ bounds: inout rs_limits
  ) -> Int32 {
    let folder = place?.descriptor ?? -1
    guard let fence else { return rs_spawn(tool.path, &arguments, &environment, folder, theirs, &bounds, nil, &pid) }
    defer { fence.close() }
    var box = fence.ruleset
    return rs_spawn(tool.path, &arguments, &environment, folder, theirs, &bounds, &box, &pid)
  }

  private func feed(_ bytes: [UInt8]) throws(MediaError) {
    let written = bytes.withUnsafeBytes { raw in Result { () throws(MediaError) in try write(raw) } }
    if case .failure(let error) = written {
      guard case .ended(0, nil) = phase else { throw error }
    }
    closeInput()
  }
}

// MARK: - The loop

extension Child {
  private func signOfLife() { idleSince = rs_monotonic_ns() }

  private func nanoseconds(_ seconds: Double) -> Int64 { Int64(seconds * 1e9) }

  /// When this phase must be left though nothing happens, in monotonic ns.
  private var alarm: Int64 {
    switch phase {
    case .running: min(deadline, limits.idleSeconds > 0 ? idleSince + nanoseconds(limits.idleSeconds) : .max)
    case .leaving(_, let killAt): killAt
    case .ended: 0
    }
  }

  /// One look at everything that can happen; waits at most `waiting` milliseconds (nil: until something does).
  private func turn(waiting: Int32? = nil, toWrite: Bool) {
    if case .ended = phase { return }
    let left = alarm == .max ? Int64.max : max(0, alarm - rs_monotonic_ns())
    let patience = waiting ?? (left == .max ? -1 : Int32(clamping: (left + 999_999) / 1_000_000))
    var stopping: Int32 = -1
    if case .running = phase { stopping = stop.descriptor }
    let input = toWrite ? pipes.input : -1
    var looks = [pidfd, stopping, pipes.output, pipes.error].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    looks.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
    guard poll(&looks, nfds_t(looks.count), patience) >= 0 || errno == EINTR else {
      return leave(.cannotStart(errno: errno))
    }
    if looks[2].revents != 0 { readOutput() }
    if looks[3].revents != 0 { readError() }
    if looks[0].revents != 0 { end() } else { changePhase() }
  }

  private func changePhase() {
    let now = rs_monotonic_ns()
    switch phase {
    case .running:
      if stop.isAsked {
        leave(.stopped)
      } else if now >= deadline {
        leave(.timedOut)
      } else if now >= alarm {
        leave(.stalled)
      }
    case .leaving(let cause, let killAt):
      guard now >= killAt else { return }
      kill(-pid, SIGKILL)
      phase = .leaving(cause, killAt: .max)
    case .ended: break
    }
  }

  private func leave(_ cause: MediaError.Kind) {
    guard case .running = phase, pid > 0 else { return }
    kill(-pid, SIGTERM)
    phase = .leaving(cause, killAt: rs_monotonic_ns() + nanoseconds(limits.graceSeconds))
  }

  /// It is a zombie now: its group cannot be anybody else's yet, so what it left behind can be ended safely.
  private func end() {
    kill(-pid, SIGKILL)
    readOutput()
    readError()
    hearing.end()
    var cause: MediaError.Kind?
    if case .leaving(let why, _) = phase { cause = why }
    phase = .ended(status: reap(), cause: cause)
    fence?.tidy()
    pipes.closeAll()
  }

  private func reap() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    pid = 0
    return status
  }
}

// MARK: - What it says

extension Child {
  private func readOutput() {
    pipes.drain(\.output, into: &buffer) { bytes in
      if hearing.take(bytes) { signOfLife() }
      if hearing.isTooMuch { leave(.tooLarge) }
    }
  }

  private func readError() {
    pipes.drain(\.error, into: &buffer) { tail.take($0) }
  }

  /// It ended, or stopped reading, before it had all its input: ends it and says why.
  private func fail() throws(MediaError) -> Never {
    try wait()
    throw MediaError(.failed(status: 0), "unable to feed \(tool.name): it ended before its input did", tail: tail.text)
  }
}
