extension Workplace {
  /// Whether the boxes of an MP4 file fill it to its last byte and its index is among them (ISO/IEC 14496-12, 4.2): a
  /// program that wrote half a file may still have said that all is well. What is in the boxes is not looked at.
  func isWholeMP4(_ name: String) -> Bool {
    guard let size = size(name) else { return false }
    var at = 0
    var hasIndex = false
    while at < size {
      guard let head = try? bytes(name, at: at, count: 16), let box = BoxHead(head, room: size - at) else {
        return false
      }
      hasIndex = hasIndex || box.kind == "moov"
      at += box.size
    }
    return hasIndex
  }
}
