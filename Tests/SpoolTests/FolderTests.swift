import CShim
import Glibc
import Testing

@testable import Spool

@Suite struct FolderTests {
  @Test func `no link is followed, neither to a file nor to a folder`() throws {
    let bench = try Bench()
    let inbox = bench.spool[.inbox]
    bench.write("secret", to: "target", in: bench.spool[.done])
    symlinkat("../done/target", inbox.descriptor, "file")
    symlinkat("../done", inbox.descriptor, "folder")
    #expect(kind { _ = try inbox.open(reading: "file") } == .notRegular)
    #expect(kind { _ = try inbox.read("file") } == .notRegular)
    #expect(kind { _ = try inbox.folder("folder") } == .notRegular)
    #expect(kind { _ = try inbox.folder(making: "folder") } == .notRegular)
    #expect(try inbox.status("file").form == .link)
    #expect(try inbox.status("folder").form == .link)
  }

  @Test func `what is no regular file is not read, and nothing waits for it`() throws {
    let bench = try Bench()
    let inbox = bench.spool[.inbox]
    mkfifoat(inbox.descriptor, "pipe", 0o600)
    #expect(kind { _ = try inbox.read("pipe") } == .notRegular)
    _ = try inbox.folder(making: "folder")
    #expect(kind { _ = try inbox.read("folder") } == .notRegular)
    #expect(kind { _ = try inbox.read("missing") } == .lostRace)
  }

  @Test func `a document larger than the limit is not read`() throws {
    let bench = try Bench()
    bench.write("12345", to: "x", in: bench.tmp)
    #expect(kind { _ = try bench.tmp.read("x", limit: 4) } == .notRegular)
    #expect(try bench.tmp.read("x", limit: 5).count == 5)
  }

  @Test func `a time that nanoseconds do not reach is the last one that they do`() throws {
    let bench = try Bench()
    bench.write("x", to: "late", in: bench.tmp)
    // The year 2286: files can carry it, 64 bits of nanoseconds end in 2262.
    let late = timespec(tv_sec: 10_000_000_000, tv_nsec: 5)
    try #require(utimensat(bench.tmp.descriptor, "late", [late, late], 0) == 0)
    #expect(try bench.tmp.status("late").modified == .max)
  }

  @Test func `removing a tree removes links, not what they lead to`() throws {
    let bench = try Bench()
    bench.write("kept", to: "target", in: bench.spool[.done])
    let inner = try bench.spool[.inbox].folder(making: "bundle").folder(making: "inner")
    symlinkat("../../../done", inner.descriptor, "folder")
    symlinkat("../../../done/target", inner.descriptor, "file")
    bench.write("x", to: "plain", in: inner)
    try bench.spool[.inbox].removeTree("bundle")
    #expect(try bench.spool[.inbox].names() == [])
    #expect(bench.text("target", in: bench.spool[.done]) == "kept")
    symlinkat("../done", bench.spool[.inbox].descriptor, "link")
    try bench.spool[.inbox].removeTree("link")
    #expect(bench.text("target", in: bench.spool[.done]) == "kept")
    try bench.spool[.inbox].removeTree("gone already")
  }

  @Test func `a tree that is too deep is an error, not a crash`() throws {
    let bench = try Bench()
    var folder = try bench.spool[.inbox].folder(making: "deep")
    for _ in 1...80 {
      mkdirat(folder.descriptor, "d", 0o700)
      folder = try folder.folder("d")
    }
    #expect(kind { try bench.spool[.inbox].removeTree("deep") } == .notRegular)
    try bench.spool[.inbox].removeTree("deep", depth: 100)
  }

  @Test(arguments: [
    Array("plain".utf8), Array("-rf".utf8), Array("a b\"c'd".utf8), Array("line\nend\r\n\t".utf8), Array("🌙é".utf8),
    Array("e\u{301}".utf8), Array("\u{301}x".utf8), [0x73, 0xFF, 0xFE, 0x2E, 0x6D], [0xC3], [0xED, 0xA0, 0x80],
    Array("\u{F7FF}\u{F780}".utf8), Array("\u{F7FF}".utf8) + [0xFF], [UInt8](repeating: 0x61, count: 255),
    [UInt8](repeating: 0xFF, count: 255), Array(String(repeating: "é", count: 127).utf8), [0x2E, 0x2E, 0x2E],
    [1, 0x7F],
  ])
  func `any name leads back to its file`(bytes: [UInt8]) throws {
    let bench = try Bench()
    let inbox = bench.spool[.inbox]
    close(rs_openat(inbox.descriptor, bytes.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o600))
    let name = try #require(try inbox.names().first)
    #expect(DiskName.bytes(of: name) == bytes.map { CChar(bitPattern: $0) } + [0])
    #expect(DiskName.text(of: bytes) == name)
    #expect(try inbox.read(name) == [])
    try Durable.move(name, from: inbox, to: bench.spool[.done])
    #expect(bench.spool[.done].has(name))
    try bench.spool[.done].removeTree(name)
    #expect(try bench.spool[.done].names() == [])
  }

  @Test func `a name is cut by bytes of the disk, between letters`() {
    #expect(DiskName.prefix("aéb", bytes: 2) == "a")
    #expect(DiskName.prefix("aéb", bytes: 3) == "aé")
    #expect(DiskName.prefix("abc", bytes: 9) == "abc")
    let broken = DiskName.text(of: [0xFF, 0xFE, 0xFD] as [UInt8])
    #expect(DiskName.bytes(of: DiskName.prefix(broken, bytes: 2)).count == 3)
  }

  @Test func `names are listed up to a limit`() throws {
    let bench = try Bench()
    for number in 1...9 { bench.write("", to: "\(number)", in: bench.tmp) }
    #expect(try bench.tmp.names(limit: 4).count == 4)
    #expect(try Set(bench.tmp.names()).count == 9)
  }

  @Test func `a second link is made where the name is free`() throws {
    let bench = try Bench()
    bench.write("still", to: "a", in: bench.tmp)
    #expect(try bench.spool[.done].link("a", of: bench.tmp, as: "b"))
    #expect(try !bench.spool[.done].link("a", of: bench.tmp, as: "b"))
    #expect(bench.text("b", in: bench.spool[.done]) == "still")
  }

  @Test func `what is set aside is kept whole with its reason, however long its name`() throws {
    let bench = try Bench()
    let name = String(repeating: "👨‍👩‍👧‍👦", count: 10)
    bench.write("text", to: name, in: bench.spool[.done])
    let place = try Aside.put(name, from: bench.spool[.done], of: bench.spool, because: "two of them")
    let aside = try bench.spool.own("aside")
    let kept = String(place.dropFirst(".reelspool/aside/".count))
    #expect(bench.text(kept, in: aside) == "text")
    #expect(bench.text(kept + ".reason.txt", in: aside) == "two of them\n")
    #expect(try bench.spool[.done].names() == [])
  }
}
