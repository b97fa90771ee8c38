// A film is assembled when the last of its shots has left the other processors idle, and most of the time goes to
// programs of one thread each. So what does not wait for the film goes on beside it. What may go wrong: whoever began it
// leaves without waiting, and the folder goes while a program still writes there.
import Dispatch
import Synchronization
import Vocabulary

/// Work that goes on beside the thread that began it, which must ask for its end before it returns.
final class Beside<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, Failure>?>(nil)
  private let ended = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () throws(Failure) -> Value) {
    // A serial queue has a thread at once; on a concurrent one blocking work waits for its turn.
    DispatchQueue(label: "beside").async { [self] in
      let found = Result { () throws(Failure) in try body() }
      result.withLock { $0 = found }
      ended.signal()
    }
  }

  /// Waits for the end; once only.
  ///
  /// - Returns: what came of it.
  func end() -> Result<Value, Failure> {
    ended.wait()
    return result.withLock { $0 } ?? .failure(Failure(.transient, "unable to work beside: nothing came of it"))
  }
}
