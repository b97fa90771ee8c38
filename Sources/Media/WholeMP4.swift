/// A box of an MP4 file: its head, and where it begins.
struct FileBox {
  let head: BoxHead
  let offset: Int
}

extension Workplace {
  /// The outermost boxes of an MP4 file; nil where they do not fill it to its last byte (ISO/IEC 14496-12, 4.2).
  func boxes(of name: String) -> [FileBox]? {
    guard let size = size(name) else { return nil }
    var found: [FileBox] = []
    var at = 0
    while at < size {
      guard let bytes = try? bytes(name, at: at, count: 16), let head = BoxHead(bytes, room: size - at) else {
        return nil
      }
      found.append(FileBox(head: head, offset: at))
      at += head.size
    }
    return found
  }

  /// Whether the boxes of an MP4 file fill it and its index is among them: a program that wrote half a file may still have
  /// said that all is well. What is in the boxes is not looked at.
  func isWholeMP4(_ name: String) -> Bool { boxes(of: name)?.contains { $0.head.kind == "moov" } ?? false }
}
