// A lane bounds how much of one scarce thing is used at once: processors, a server. A slot is taken without waiting (the
// foreman takes it before it begins the work), so nothing ever queues inside a lane.
import Dispatch

/// A bounded number of slots.
public final class Lane: Sendable {
  public let name: String
  public let width: Int
  private let slots: DispatchSemaphore

  public init(_ name: String, width: Int) {
    self.name = name
    self.width = max(1, width)
    slots = DispatchSemaphore(value: self.width)
  }

  /// Takes a slot if one is free now.
  public func take() -> Bool { slots.wait(timeout: .now()) == .success }

  /// Gives a slot back; only after a successful ``take()``.
  public func giveBack() { slots.signal() }
}
