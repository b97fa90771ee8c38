/// The end of a stream of text: what a child said last is what explains why it ended.
struct Tail {
  /// Said by libgcrypt inside every ffmpeg where mlock(2) is denied, as in a service; it says nothing about the media.
  private static let noise: Set<String> = ["Warning: using insecure memory!"]

  private var bytes: [UInt8] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func take(_ more: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: more)
    if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
  }

  /// At most `limit` bytes as text, without control characters but line ends, trimmed.
  var text: String {
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: bytes.suffix(limit), as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 10: scalars.append(scalar)
      case 13: scalars.append("\n")
      case 0..<32, 127..<160: continue
      default: scalars.append(scalar)
      }
    }
    let lines = String(scalars).split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
    return lines.filter { !Self.noise.contains(String($0)) }.joined(separator: "\n")
  }
}
