import Media
import Vocabulary

extension Failure {
  /// What the farm does about an error of the room below.
  ///
  /// - Parameter otherwise: the fate where a program ended by itself or what it wrote is not what was asked for;
  ///   who asked knows whether the input can be to blame.
  public init(_ error: MediaError, _ doing: String, otherwise: FailureKind = .transient) {
    let cause = error.message.hasPrefix("unable to ") ? error.message : "\(error)"
    switch error.kind {
    case .stopped: self.init(.stopped, "unable to \(doing): stopped on request")
    case .full: self.init(.full, "unable to \(doing): \(cause)", remedy: "free some space on the spool's disk")
    case .missing: self.init(.invalid, "unable to \(doing): \(cause)")
    case .timedOut, .stalled: self.init(.stale, "unable to \(doing): \(cause)")
    case .cannotStart, .killed: self.init(.transient, "unable to \(doing): \(cause)")
    case .failed, .tooLarge, .unreadable: self.init(otherwise, "unable to \(doing): \(cause)")
    }
  }
}

/// Runs `body`; an error of the room below becomes a failure that says what was being done.
@discardableResult func failing<Value>(
  _ doing: String, otherwise: FailureKind = .transient, _ body: () throws(MediaError) -> Value
) throws(Failure) -> Value {
  do throws(MediaError) { return try body() } catch { throw Failure(error, doing, otherwise: otherwise) }
}
