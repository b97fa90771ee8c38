// The daemon sleeps until something happens: a hint of the watcher, a worker that is done, a due time, a signal, a clock
// that somebody set. Nothing is polled.
import CShim
import Glibc

/// Lets other threads wake the loop.
public final class Bell: Sendable {
  let descriptor: Int32

  public init() { descriptor = rs_eventfd() }
  deinit { close(descriptor) }

  public func ring() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }
}

/// Why the loop woke.
public enum WakeReason: Sendable, Hashable {
  case bell, watcher, due, clockSet
  case signal(Int32)
}

/// The daemon's one place to wait. Used by one thread.
public final class Wakeup {
  public let bell = Bell()
  private let timer = rs_timerfd()
  private let signals: Int32

  /// Blocks `signals` in this thread and all it starts: call it before any other thread exists.
  public init(signals: [Int32]) throws(SpoolError) {
    self.signals = rs_signalfd(signals, Int32(signals.count))
    guard timer >= 0, self.signals >= 0, bell.descriptor >= 0 else { throw .current("open timer and signals") }
  }

  deinit {
    close(timer)
    close(signals)
  }

  /// Sleeps until there is a reason to wake, at the latest at `instant` (nil: no such limit).
  public func wait(until instant: Instant?, watcher: Int32) -> Set<WakeReason> {
    // An instant in the past must still fire; 0 would disarm.
    _ = rs_timer_at(timer, instant.map { max(1, $0.nanoseconds) } ?? Int64.max / 2)
    var waits = [bell.descriptor, timer, signals, watcher].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while poll(&waits, nfds_t(waits.count), -1) < 0 && errno == EINTR {}
    var reasons: Set<WakeReason> = []
    if waits[0].revents != 0, drain(bell.descriptor) { reasons.insert(.bell) }
    if waits[1].revents != 0 { reasons.insert(drain(timer) ? .due : .clockSet) }
    if waits[2].revents != 0 { reasons.formUnion(readSignals()) }
    if waits[3].revents != 0 { reasons.insert(.watcher) }
    return reasons
  }

  /// Empties a counter descriptor; false where the read is refused, as a timer's is when the clock was set.
  private func drain(_ descriptor: Int32) -> Bool {
    var count: UInt64 = 0
    return read(descriptor, &count, 8) == 8
  }

  private func readSignals() -> [WakeReason] {
    var found: [WakeReason] = []
    while case let signal = rs_next_signal(signals), signal > 0 { found.append(.signal(signal)) }
    return found
  }
}
