/// Cuts a stream of bytes into lines. A line longer than 64 KiB is cut there: a child must not fill our memory.
struct Lines {
  private var rest: [UInt8] = []

  mutating func take(_ bytes: UnsafeRawBufferPointer, each: (Substring) -> Void) {
    for byte in bytes {
      if byte == 10 || rest.count >= 65536 { flush(each) }
      if byte != 10 { rest.append(byte) }
    }
  }

  /// Hands out what follows the last line end, if anything does.
  mutating func flush(_ each: (Substring) -> Void) {
    guard !rest.isEmpty else { return }
    if rest.last == 13 { rest.removeLast() }
    each(Substring(String(decoding: rest, as: UTF8.self)))
    rest.removeAll(keepingCapacity: true)
  }
}
