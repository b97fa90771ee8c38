// When a ticket may be tried: its file's modification time, as in Postfix's deferred queue. `ls -l` shows it, `touch`
// makes it due now. The one danger is a clock that was wrong when the time was set, so the ticket also records what the
// daemon meant.

/// Whether a ticket is due, from its mtime and from what the daemon recorded.
public struct DueTime: Sendable, Equatable {
  /// The file's modification time.
  public var modified: Instant
  /// What the daemon wrote into the ticket when it set the time; nil if it never did.
  public var recorded: Instant?
  /// The longest wait the daemon ever sets for the ticket's kind of failure, in seconds.
  public var longest: Double

  public init(modified: Instant, recorded: Instant?, longest: Double) {
    self.modified = modified
    self.recorded = recorded
    self.longest = longest
  }

  /// The instant at which the ticket is due. A future time that the daemon set itself and that lies further ahead than
  /// it ever waits comes from a clock that has been put back: due now. Any other future time is a person's wish.
  public func instant(now: Instant) -> Instant {
    guard modified > now else { return modified }
    let isOurs = recorded.map { abs($0 - modified) < 0.001 } ?? false
    return isOurs && modified - now > longest ? now : modified
  }
}
