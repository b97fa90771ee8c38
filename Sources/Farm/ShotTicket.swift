// shot_NN.json: a shot on its way through `shots/`. Its folder is its state; the text says what is to be made, and what
// was tried.
import Spool
import Vocabulary

/// The ticket of one shot.
public struct ShotTicket: Codable, Sendable, Equatable {
  /// Everything about the shot. A person may edit the prompts; frames and times are plan.json's alone.
  public var shot: Shot
  /// The take that is being made; 0 before the first.
  public var take: Int
  /// Failed attempts of the present step.
  public var attempts: Int
  /// Number of the attempt that holds the ticket; only in drawing/ and animating/.
  public var attempt: Int?
  /// The folder that the daemon last meant the ticket to be in. Found elsewhere, it was moved by a person.
  public var state: ShotState
  /// When the daemon meant it to be tried again, RFC 3339; the file's mtime is what counts.
  public var due: String?
  public var lastFailure: Failure?
  /// What went wrong so far, oldest first; the last 20.
  public var tried: [TriedAttempt]
  /// Why a person asked for another take.
  public var because: String?
  /// How often the daemon died while it worked on the present step.
  public var interruptions: Int

  public init(_ shot: Shot) {
    self.shot = shot
    take = 0
    attempts = 0
    state = .todo
    tried = []
    interruptions = 0
  }

  /// The file name of a shot's ticket.
  public static func fileName(_ shot: String) -> String { "\(shot).json" }

  /// The shot that a file in `shots/` belongs to; nil for names that are not ours.
  public static func shot(ofFile name: String) -> String? {
    guard name.hasPrefix("shot_"), name.hasSuffix(".json") else { return nil }
    let digits = name.dropFirst(5).dropLast(5)
    guard (2...4).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return String(name.dropLast(5))
  }
}

/// One attempt that did not succeed.
public struct TriedAttempt: Codable, Sendable, Equatable {
  public var take: Int
  public var step: ShotState
  public var when: String
  public var failure: Failure

  public init(take: Int, step: ShotState, when: String, failure: Failure) {
    self.take = take
    self.step = step
    self.when = when
    self.failure = failure
  }
}
