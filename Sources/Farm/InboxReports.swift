import Inbox
import Spool
import Synchronization

/// What the inbox's threads tell the loop.
final class InboxReports: Sendable {
  private let waiting = Mutex<[InboxReport]>([])
  private let bell: Bell

  init(bell: Bell) { self.bell = bell }

  func add(_ report: InboxReport) {
    waiting.withLock { $0.append(report) }
    bell.ring()
  }

  func take() -> [InboxReport] {
    waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
