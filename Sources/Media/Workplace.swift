// The private folder of one try, held open. A person may move the job while a worker is inside: names are therefore
// resolved from the descriptor, never from a path in the spool.

/// A folder to work in. Whoever opened the descriptor closes it, after every user of this value is done.
public struct Workplace: Sendable {
  public let descriptor: Int32

  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// A path that reaches `name` from inside this process wherever the folder lies now. Children get the folder as
  /// their working directory instead (``Child``), and use plain relative names.
  public func path(_ name: String) -> String { "/proc/self/fd/\(descriptor)/\(name)" }
}
