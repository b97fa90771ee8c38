/// What a child says on its standard output, and whether that is a sign of life.
struct Hearing {
  private let sink: Child.Output
  private let limit: Int
  private var lines = Lines()
  private var headway = Headway()
  private var received = 0

  /// - Parameter limit: bytes; 0 for none.
  init(sink: Child.Output, limit: Int) {
    self.sink = sink
    self.limit = limit
  }

  /// It said more than its limit; what is beyond is dropped.
  var isTooMuch: Bool { limit > 0 && received > limit }

  /// Hands on what was said; true where it is a sign of life.
  mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    received += bytes.count
    guard !isTooMuch else { return false }
    switch sink {
    case .discard: return true
    case .bytes(let take):
      take(bytes)
      return true
    case .lines(let take):
      lines.take(bytes, each: take)
      return true
    case .progress(let take):
      var moved = false
      lines.take(bytes) { line in
        guard headway.take(line) else { return }
        moved = true
        take(headway)
      }
      return moved
    }
  }

  /// It says no more: a last line may lack its end.
  mutating func end() {
    guard !isTooMuch, case .lines(let take) = sink else { return }
    lines.flush(take)
  }
}
