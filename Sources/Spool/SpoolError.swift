// What may go wrong between us and the disk. The kind decides what happens next; the text is for the person.
import Glibc

/// An operation on the spool that did not happen. Nothing was half done: the old state still stands.
public struct SpoolError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: Sendable, Equatable {
    /// The thing has left the place where we saw it: somebody, perhaps a person, was faster. Never worth a log line.
    case lostRace
    /// The name is taken where it should go.
    case taken
    /// No bytes or inodes left.
    case full
    /// The rights do not allow it.
    case denied
    /// Something stands there that is not what it should be (a link, a device, a folder in place of a file).
    case notRegular
    /// Too many open files here or in the whole system.
    case exhausted
    /// The spool itself cannot be used: another daemon, a wrong filesystem.
    case unusable
    /// Everything else the disk may say.
    case failed(Int32)
  }
  public var kind: Kind
  /// "unable to VERB OBJECT: cause".
  public var message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message }

  /// The error that `errno` describes, for "unable to `doing`".
  static func current(_ doing: String, _ code: Int32 = errno) -> SpoolError {
    SpoolError(kind(of: code), "unable to \(doing): \(String(cString: strerror(code)))")
  }

  /// The same for the rooms above: the error that `errno` holds now.
  public static func of(_ doing: String) -> SpoolError { current(doing) }

  /// Whether the error says what the disk holds (nothing, or something else) and not that it could not be asked.
  public var isAnswer: Bool { kind == .lostRace || kind == .notRegular }

  private static func kind(of code: Int32) -> Kind {
    switch code {
    case ENOENT: .lostRace
    case EEXIST, ENOTEMPTY: .taken
    case ENOSPC, EDQUOT: .full
    case EACCES, EPERM, EROFS: .denied
    case ELOOP, ENOTDIR, EISDIR, ENXIO: .notRegular
    case EMFILE, ENFILE: .exhausted
    default: .failed(code)
    }
  }
}

/// What `body` finds; nil where it is not there or is not what it should be. That the disk could not be asked (no
/// descriptors, no rights, a broken sector) is no answer, and is thrown: who takes it for one decides on folders that
/// only seem empty.
public func ifThere<Value>(_ body: () throws(SpoolError) -> Value) throws(SpoolError) -> Value? {
  do throws(SpoolError) { return try body() } catch {
    guard error.isAnswer else { throw error }
    return nil
  }
}
