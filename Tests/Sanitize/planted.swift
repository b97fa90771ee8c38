// SPDX-License-Identifier: Apache-2.0
//
// Four threads and one Mutex: right without an argument, with a race beside the lock with one. run.sh sees by it that the
// thread sanitizer is quiet about the first and reports the second.
import Foundation
import Synchronization

private final class Counter: Sendable { let values = Mutex<[Int]>([]) }
nonisolated(unsafe) private var unguarded = 0

private func count(_ counter: Counter, isRacy: Bool) {
  for value in 0..<2000 {
    counter.values.withLock { values in
      values.append(value)
      if values.count > 50 { values.removeAll() }
    }
    if isRacy { unguarded += 1 }
  }
}

private func run() {
  let counter = Counter()
  let isRacy = CommandLine.arguments.count > 1
  let ended = DispatchSemaphore(value: 0)
  for _ in 0..<4 {
    Thread {
      count(counter, isRacy: isRacy)
      ended.signal()
    }.start()
  }
  for _ in 0..<4 { ended.wait() }
}

run()
