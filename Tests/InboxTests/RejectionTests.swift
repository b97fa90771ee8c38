import CShim
import Foundation
import Testing

@testable import Inbox
@testable import Spool

@Suite(.timeLimit(.minutes(2))) struct RejectionTests {
  private func reject(_ bench: Bench, rules: InboxRules = InboxRules()) throws -> (job: String, reasons: String) {
    let outcome = try #require(try bench.adopt(rules).first)
    let reasons = try #require(outcome.reasons, "\(outcome)")
    return (try #require(outcome.job), reasons.joined(separator: "\n"))
  }

  @Test func `two songs are rejected with both kept, and the inbox is free`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    try bench.drop("night/other.mp3", "lo lo")
    let (job, reasons) = try reject(bench)
    #expect(reasons.contains("2 songs"))
    #expect(bench.names(.failed) == [job])
    #expect(try bench.kept(job) == ["A walk by night.", "la la", "lo lo"])
    #expect(try bench.reason(job).contains("leave one"))
    let ticket = try bench.ticket(job)
    #expect(ticket.failedIn == .analyzing)
    #expect(ticket.lastFailure?.kind == .invalid)
    #expect(ticket.taken.map(\.refused) == [nil])
    #expect(try bench.inbox.names() == [])
    #expect(bench.isTidy)
  }

  @Test(arguments: [
    ("", "empty"), ("  \n", "empty"), ("{", "accepted"), ("caf\u{0}e", "zero bytes"),
  ])
  func `a concept that is none is rejected after it was copied, and everything is kept once`(text: String, word: String)
    throws
  {
    let bench = try Bench()
    try bench.dropBundle("night", concept: text)
    try bench.drop("night/extra.bin", "extra")
    if word == "accepted" { return #expect(try bench.adopt().first?.isAdopted == true) }
    let (job, reasons) = try reject(bench)
    #expect(reasons.contains(word))
    #expect(try bench.kept(job) == [text, "extra", "la la"].sorted())
    #expect(try bench.inbox.names() == [])
  }

  @Test func `a concept that is not UTF-8 is kept byte by byte`() throws {
    let bench = try Bench()
    try bench.drop("night/song.flac", "la")
    try bench.drop("night/concept.txt", [0xFF, 0xFE, 0x41, 0])
    let (job, reasons) = try reject(bench)
    #expect(reasons.contains("UTF-8"))
    #expect(try bench.job(job).folder("source").read("concept.txt") == [0xFF, 0xFE, 0x41, 0])
  }

  @Test func `a concept of two megabytes is rejected and kept`() throws {
    let bench = try Bench()
    try bench.drop("night/song.flac", "la")
    try bench.drop("night/concept.txt", [UInt8](repeating: 0x61, count: 2 << 20))
    let (job, reasons) = try reject(bench)
    #expect(reasons.contains("larger than 16384"))
    #expect(try bench.job(job).folder("source").read("concept.txt").count == 2 << 20)
    #expect(try bench.inbox.names() == [])
  }

  @Test func `a bundle without a song is rejected, and an empty folder goes`() throws {
    let bench = try Bench()
    try bench.drop("a/concept.txt", "x")
    _ = try bench.inbox.folder(making: "b")
    let outcomes = try bench.adopt()
    #expect(outcomes.allSatisfy { $0.reasons != nil })
    #expect(bench.names(.failed).count == 2)
    #expect(try bench.inbox.names() == [])
  }

  @Test func `no link leads out of a bundle: it stays hidden in the inbox, the rest is kept`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    try Data("secret".utf8).write(to: URL(fileURLWithPath: bench.path + "/secret"))
    let folder = try bench.inbox.folder("night")
    symlinkat(bench.path + "/secret", folder.descriptor, "link.bin")
    symlinkat(bench.path, folder.descriptor, "references")
    let (job, reasons) = try reject(bench)
    #expect(reasons.contains("symbolic link"))
    #expect(try bench.kept(job) == ["A walk by night.", "la la"])
    #expect(try bench.inbox.names() == [".refused-night"])
    #expect(
      try bench.inbox.folder(".refused-night").names().sorted() == [
        "concept.txt", "link.bin", "references", "song.flac",
      ])
    #expect(try bench.reason(job).contains(".refused-night"))
    #expect(try bench.ticket(job).taken.map(\.refused) == [true])
    #expect(FileManager.default.fileExists(atPath: bench.path + "/secret"))
  }

  @Test func `a pipe, a socket and a hard link are not opened, and stay`() throws {
    let bench = try Bench()
    for (name, make) in [
      ("pipe", { (folder: Folder) in _ = mkfifoat(folder.descriptor, "song.mp3", 0o600) }),
      ("hard", { folder in _ = linkat(folder.descriptor, "concept.txt", folder.descriptor, "again.bin", 0) }),
    ] {
      try bench.drop("\(name)/concept.txt", "x")
      make(try bench.inbox.folder(name))
      _ = try reject(bench)
      #expect(try bench.inbox.names().contains(".refused-\(name)"))
    }
    mkfifoat(bench.inbox.descriptor, "loose.mp3", 0o600)
    symlinkat("/etc", bench.inbox.descriptor, "etc")
    #expect(try bench.adopt().allSatisfy { $0.reasons != nil })
    #expect(
      try bench.inbox.names().sorted() == [".refused-etc", ".refused-hard", ".refused-loose.mp3", ".refused-pipe"])
  }

  @Test func `a second refused bundle of one name stays beside the first`() throws {
    let bench = try Bench()
    for _ in 1...2 {
      mkfifoat(bench.inbox.descriptor, "x.mp3", 0o600)
      _ = try reject(bench)
    }
    #expect(try bench.inbox.names().sorted() == [".refused-2-x.mp3", ".refused-x.mp3"])
    #expect(bench.names(.failed).count == 2)
  }

  @Test func `of too many files the first are kept and the rest stays`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    for number in 1...9 { try bench.drop("night/x\(number)", "\(number)") }
    var rules = InboxRules()
    rules.members = 5
    let (job, reasons) = try reject(bench, rules: rules)
    #expect(reasons.contains("more than 5"))
    #expect(try bench.kept(job).count == 5)
    #expect(try bench.inbox.names() == [".refused-night"])
    #expect(try bench.inbox.folder(".refused-night").names().count == 11)
  }

  @Test func `a hundred reasons are told in a few lines`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    let folder = try bench.inbox.folder("night")
    for number in 1...100 { symlinkat("x", folder.descriptor, "l\(number)") }
    let (job, reasons) = try reject(bench)
    #expect(reasons.split(separator: "\n").count == 13)
    #expect(try bench.reason(job).contains("and 88 more"))
  }

  /// As another user, where we are root: this thread's right to other people's files is laid down meanwhile.
  @Test(.enabled(if: getuid() == 0, "needs root to become somebody else"))
  func `what may not be read is rejected and stays, once`() throws {
    let bench = try Bench()
    try bench.dropBundle("closed")
    try bench.dropBundle("file")
    try bench.drop("file/notes.bin", "x")
    chmod("\(bench.spool.path)/inbox/closed", 0o700)
    chmod("\(bench.spool.path)/inbox/file/notes.bin", 0o600)
    try bench.run("chmod", ["-R", "o+rwX", bench.path])
    chmod("\(bench.spool.path)/inbox/closed", 0o700)
    chmod("\(bench.spool.path)/inbox/file/notes.bin", 0o600)
    let outcomes = try asNobody { try bench.adopt() }
    #expect(outcomes.count == 2 && outcomes.allSatisfy { $0.reasons != nil }, "\(outcomes)")
    #expect(try bench.inbox.names().sorted() == [".refused-closed", ".refused-file"])
    let jobs = outcomes.compactMap(\.job)
    #expect(try bench.reason(jobs[0]).contains("chmod"))
    #expect(try bench.kept(jobs[1]) == ["A walk by night.", "la la"])
    #expect(try bench.ticket(jobs[1]).owner.uid == 0)
  }

  @Test(.enabled(if: getuid() == 0, "needs root to become somebody else"))
  func `what is accepted but may not be removed stays hidden, and a later start removes it`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    try bench.run("chmod", ["-R", "o+rwX", bench.path])
    chmod("\(bench.spool.path)/inbox/night", 0o755)
    let outcomes = try asNobody { try bench.adopt() }
    #expect(outcomes.first?.isAdopted == true, "\(outcomes)")
    #expect(try bench.inbox.names() == [".adopted-night"])
    try bench.adoption().recover()
    #expect(try bench.inbox.names() == [])
    #expect(bench.jobs.count == 1)
  }

  /// setfsuid(2) is of this thread alone, and takes root's rights over files with it.
  private func asNobody<Value>(_ body: () throws -> Value) throws -> Value {
    typealias Call = @convention(c) (UInt32) -> Int32
    let become = unsafeBitCast(try #require(dlsym(nil, "setfsuid")), to: Call.self)
    _ = become(65_534)
    defer { _ = become(0) }
    return try body()
  }
}
