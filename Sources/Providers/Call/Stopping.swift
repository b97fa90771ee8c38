import Dispatch
import Media
import Synchronization
import Vocabulary

/// Runs blocking work that is ended through a ``Stop`` for a caller who can only be asked whether it shall end.
///
/// - Parameter isStopped: asked five times a second while the work runs.
func stopping<Value: Sendable>(
  when isStopped: @Sendable () -> Bool, _ work: @escaping @Sendable (Stop) throws(Failure) -> Value
) throws(Failure) -> Value {
  let stop = Stop()
  let box = SharedBox<Swift.Result<Value, Failure>?>(nil)
  let done = DispatchSemaphore(value: 0)
  DispatchQueue(label: "reelspool.asking").async {
    let end: Swift.Result<Value, Failure>
    do throws(Failure) { end = .success(try work(stop)) } catch { end = .failure(error) }
    box.value.withLock { $0 = end }
    done.signal()
  }
  while done.wait(timeout: .now() + 0.2) == .timedOut {
    if isStopped() { stop.ask() }
  }
  return try box.value.withLock { $0! }.get()
}

/// A lock that two threads hold.
private final class SharedBox<Value: Sendable>: Sendable {
  let value: Mutex<Value>
  init(_ value: Value) { self.value = Mutex(value) }
}
