import Testing

@testable import Inbox
@testable import Spool

@Suite struct CpioTests {
  /// One member of a newc stream, as cpio(5) describes it.
  static func member(_ name: [UInt8], _ body: [UInt8], mode: UInt32 = 0o100644, links: Int = 1) -> [UInt8] {
    func hex(_ value: Int) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }
    let fields = [1, Int(mode), 0, 0, links, 0, body.count, 0, 0, 0, 0, name.count + 1, 0]
    var out = Array(("070701" + fields.map(hex).joined()).utf8) + name + [0]
    while out.count % 4 != 0 { out.append(0) }
    out += body
    while out.count % 4 != 0 { out.append(0) }
    return out
  }

  static let end = member(Array("TRAILER!!!".utf8), [], mode: 0)
  static let stream =
    member(Array("a".utf8), Array("12345".utf8)) + member(Array("empty".utf8), [])
    + member([0x73, 0xFF], [7, 8, 9, 10])
    + end + [UInt8](repeating: 0, count: 100)

  /// What a reader makes of pieces: "name:bytes" of each member that ended.
  private func read(_ pieces: [ArraySlice<UInt8>]) throws -> (members: [String], isFinished: Bool) {
    var reader = CpioReader()
    var members: [String] = []
    var name = ""
    var body: [UInt8] = []
    for piece in pieces {
      try piece.withUnsafeBytes { bytes in
        try reader.feed(bytes) { event in
          switch event {
          case .begin(let member): (name, body) = (member.name, [])
          case .bytes(let bytes): body += Array(bytes)
          case .end: members.append("\(name):\(body)")
          }
        }
      }
    }
    return (members, reader.isFinished)
  }

  private static let expected = [
    "a:[49, 50, 51, 52, 53]", "empty:[]", DiskName.text(of: [0x73, 0xFF] as [UInt8]) + ":[7, 8, 9, 10]",
  ]

  @Test func `a stream cut in two at any byte is the same stream`() throws {
    for cut in 0...Self.stream.count {
      let got = try read([Self.stream[..<cut], Self.stream[cut...]])
      #expect(got.members == Self.expected)
      #expect(got.isFinished)
    }
  }

  @Test func `a stream that comes byte by byte is the same stream`() throws {
    #expect(try read(Self.stream.indices.map { Self.stream[$0...$0] }).members == Self.expected)
  }

  @Test func `a stream that ends at any byte before its trailer is not finished, and no member is invented`() throws {
    for cut in 0..<(Self.stream.count - 100) {
      let got = try read([Self.stream[..<cut]])
      #expect(!got.isFinished)
      #expect(Self.expected.starts(with: got.members))
    }
  }

  @Test func `a stream with any one byte changed never crashes`() {
    for at in Self.stream.indices {
      for value in [0, 0x2F, 0x38, 0x46, 0xFF] as [UInt8] {
        var broken = Self.stream
        broken[at] = value
        _ = try? read([broken[...]])
      }
    }
  }

  @Test func `what is no cpio is an error`() {
    for text in ["", "PK"] { #expect((try? read([Array(text.utf8)[...]]))?.isFinished == false) }
    let wrong = [UInt8](repeating: 0x30, count: 200)
    #expect(throws: CpioReader.Fault.notCpio) { try read([wrong[...]]) }
  }

  @Test func `a file that is called like the trailer is a file`() throws {
    let stream = Self.member(Array("TRAILER!!!".utf8), [1]) + Self.member([0x62], [2]) + Self.end
    #expect(try read([stream[...]]).members == ["TRAILER!!!:[1]", "b:[2]"])
  }
}
