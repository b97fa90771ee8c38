import CShim
import Glibc

extension Workplace {
  /// Whether the boxes of an MP4 file fill it to its last byte and its index is among them (ISO/IEC 14496-12, 4.2): a
  /// program that wrote half a file may still have said that all is well. What is in the boxes is not looked at.
  func isWholeMP4(_ name: String) -> Bool {
    guard let size = size(name) else { return false }
    var at = 0
    var hasIndex = false
    while at < size {
      guard let head = try? bytes(name, at: at, count: 16), head.count >= 8 else { return false }
      func number(_ range: Range<Int>) -> Int { head[range].reduce(0) { $0 << 8 | Int($1) } }
      var length = number(0..<4)
      if length == 1 {
        guard head.count == 16, head[8] < 0x40 else { return false }
        length = number(8..<16)
      }
      guard length >= 8, length <= size - at else { return false }
      hasIndex = hasIndex || head[4..<8].elementsEqual("moov".utf8)
      at += length
    }
    return hasIndex
  }
}
