import Testing

@testable import Media

@Suite struct LinesTests {
  func cut(_ text: String, portion: Int) -> [String] {
    var lines = Lines()
    var heard: [String] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: portion) {
      bytes[start..<min(bytes.count, start + portion)].withUnsafeBytes { raw in
        lines.take(raw) { heard.append(String($0)) }
      }
    }
    lines.flush { heard.append(String($0)) }
    return heard
  }

  @Test func `lines are the same however they arrive`() {
    for portion in 1...9 { #expect(cut("one\r\ntwo\n\nthree é", portion: portion) == ["one", "two", "three é"]) }
  }

  @Test func `a line without end does not fill the memory`() {
    let lines = cut(String(repeating: "x", count: 200_000), portion: 8192)
    #expect(lines.map(\.count) == [65536, 65536, 65536, 3392])
  }

  @Test func `a tail keeps the end, and no control characters`() {
    var tail = Tail(limit: 12)
    for _ in 0..<100 { Array("abc\u{1b}[31m\n".utf8).withUnsafeBytes { tail.take($0) } }
    #expect(tail.text == "1m\nabc[31m")
  }
}
