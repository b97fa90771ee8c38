import Vocabulary

/// The port for whatever turns a concept into a treatment and fills slots with words: the built-in writer, or a
/// language model.
///
/// A writer never decides times: it is asked for the words of slots that the director has already cut. What it leaves
/// out, repeats or contradicts is mended by the director, so a bad answer makes a duller film, never a broken one.
public protocol TreatmentWriter: Sendable {
  /// The name that configuration, documents and logs use.
  var name: String { get }
  /// The lane whose slot the work holds.
  var lane: String { get }
  /// Says what the film means.
  ///
  /// - Throws: ``Failure``; kind `stopped` soon after `isStopped` says true.
  func treat(_ brief: Brief, isStopped: @Sendable () -> Bool) throws(Failure) -> Treatment
  /// Says what is seen in each of `slots`, which are all slots of the film in order.
  ///
  /// - Returns: words in any order; missing ones are filled by the built-in writer, unknown ones ignored.
  /// - Throws: ``Failure``; kind `stopped` soon after `isStopped` says true.
  func fill(
    _ slots: [Slot], of treatment: Treatment, brief: Brief, isStopped: @Sendable () -> Bool
  ) throws(Failure) -> [ShotWords]
}
