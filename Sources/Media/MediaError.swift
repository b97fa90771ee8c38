// What went wrong with a child process or with a file of this room, in a form a caller can decide by.
import Glibc

/// An error of this room. The kind decides; the text is for people.
public struct MediaError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: Sendable, Equatable {
    /// The program is not installed; the text says how to get it.
    case missing
    /// The program could not be started, or a descriptor for it could not be made.
    case cannotStart(errno: Int32)
    /// It ended by itself with this status, not 0.
    case failed(status: Int32)
    /// A signal ended it that we did not send (a resource limit, a crash, the out-of-memory killer).
    case killed(signal: Int32)
    /// It was ended because a stop was asked for.
    case stopped
    /// It was ended at its wall-clock limit.
    case timedOut
    /// It was ended because it made no progress for its idle limit.
    case stalled
    /// It wrote, or a file holds, more than the limit.
    case tooLarge
    /// The disk is full, or the machine is out of file descriptors.
    case full
    /// What was read is not what this room writes or expects.
    case unreadable
  }

  public var kind: Kind
  /// "unable to VERB OBJECT: cause", one line.
  public var message: String
  /// The end of what the child wrote to its standard error; at most a few KiB, control characters removed.
  public var tail: String
  /// Exit status of a child that ended by itself; nil for every other end. Only of interest where ``kind`` was read from
  /// the words of a child that is not ffmpeg: there the status is what it means.
  public var status: Int32?

  public init(_ kind: Kind, _ message: String, tail: String = "", status: Int32? = nil) {
    self.kind = kind
    self.message = message
    self.tail = tail
    self.status = status
  }

  public var description: String { message }
}

extension MediaError {
  /// The error for a system call on `object` that failed with `code`.
  static func system(_ verb: String, _ object: String, errno code: Int32) -> MediaError {
    let isOut = [ENOSPC, EDQUOT, EMFILE, ENFILE].contains(code)
    let kind: Kind = isOut ? .full : code == EFBIG ? .tooLarge : .unreadable
    return MediaError(kind, "unable to \(verb) \(object): \(String(cString: strerror(code)))")
  }
}

extension MediaError {
  /// The error for a program that could not be started. A machine that is out of descriptors is no fault of the work: it
  /// waits, as on a full disk.
  static func unstarted(_ name: String, errno code: Int32) -> MediaError {
    let kind: Kind = [EMFILE, ENFILE].contains(code) ? .full : .cannotStart(errno: code)
    return MediaError(kind, "unable to start \(name): \(String(cString: strerror(code)))")
  }
}

extension MediaError.Kind {
  /// The kind in words that follow "unable to ...:".
  var words: String {
    switch self {
    case .missing: "it is not installed"
    case .cannotStart(let code): String(cString: strerror(code))
    case .failed(let status): "exit status \(status)"
    case .killed(let signal): "ended by signal \(signal)"
    case .stopped: "stopped on request"
    case .timedOut: "it took longer than its limit"
    case .stalled: "it made no progress for too long"
    case .tooLarge: "it wrote more than its limit"
    case .full: "the disk is full"
    case .unreadable: "unreadable"
    }
  }
}
