import Media
import Vocabulary

/// The port to whoever can end a remote job that nobody waits for any more, because its shot or its whole film is not
/// wanted.
public protocol Recaller: Sendable {
  /// Ends the call that is noted for this errand, if there is one that is not over. What it made all the same is kept in
  /// `place`, and what it cost is booked.
  ///
  /// - Throws: ``Failure`` where nobody can say how it ended; its money then stays set aside.
  func recall(_ errand: Errand, in place: Workplace) throws(Failure)
}
