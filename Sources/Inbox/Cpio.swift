// Reads the "newc" form of cpio(5): a fixed header of hex digits before each member. bsdtar turns every archive it knows
// into this one, so that the names, types and sizes of somebody's archive are seen by us before anything is written,
// and the files are written by us, under names of ours.
import Spool

/// A reader of a newc stream that arrives in pieces.
struct CpioReader {
  struct Member: Equatable {
    var name: String
    /// st_mode of the member.
    var mode: UInt32
    var size: UInt64
    var links: UInt32
  }
  enum Event {
    case begin(Member)
    case bytes(UnsafeRawBufferPointer)
    case end
  }
  enum Fault: Error, Equatable { case notCpio }

  private enum Place {
    case header
    case name(Member, length: Int)
    case content(left: UInt64, padding: Int)
    case padding(Int)
    case trailer
  }
  private var place = Place.header
  private var held: [UInt8] = []
  private(set) var isFinished = false

  private static let headerBytes = 110

  /// Feeds the next bytes; `on` sees whole members in order.
  mutating func feed(_ bytes: UnsafeRawBufferPointer, _ on: (Event) throws -> Void) throws {
    var rest = UnsafeRawBufferPointer(rebasing: bytes[...])
    while !rest.isEmpty {
      switch place {
      case .trailer: return
      case .header:
        guard let header = take(Self.headerBytes, from: &rest) else { return }
        try begin(header)
      case .name(let member, let length):
        guard let name = take(length, from: &rest) else { return }
        try named(member, name, on)
      case .content(let left, let padding):
        let count = Int(min(left, UInt64(rest.count)))
        try on(.bytes(UnsafeRawBufferPointer(rebasing: rest[..<count])))
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        try advance(left - UInt64(count), padding, on)
      case .padding(let count):
        guard take(count, from: &rest) != nil else { return }
        place = .header
      }
    }
  }

  /// `count` bytes, once there are that many.
  private mutating func take(_ count: Int, from rest: inout UnsafeRawBufferPointer) -> [UInt8]? {
    let wanted = min(count - held.count, rest.count)
    held.append(contentsOf: rest[..<wanted])
    rest = UnsafeRawBufferPointer(rebasing: rest[wanted...])
    guard held.count == count else { return nil }
    defer { held = [] }
    return held
  }

  private mutating func begin(_ header: [UInt8]) throws {
    guard header.starts(with: Array("070701".utf8)) || header.starts(with: Array("070702".utf8)) else {
      throw Fault.notCpio
    }
    func field(_ index: Int) throws -> UInt32 {
      let start = 6 + 8 * index
      guard let value = UInt32(String(decoding: header[start..<start + 8], as: UTF8.self), radix: 16) else {
        throw Fault.notCpio
      }
      return value
    }
    let nameBytes = Int(try field(11))
    guard (1...4096).contains(nameBytes) else { throw Fault.notCpio }
    let member = Member(name: "", mode: try field(1), size: UInt64(try field(6)), links: try field(4))
    // Header and name together are padded to four bytes.
    place = .name(member, length: nameBytes + (4 - (Self.headerBytes + nameBytes) % 4) % 4)
  }

  private mutating func named(_ member: Member, _ bytes: [UInt8], _ on: (Event) throws -> Void) throws {
    var whole = member
    whole.name = DiskName.text(of: bytes.prefix { $0 != 0 })
    // A file may be called that too; the end of the stream has no type.
    if whole.name == "TRAILER!!!" && whole.mode == 0 {
      place = .trailer
      isFinished = true
      return
    }
    try on(.begin(whole))
    try advance(member.size, Int((4 - member.size % 4) % 4), on)
  }

  private mutating func advance(_ left: UInt64, _ padding: Int, _ on: (Event) throws -> Void) throws {
    if left > 0 {
      place = .content(left: left, padding: padding)
    } else {
      try on(.end)
      place = padding > 0 ? .padding(padding) : .header
    }
  }
}
