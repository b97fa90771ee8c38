// Boxes of an MP4 in memory (ISO/IEC 14496-12, 4.2). Nothing in them is believed: every read may find nothing.

/// Kind and length of the box at the beginning of some bytes.
struct BoxHead {
  let kind: String
  /// Bytes of the whole box, and of its head.
  let size, head: Int

  /// Nil where there is no box, or one that is longer than `room`.
  init?(_ bytes: some Collection<UInt8>, room: Int) {
    let first = Array(bytes.prefix(16))
    guard first.count >= 8 else { return nil }
    var length = first[..<4].reduce(0) { $0 << 8 | Int($1) }
    var head = 8
    if length == 1 {
      guard first.count == 16, first[8] < 0x40 else { return nil }
      (length, head) = (first[8...].reduce(0) { $0 << 8 | Int($1) }, 16)
    }
    guard length >= head, length <= room else { return nil }
    (kind, size, self.head) = (String(decoding: first[4..<8], as: UTF8.self), length, head)
  }
}

/// The inside of a box: other boxes, or fields of fixed width.
struct Boxes {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The insides of all boxes of this kind; nil where the bytes are not boxes from the first to the last.
  func all(_ kind: String) -> [Boxes]? {
    var found: [Boxes] = []
    var rest = bytes
    while !rest.isEmpty {
      guard let box = BoxHead(rest, room: rest.count) else { return nil }
      if box.kind == kind { found.append(Boxes(rest.dropFirst(box.head).prefix(box.size - box.head))) }
      rest = rest.dropFirst(box.size)
    }
    return found
  }

  /// The inside of the only box of this kind; nil where there is none, or more than one.
  func only(_ kind: String) -> Boxes? {
    guard let found = all(kind), found.count == 1 else { return nil }
    return found[0]
  }

  /// What follows the first `count` bytes.
  func skipping(_ count: Int) -> Boxes { Boxes(bytes.dropFirst(count)) }

  /// A big-endian number without sign, at most seven bytes wide or below 2^63.
  func number(_ offset: Int, _ width: Int) -> Int? {
    guard offset >= 0, width <= 8, offset <= bytes.count - width else { return nil }
    let start = bytes.startIndex + offset
    guard width < 8 || bytes[start] < 0x80 else { return nil }
    return bytes[start..<start + width].reduce(0) { $0 << 8 | Int($1) }
  }

  /// A table: a count at `offset`, then as many rows of `columns` numbers of four bytes, here one after the other.
  func table(_ offset: Int, columns: Int) -> [Int]? {
    guard let rows = number(offset, 4), rows <= (bytes.count - offset - 4) / (4 * columns) else { return nil }
    return (0..<rows * columns).map { number(offset + 4 + 4 * $0, 4) ?? 0 }
  }

  var sha256: String {
    let digest = Sha256()
    digest.update(bytes)
    return digest.hex()
  }
}
