import Glibc
import Testing

@testable import Spool

@Suite struct DueTimeTests {
  private let now = Instant("2026-11-22T20:00:00.000Z")!

  /// - Parameter changed: when somebody last changed the file, ten seconds ago if not told.
  private func due(_ ahead: Double, recorded: Double?, changed: Double = -10, longest: Double = 3600) -> Double {
    DueTime(
      modified: now + ahead, changed: now + changed, recorded: recorded.map { now + $0 }, longest: longest
    ).instant(now: now) - now
  }

  @Test func `a time that is past is due`() { #expect(due(-5, recorded: nil) == -5) }
  @Test func `a touched ticket is due though the daemon meant to wait`() { #expect(due(0, recorded: 600) == 0) }
  @Test func `the daemon's own wait is kept`() { #expect(due(600, recorded: 600) == 600) }
  @Test func `a person's wish is kept, however far ahead`() {
    #expect(due(86_400 * 30, recorded: nil) == 86_400 * 30)
    #expect(due(86_400 * 30, recorded: 600) == 86_400 * 30)
  }
  @Test func `the daemon's wait further ahead than it ever waits comes from a wrong clock`() {
    #expect(due(7200, recorded: 7200) == 0)
    #expect(due(3600, recorded: 3600) == 3600)
  }
  @Test func `a file that was merely written at a time that has not come is due`() {
    #expect(due(3600, recorded: nil, changed: 3600) == 0)
    #expect(due(3600, recorded: nil, changed: 3599.99) == 0)
    #expect(due(3600, recorded: 600, changed: 3600) == 0)
  }
  @Test func `a file's time that is off by less than a millisecond is still ours`() {
    #expect(due(7200.0004, recorded: 7200) == 0)
    #expect(due(7200.5, recorded: 7200) == 7200.5)
  }
}

@Suite struct InstantTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_764_000_000_125_000_000, "2025-11-24T16:00:00.125Z"),
    (951_782_400_000_000_000, "2000-02-29T00:00:00.000Z"), (-1_000_000, "1969-12-31T23:59:59.999Z"),
    (-86_400_000_000_000, "1969-12-31T00:00:00.000Z"),
  ])
  func `an instant is written and read back`(nanoseconds: Int64, text: String) {
    #expect(Instant(nanoseconds: nanoseconds).description == text)
    #expect(Instant(text) == Instant(nanoseconds: nanoseconds))
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-11-22T20:00:00Z", "2026-11-22 20:00:00.000Z", "2026-11-22T20:00:00.000+",
    "2026-+1-22T20:00:00.000Z",
    "2026-02-30T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-11-22T25:00:00.000Z", "2026x11x22T20y00y00z000Z",
    "9999-12-31T00:00:00.000Z", "0001-01-01T00:00:00.000Z", "2026-11-22T20:00:00.-01Z", "ébcd-11-22T20:00:00.000Z",
  ])
  func `anything else is no instant, and no crash`(text: String) { #expect(Instant(text) == nil) }

  @Test func `the end of time is reached, not passed`() {
    let end = Instant(nanoseconds: .max)
    let start = Instant(nanoseconds: .min)
    #expect(end + 10 == end)
    #expect(end + .infinity == end)
    #expect(start + -1e30 == start)
    #expect(end - start > 1.8e10)
    #expect(Instant(nanoseconds: 0) + 1.5 == Instant(nanoseconds: 1_500_000_000))
  }

  @Test func `whole milliseconds are cut off downwards`() {
    #expect(Instant(nanoseconds: 1_999_999).inMilliseconds == Instant(nanoseconds: 1_000_000))
    #expect(Instant(nanoseconds: -1).inMilliseconds == Instant(nanoseconds: -1_000_000))
  }
}

