import CShim
import Foundation
import Testing

@testable import Spool

@Suite(.timeLimit(.minutes(1))) struct WakeupTests {
  @Test func `a bell that was rung wakes once, from any thread`() throws {
    let wakeup = try Wakeup(signals: [])
    let bell = wakeup.bell
    Thread.detachNewThread { bell.ring() }
    #expect(wakeup.wait(until: nil, watcher: -1) == [.bell])
    #expect(wakeup.wait(until: Instant(nanoseconds: 5), watcher: -1) == [.due])
  }

  @Test func `a time that is past is due at once, one that lies ahead when it comes`() throws {
    let wakeup = try Wakeup(signals: [])
    #expect(wakeup.wait(until: Instant(nanoseconds: 0), watcher: -1) == [.due])
    let end = Instant.now + 0.05
    #expect(wakeup.wait(until: end, watcher: -1) == [.due])
    #expect(Instant.now >= end)
  }

  @Test func `what the watcher says wakes`() throws {
    let wakeup = try Wakeup(signals: [])
    var ends: [Int32] = [-1, -1]
    #expect(rs_pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    write(ends[1], "x", 1)
    #expect(wakeup.wait(until: nil, watcher: ends[0]) == [.watcher])
  }

  @Test func `a signal to the waiting thread is a reason, not an end`() throws {
    let heard = DispatchSemaphore(value: 0)
    // On a thread of its own: the signal stays blocked there.
    Thread.detachNewThread {
      if let wakeup = try? Wakeup(signals: [SIGUSR2]) {
        pthread_kill(pthread_self(), SIGUSR2)
        #expect(wakeup.wait(until: nil, watcher: -1) == [.signal(SIGUSR2)])
      }
      heard.signal()
    }
    heard.wait()
  }
}
