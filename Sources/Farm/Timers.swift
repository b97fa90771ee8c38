// libdispatch opens the descriptors of its timers when the first one is set, and ends the process where it cannot: a farm
// that ran out of descriptors would die of a timer. So they are opened while there are some.
import Dispatch

enum Timers {
  /// Sets one timer and waits for it. After the signals are blocked: it begins a thread.
  static func open() {
    let fired = DispatchSemaphore(value: 0)
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(1)) { fired.signal() }
    fired.wait()
  }
}
