import Spool
import Testing

@testable import Farm

/// The clock jumps an hour back and a day ahead.
@Suite struct ClockTests {
  @Test func `a jump is told once, whichever way, and what is steered in small steps is none`() {
    var (wall, steady) = (Instant(nanoseconds: 1_000_000_000_000), 5.0)
    var clock = ClockWatch(wall: { wall }, steady: { steady })
    func after(_ seconds: Double, set: Double = 0) -> Double {
      steady += seconds
      wall = wall + (seconds + set)
      return clock.jump().rounded()
    }
    #expect(after(10) == 0)
    #expect(after(1, set: -3600) == -3600)
    #expect(after(1) == 0)
    #expect(after(5000, set: 86400) == 86400)
    #expect(after(1, set: 0.5) == 0 && after(1, set: 0.7) == 0)
  }
}
