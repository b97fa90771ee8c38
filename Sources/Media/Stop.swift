// A request to stop, shared between the one who asks and the one who works. It is a flag for loops and a descriptor for
// poll(2), so that a worker that waits for a child or a server wakes at once and nobody has to poll a flag.
import CShim
import Glibc
import Synchronization

/// Asked for once, seen by everybody who holds it; never taken back.
public final class Stop: Sendable {
  private let asked = Atomic<Bool>(false)
  /// Readable once the stop has been asked for; -1 where the process is out of descriptors (the flag still works).
  public let descriptor: Int32

  public init() { descriptor = rs_eventfd() }
  deinit { if descriptor >= 0 { close(descriptor) } }

  public var isAsked: Bool { asked.load(ordering: .acquiring) }

  public func ask() {
    asked.store(true, ordering: .releasing)
    var one: UInt64 = 1
    if descriptor >= 0 { _ = write(descriptor, &one, 8) }
  }
}
