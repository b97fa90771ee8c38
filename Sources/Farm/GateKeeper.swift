// Lanes whose server wants to be left alone for a while: no work begins there, so shots wait in todo/ instead of failing.
import Spool
import Vocabulary

/// What a lane's gate says: how long it stays shut, and why (nil where it is only the allowed rate).
public struct LaneGate: Sendable, Equatable {
  public var wait: Seconds
  public var reason: String?
  public init(wait: Seconds, reason: String?) {
    self.wait = wait
    self.reason = reason
  }
}

/// Asks the gates, and says once that one was shut and once that it is open again.
struct GateKeeper {
  private let gates: [String: @Sendable () -> LaneGate]
  private let log: Log
  private var shut: Set<String> = []
  /// When the first of the shut gates opens; nil while none is.
  private(set) var opening: Instant?

  init(_ gates: [String: @Sendable () -> LaneGate], _ log: Log) {
    self.gates = gates
    self.log = log
  }

  /// `free` with no slot in lanes whose gate is shut.
  mutating func closing(_ free: [String: Int], now: Instant) -> [String: Int] {
    var free = free
    opening = nil
    for lane in free.keys.sorted() {
      guard let gate = gates[lane]?() else { continue }
      tell(gate, lane, now)
      guard gate.wait > 0 else { continue }
      free[lane] = 0
      let open = now + gate.wait
      opening = min(opening ?? open, open)
    }
    return free
  }

  private mutating func tell(_ gate: LaneGate, _ lane: String, _ now: Instant) {
    if gate.wait > 0, let reason = gate.reason {
      guard shut.insert(lane).inserted else { return }
      log(.warning, "\(lane) rests until \(now + gate.wait): \(reason)")
    } else if gate.wait <= 0, shut.remove(lane) != nil {
      log(.info, "\(lane) is asked again")
    }
  }
}