@Suite struct DigestTests {
  /// FIPS 180-4's examples (csrc.nist.gov, SHA256.pdf), and the empty and the long message of its test vectors.
  @Test(arguments: [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func `the standard's vectors come out`(text: String, times: Int, expected: String) {
    let digest = Digest()
    let bytes = Array(repeating: Array(text.utf8), count: times).flatMap { $0 }
    for start in stride(from: 0, to: bytes.count, by: 999) {
      bytes[start..<min(start + 999, bytes.count)].withUnsafeBytes { digest.add($0) }
    }
    #expect(digest.finish() == expected)
  }

  @Test func `two texts do not run into each other`() {
    func of(_ texts: String...) -> String {
      let digest = Digest()
      for text in texts { digest.add(text) }
      return digest.finish()
    }
    #expect(of("ab", "c") != of("a", "bc"))
    #expect(of("a", "") != of("", "a"))
    #expect(of("1:a") != of("a"))
  }
}

@Suite struct DocumentTests {
  struct Inner: Codable, Equatable { var count: Int }
  struct Thing: Codable, Equatable {
    var name: String
    var inner: Inner
  }

  private func message(_ json: String) -> String {
    do { _ = try Document.decode(Thing.self, from: Array(json.utf8), called: "plan.json") } catch {
      return error.message
    }
    return ""
  }

  @Test func `a document is read as it was written, with keys in order and a line's end`() throws {
    let thing = Thing(name: "a/b", inner: Inner(count: 3))
    let bytes = try Document.encode(thing)
    #expect(
      String(decoding: bytes, as: UTF8.self) == "{\n  \"inner\" : {\n    \"count\" : 3\n  },\n  \"name\" : \"a/b\"\n}\n"
    )
    #expect(try Document.decode(Thing.self, from: bytes, called: "x") == thing)
    #expect(try Document.line(thing) == "{\"inner\":{\"count\":3},\"name\":\"a/b\"}")
  }

  @Test func `an error names the document, the key and what is wrong with it`() {
    #expect(message("{\"name\":\"a\"}") == "unable to read plan.json: inner is missing in the document")
    #expect(message("{\"name\":\"a\",\"inner\":{}}") == "unable to read plan.json: count is missing in inner")
    #expect(
      message("{\"name\":\"a\",\"inner\":{\"count\":\"x\"}}")
        == "unable to read plan.json: inner.count has a value of the wrong type")
    #expect(message("{\"na").hasPrefix("unable to read plan.json: the document: "))
    #expect(message("").hasPrefix("unable to read plan.json: "))
  }

  @Test func `a document cut at any byte is an error, never a crash and never half a value`() throws {
    let bytes = try Document.encode(Thing(name: "é", inner: Inner(count: 12)))
    for cut in 0..<bytes.count - 2 {
      #expect(kind { _ = try Document.decode(Thing.self, from: Array(bytes[..<cut]), called: "x") } == .notRegular)
    }
  }
}

@Suite struct HintTests {
  private func hint(_ text: String) -> Hint? { Hint(Array(text.utf8)) }

  @Test func `each mark has its meaning`() {
    #expect(hint("=/a") == .watching("/a"))
    #expect(hint("?/a\tb\tNo such file") == .cannotWatch("/a\tb"))
    #expect(hint("?/a") == .cannotWatch("/a"))
    #expect(hint("*/a/b") == .changed("/a/b"))
    #expect(hint(">/a/\u{301}b") == .arrived("/a/\u{301}b"))
    #expect(hint("x/a") == .gone("/a"))
    #expect(hint("!") == .overflow)
  }

  @Test func `rubbish is no hint`() {
    for text in ["", "/a", "Usage: watch", "\u{301}/a", "+/a", "\n", "\u{1}"] { #expect(hint(text) == nil) }
    #expect(Hint([0xFF, 0xFE] as [UInt8]) == nil)
  }

  @Test func `a name that is not UTF-8 leads back to its file`() {
    #expect(Hint(Array(">/i/".utf8) + [0xFF]) == .arrived("/i/" + DiskName.text(of: [0xFF] as [UInt8])))
  }
}
