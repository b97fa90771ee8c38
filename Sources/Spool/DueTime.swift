// When a ticket may be tried: its file's modification time, as in Postfix's deferred queue. `ls -l` shows it, `touch`
// makes it due now. The one danger is a clock that was wrong when the time was set or the file written, so the ticket also
// records what the daemon meant, and the file when it was last changed.

/// Whether a ticket is due, from its mtime and from what the daemon recorded.
public struct DueTime: Sendable, Equatable {
  /// The file's modification time.
  public var modified: Instant
  /// When the file itself was last changed (its ctime): whoever wishes for a later time sets one that lies ahead of it.
  public var changed: Instant
  /// What the daemon wrote into the ticket when it set the time; nil if it never did.
  public var recorded: Instant?
  /// The longest wait the daemon ever sets for the ticket's kind of failure, in seconds.
  public var longest: Double

  public init(modified: Instant, changed: Instant, recorded: Instant?, longest: Double) {
    self.modified = modified
    self.changed = changed
    self.recorded = recorded
    self.longest = longest
  }

  /// Of a ticket's file.
  public init(_ status: FileStatus, recorded: Instant?, longest: Double) {
    self.init(
      modified: Instant(nanoseconds: status.modified), changed: Instant(nanoseconds: status.changed),
      recorded: recorded, longest: longest)
  }

  /// Whether the file's time is what the daemon set, and nobody touched it since.
  public var isOurs: Bool { recorded.map { abs($0 - modified) < 0.001 } ?? false }

  /// The instant at which the ticket is due. A future time that the daemon set itself and that lies further ahead than
  /// it ever waits comes from a clock that has been put back, and so does one at which the file was merely written: due
  /// now. Any other future time is a person's wish.
  public func instant(now: Instant) -> Instant {
    guard modified > now else { return modified }
    // The kernel's stamps may lag the clock by a tick.
    if modified - changed < 1 { return now }
    return isOurs && modified - now > longest ? now : modified
  }
}
