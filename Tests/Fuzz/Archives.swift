@testable import Inbox

extension Parser {
  static let archives = [
    // The first byte says how the stream is cut: the pieces may make no difference.
    Parser(name: "cpio") { bytes in
      let step = max(1, Int(bytes.first ?? 1))
      let stream = Array(bytes.dropFirst())
      precondition(members(of: stream, step) == members(of: stream, max(1, stream.count)))
    },
    Parser(name: "kind") { bytes in
      let parts = String(decoding: bytes, as: UTF8.self).split(separator: "/", omittingEmptySubsequences: false)
      _ = FileKind.of(String(parts.last ?? ""), in: String(parts.first ?? ""))
      _ = FileKind.isArchive(String(parts.last ?? ""))
      _ = FileKind.isKnownStranger(String(parts.last ?? ""))
    },
  ]

  /// What is read of an archive whose bytes arrive in pieces of `step`: names, sizes, the number of bytes.
  private static func members(of stream: [UInt8], _ step: Int) -> [String] {
    var reader = CpioReader()
    var seen: [String] = []
    var count = 0
    stream.withUnsafeBytes { all in
      var start = 0
      while start < all.count {
        let piece = UnsafeRawBufferPointer(rebasing: all[start..<min(start + step, all.count)])
        start += step
        do {
          try reader.feed(piece) { event in
            switch event {
            case .begin(let member): seen.append("\(member)")
            case .bytes(let bytes): count += bytes.count
            case .end: seen.append("\(count)")
            }
          }
        } catch { return seen.append("\(error)") }
      }
    }
    precondition(count <= stream.count)
    return seen + (reader.isFinished ? ["end"] : [])
  }
}
