import CShim
import Glibc
import Testing

@testable import Inbox
@testable import Spool

@Suite struct BundleContentsTests {
  private func look(_ bench: Bench, _ name: String = "b", rules: InboxRules = InboxRules()) throws -> BundleContents {
    try BundleReader(rules: rules).read(.folder(name), in: bench.inbox)
  }

  @Test func `one song and one concept are complete`() throws {
    let bench = try Bench()
    try bench.dropBundle("b")
    try bench.drop("b/references/lead.png", "png")
    let seen = try look(bench)
    #expect(seen.isComplete && seen.isListed)
    #expect(seen.song?.name == "song.flac")
    #expect(seen.all(.reference).map(\.original) == ["references/lead.png"])
  }

  @Test func `what may still come is missing, not wrong`() throws {
    let bench = try Bench()
    _ = try bench.inbox.folder(making: "b")
    #expect(try look(bench).missing.count == 2)
    try bench.drop("b/concept.txt", "x")
    #expect(try look(bench).missing.count == 1)
    try bench.drop("b/song.flac.part", "la")
    #expect(try look(bench).missing.last!.contains("upload"))
    try bench.drop("b/song.flac", "")
    #expect(try look(bench).missing.first!.contains("empty"))
    #expect(try look(bench).wrong == [])
  }

  @Test func `two songs, two concepts and two concept.json are wrong`() throws {
    let bench = try Bench()
    try bench.dropBundle("b")
    try bench.drop("b/other.mp3", "x")
    #expect(try look(bench).wrong.count == 1)
    try bench.drop("b/concept.md", "x")
    #expect(try look(bench).wrong.count == 2)
    try bench.drop("b/concept.json", "{}")
    try bench.drop("b/CONCEPT.json", "{}")
    #expect(try look(bench).wrong.count == 3)
  }

  @Test func `a text called concept wins over other texts`() throws {
    let bench = try Bench()
    try bench.dropBundle("b")
    try bench.drop("b/README.md", "x")
    #expect(try look(bench).isComplete)
    #expect(try look(bench).concept?.name == "concept.txt")
  }

  @Test func `a single file of no known ending may be the song`() throws {
    let bench = try Bench()
    try bench.drop("b/concept.txt", "x")
    try bench.drop("b/take7", "la")
    #expect(try look(bench).song?.name == "take7")
    try bench.drop("b/take8", "la")
    #expect(try look(bench).song == nil)
  }

  @Test(arguments: ["notes.docx", "cover.png", ".directory", "README.md", "old.zip", "x.pdf", ".song.flac.Xa3b"])
  func `a file that is no song is not taken for one while the song is still coming`(name: String) throws {
    let bench = try Bench()
    try bench.drop("b/concept.txt", "x")
    try bench.drop("b/\(name)", "bytes")
    #expect(try look(bench).song == nil)
    #expect(try !look(bench).isComplete)
  }

  @Test func `a folder in a folder is the bundle, with whatever name, and may hold references`() throws {
    for outer in ["x", "\u{301}x", "a b"] {
      let bench = try Bench()
      try bench.drop("b/\(outer)/concept.txt", "x")
      try bench.drop("b/\(outer)/take7", "la")
      try bench.drop("b/\(outer)/references/r.png", "png")
      try bench.drop("b/.directory", "file manager")
      try bench.drop("b/__MACOSX/._take7", "mac")
      let seen = try look(bench)
      #expect(seen.isComplete, "\(seen)")
      #expect(seen.song?.name == "take7")
      #expect(seen.all(.reference).count == 1)
    }
  }

  @Test func `references alone are no bundle in a folder, nor are two folders`() throws {
    let bench = try Bench()
    try bench.drop("b/references/song.flac", "la")
    #expect(try look(bench).song == nil)
    try bench.drop("b/y/song.flac", "la")
    #expect(try look(bench).song == nil)
  }

  @Test func `links, pipes, hard links and deep folders are wrong`() throws {
    let bench = try Bench()
    try bench.dropBundle("b")
    try bench.drop("b/x/y/z/deep.txt", "x")
    let folder = try bench.inbox.folder("b")
    symlinkat("/etc/passwd", folder.descriptor, "link.txt")
    mkfifoat(folder.descriptor, "pipe", 0o600)
    linkat(folder.descriptor, "song.flac", folder.descriptor, "again.bin", 0)
    let wrong = try look(bench).wrong.joined(separator: "\n")
    for word in ["symbolic link", "pipe", "too deep", "hard link"] { #expect(wrong.contains(word), "\(wrong)") }
  }

  @Test func `what is too large is wrong, by each limit`() throws {
    let bench = try Bench()
    try bench.dropBundle("b", song: "12345", concept: String(repeating: "x", count: 20))
    try bench.drop("b/submit.json", String(repeating: " ", count: 90))
    var rules = InboxRules()
    rules.songBytes = 4
    rules.conceptBytes = 10
    rules.bundleBytes = 50
    #expect(try look(bench, rules: rules).wrong.count == 4)
  }

  @Test func `more files than are listed are wrong, and it is known that not all were seen`() throws {
    let bench = try Bench()
    try bench.dropBundle("b")
    for number in 1...5 { try bench.drop("b/x\(number)", "") }
    var rules = InboxRules()
    rules.members = 4
    let seen = try look(bench, rules: rules)
    #expect(!seen.isListed)
    #expect(seen.wrong.contains { $0.contains("more than 4 files") })
  }

  @Test func `a signature changes with every part of it, and with nothing else`() throws {
    let bench = try Bench()
    try bench.dropBundle("b")
    let first = try look(bench).signature
    #expect(try look(bench).signature == first)
    try bench.drop("b/song.flac", "lo lo")
    let second = try look(bench).signature
    #expect(second != first)
    chmod("\(bench.spool.path)/inbox/b/song.flac", 0o600)
    let third = try look(bench).signature
    #expect(third != second)
    rename("\(bench.spool.path)/inbox/b/song.flac", "\(bench.spool.path)/inbox/b/s.flac")
    #expect(try look(bench).signature != third)
  }
}
