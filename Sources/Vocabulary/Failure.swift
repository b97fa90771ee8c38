/// Why something could not be done, in a form that decides what happens next: the kind is in the type, not in the text.
public struct Failure: Error, Codable, Sendable, Equatable, CustomStringConvertible {
  public var kind: FailureKind
  /// "unable to VERB OBJECT: cause", one line.
  public var message: String
  /// What a person can do about it, one sentence; nil where nothing needs doing.
  public var remedy: String?
  /// Seconds the other side asked us to wait; only for `throttled` and `unfunded`.
  public var wait: Seconds?

  public init(_ kind: FailureKind, _ message: String, remedy: String? = nil, wait: Seconds? = nil) {
    self.kind = kind
    self.message = message
    self.remedy = remedy
    self.wait = wait
  }

  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}

/// The fates of failures. One enum for all rooms.
public enum FailureKind: String, Codable, Sendable, CaseIterable {
  /// Tried again later, with backoff; costs an attempt.
  case transient
  /// Tried again when the other side said; costs no attempt.
  case throttled
  /// The request itself is wrong: fails now.
  case invalid
  /// Declined for its content: fails now, and says so.
  case refused
  /// A paid call that may have gone through: never repeated by itself.
  case ambiguous
  /// The disk (or another thing everybody needs) is full: the farm pauses, nothing is lost.
  case full
  /// Money or access is missing: a limit of ours is reached, the provider's account is empty, or it does not accept the
  /// key. Waits for a person, costs no attempt.
  case unfunded
  /// Nothing changed for too long: like transient, or ambiguous if paid.
  case stale
  /// Stopped on purpose, by a person or at shutdown: the ticket goes back, no attempt is counted.
  case stopped
}
