// What all work waits for: room on the disk, descriptors, a state folder that somebody took away. Said once, looked at
// again after a while, over when work comes through.
import Spool
import Vocabulary

/// The farm's pause. Used by the loop's thread alone.
struct Pause {
  /// What everybody waited for when it was last tried; nil where nothing stands in the way.
  private(set) var reason: String?
  /// When the farm looks again; nil while it works.
  private(set) var until: Instant?
  private let length: Seconds

  init(length: Seconds) { self.length = length }

  var isOn: Bool { until != nil }

  /// Everybody waits; nil as a reason where somebody else says why.
  ///
  /// - Returns: whether that reason is news.
  mutating func begin(_ why: String?, now: Instant) -> Bool {
    until = now + length
    guard let why else { return false }
    defer { reason = why }
    return reason == nil
  }

  /// Work that writes has come through.
  ///
  /// - Returns: whether something had stood in the way.
  mutating func clear() -> Bool {
    defer { reason = nil }
    return reason != nil
  }

  /// Whether it is time to look again; then it is not on any more.
  mutating func isOver(now: Instant) -> Bool {
    guard let until, until <= now else { return false }
    self.until = nil
    return true
  }

  /// The clock was set: it takes as long as it would have, and no longer than it was meant.
  mutating func shift(by jump: Seconds, now: Instant) { until = until.map { min($0 + jump, now + length) } }
}
