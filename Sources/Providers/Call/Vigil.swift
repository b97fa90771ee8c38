import Glibc
import Media
import Vocabulary

/// The patience with one remote job: how long it has been waited for, and until the next question.
struct Vigil {
  private let deadlines: Deadlines
  private let began = Gate.clock()
  private var ranSince: Double?
  /// The last sign of progress, and when it was first seen.
  private var sign: (progress: String, since: Double)?
  private var wait: Seconds

  init(_ deadlines: Deadlines) {
    self.deadlines = deadlines
    wait = deadlines.poll
  }

  /// Since it began.
  var seconds: Seconds { Gate.clock() - began }

  /// What took too long; nil while there is hope.
  mutating func isOver(_ answer: Answer?) -> String? {
    if case .running(let remote)? = answer {
      ranSince = ranSince ?? Gate.clock()
      if isStalled(remote) { return "has shown no progress for \(Int(deadlines.stalled)) s" }
    }
    if let ranSince, Gate.clock() - ranSince > deadlines.running { return "has run for \(Int(deadlines.running)) s" }
    let patience = ranSince == nil ? deadlines.queued : deadlines.queued + deadlines.running
    return seconds > patience ? "was not finished after \(Int(patience)) s" : nil
  }

  private mutating func isStalled(_ remote: Remote) -> Bool {
    guard let progress = remote.progress else { return false }
    if let sign, sign.progress == progress { return Gate.clock() - sign.since > deadlines.stalled }
    sign = (progress, Gate.clock())
    return false
  }

  /// The server wants to be asked less often.
  mutating func slowDown(_ asked: Seconds?) { wait = min(60, max(wait * 2, asked ?? 0)) }

  /// Waits until the next question is due, or `stop` is asked for.
  mutating func pause(_ stop: Stop) {
    var watched = pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0)
    let jitter = Double.random(in: 0.8...1.2)
    _ = poll(&watched, 1, Int32(min(wait * jitter * 1000, 600_000)))
    wait = max(wait, min(deadlines.slowestPoll, wait * 1.5))
  }
}
