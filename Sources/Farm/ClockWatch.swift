// Somebody sets the clock. What a ticket says is an instant and stays one; but what the daemon waits for by itself (a pause,
// trouble, the watchdog) is a span, and must neither end early nor last an hour longer because of it.
import Spool
import Vocabulary

/// Notices jumps of the clock. The timer's own sign (TFD_TIMER_CANCEL_ON_SET) wakes the daemon, but it is lost where the
/// clock is set while the daemon is awake, and it does not say by how much.
struct ClockWatch {
  private let wall: () -> Instant
  private let steady: () -> Seconds
  private var gap: (wall: Instant, steady: Seconds)
  /// Less than that is a clock that is being steered, in small steps.
  private static let least: Seconds = 1

  /// - Parameter steady: seconds of a clock that nobody can set, and that goes on while the machine sleeps.
  init(wall: @escaping () -> Instant = { .now }, steady: @escaping () -> Seconds = { ClockWatch.start.seconds }) {
    self.wall = wall
    self.steady = steady
    gap = (wall(), steady())
  }

  /// By how many seconds the clock was set since the last call, ahead or (negative) back; 0 where it was not.
  mutating func jump() -> Seconds {
    let now = (wall: wall(), steady: steady())
    defer { gap = now }
    let jump = (now.wall - gap.wall) - (now.steady - gap.steady)
    return abs(jump) < Self.least ? 0 : jump
  }

  private static let start = Stopwatch()
}
