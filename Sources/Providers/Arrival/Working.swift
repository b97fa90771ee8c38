import Media
import Vocabulary

/// Runs `body` on our own files and programs; its error becomes a failure that says what was being done.
///
/// - Parameter wrong: the kind where a program refused what it was given.
@discardableResult func working<Value>(
  _ doing: String, wrong: FailureKind = .transient, _ body: () throws(MediaError) -> Value
) throws(Failure) -> Value {
  do throws(MediaError) { return try body() } catch {
    let text = "unable to \(doing): \(error.tail.isEmpty ? error.message : String(error.tail.suffix(200)))"
    switch error.kind {
    case .stopped: throw Failure(.stopped, "stopped")
    case .full: throw Failure(.full, text, remedy: "free some space on the spool's disk")
    case .missing: throw Failure(.invalid, text)
    case .failed, .killed, .tooLarge, .timedOut, .stalled: throw Failure(wrong, text)
    case .cannotStart, .unreadable: throw Failure(.transient, text)
    }
  }
}
