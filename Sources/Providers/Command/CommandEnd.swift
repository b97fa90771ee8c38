import Glibc
import Media
import Vocabulary

/// What the end of a program means. One table, the same as in docs/providers/command.md; the statuses are those of sysexits.h
/// where it has one, and of this project's own commands (100, 111) besides.
struct CommandEnd {
  let maker: CommandMaker
  let task: String
  let place: Workplace

  /// The kind of failure that an exit status other than 0 stands for.
  static func kind(of status: Int32) -> FailureKind {
    switch status {
    case 100: .invalid
    case EX_TEMPFAIL, 111: .transient
    case EX_UNAVAILABLE: .throttled
    case EX_NOPERM: .refused
    default: .transient
    }
  }

  /// Seconds to wait where a program is throttled and does not say how long.
  static let usualWait: Seconds = 30

  /// The failure that `error` amounts to; nil where the program ended with exit status 0 after all.
  func failure(of error: MediaError, _ notes: CommandNotes) -> Failure? {
    switch error.kind {
    case .stopped: return Failure(.stopped, "unable to \(task) with \(maker.name): stopped on request")
    case .timedOut, .stalled:
      let limit = "it was ended at its time limit of \(maker.timeLimit.formatted) s"
      return failure(.stale, limit, notes, "if it needs longer, raise time_limit of \(table)")
    case .cannotStart(let code):
      return failure(
        .transient, "unable to start \(maker.executable): \(String(cString: strerror(code)))", notes,
        "make it a program that the daemon may run; `reelspool doctor` checks it")
    // The words of the disk may have come from another machine's disk, or from a concept: this disk is asked.
    case .full where DiskProbe.isFull(place):
      return failure(.full, "the disk is full", notes, "free some space on the spool's disk")
    default: return error.status.map { end(status: $0, notes) } ?? failure(.transient, words(of: error), notes)
    }
  }

  private var table: String { "[providers.command.\(maker.name)]" }

  private func words(of error: MediaError) -> String {
    switch error.kind {
    case .killed(let signal): "it was ended by signal \(signal)"
    case .tooLarge: "it wrote too much"
    default: "it could not be run"
    }
  }

  private func end(status: Int32, _ notes: CommandNotes) -> Failure? {
    if status == 0 { return nil }
    let kind = Self.kind(of: status)
    var failure = failure(kind, "exit status \(status)", notes, remedy(for: kind))
    // A wait of nothing would call the program again at once, for ever: throttling spends no attempt.
    if kind == .throttled { failure.wait = max(1, notes.wait ?? Self.usualWait) }
    return failure
  }

  private func remedy(for kind: FailureKind) -> String? {
    switch kind {
    case .invalid: "correct the ticket or the program, then move the ticket back"
    case .refused: "change the prompts in the ticket, then move it back"
    default: nil
    }
  }

  private func failure(
    _ kind: FailureKind, _ what: String, _ notes: CommandNotes, _ remedy: String? = nil
  ) -> Failure {
    let cause = notes.cause.isEmpty ? "" : ": \(notes.cause)"
    return Failure(kind, "unable to \(task) with \(maker.name): \(what)\(cause)", remedy: remedy)
  }
}

extension Double {
  /// Without a fraction where there is none.
  fileprivate var formatted: String { self == rounded() && magnitude < 1e9 ? String(Int(self)) : String(self) }
}
