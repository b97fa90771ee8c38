import Foundation
import Media
import Testing

@testable import Inbox
@testable import Spool

/// Archives made here by the programs that people use, and by Python where these refuse to make them.
@Suite(.timeLimit(.minutes(2))) struct UnpackerTests {
  private func adopt(_ bench: Bench, rules: InboxRules = InboxRules(), isPatient: Bool = false) throws
    -> AdoptionOutcome
  {
    try #require(try bench.adopt(rules, isPatient: isPatient).first)
  }

  /// A folder `pack` beside the spool, with a bundle in it.
  private func pack(_ bench: Bench, inside: String = "") throws {
    let folder = try Folder.open(bench.path).folder(making: "pack")
    try bench.drop("\(inside)song.flac", Array("la la".utf8), in: folder)
    try bench.drop("\(inside)concept.txt", Array("A walk.".utf8), in: folder)
  }

  @Test(arguments: ["zip", "tar", "tar.gz", "tgz"]) func `an archive is adopted like the folder in it`(ending: String)
    throws
  {
    let bench = try Bench()
    try pack(bench)
    let archive = "\(bench.spool.path)/inbox/night.\(ending)"
    if ending == "zip" {
      try bench.run("sh", ["-c", "cd pack && zip -q '\(archive)' song.flac concept.txt"])
    } else {
      try bench.run("tar", ["-C", "pack", ending == "tar" ? "-cf" : "-czf", archive, "."])
    }
    let outcome = try adopt(bench)
    #expect(outcome.isAdopted, "\(outcome)")
    #expect(try bench.kept(bench.jobs[0]) == ["A walk.", "la la"])
    #expect(try bench.ticket(bench.jobs[0]).title == "night")
    #expect(try bench.job(bench.jobs[0]).names().sorted() == ["job.json", "source"])
    #expect(try bench.inbox.names() == [])
    #expect(bench.isTidy)
  }

  @Test func `a folder in an archive is the bundle`() throws {
    let bench = try Bench()
    try pack(bench, inside: "night drive/")
    try bench.run("sh", ["-c", "cd pack && zip -qr '\(bench.spool.path)/inbox/x.zip' 'night drive'"])
    #expect(try adopt(bench).isAdopted)
    #expect(try bench.kept(bench.jobs[0]) == ["A walk.", "la la"])
  }

  @Test(arguments: [
    ("add(t, '../evil')", "climbs"), ("add(t, '/tmp/reelspool-evil')", "climbs"), ("add(t, 'a/../../evil')", "climbs"),
    ("add(t, '..\\u0338/x')", "accepted"),
    ("add(t, 'l', b'', type=tarfile.SYMTYPE, linkname='/etc/passwd')", "no regular file"),
    ("add(t, 'l', b'', type=tarfile.LNKTYPE, linkname='song.flac')", "no regular file"),
    ("add(t, 'p', b'', type=tarfile.FIFOTYPE)", "no regular file"),
    ("add(t, 'd', b'', type=tarfile.CHRTYPE, devmajor=1, devminor=5)", "no regular file"),
    ("add(t, 'song.flac', b'other')", "twice"), ("add(t, 'a'); add(t, 'a/b')", "below a file"),
    ("add(t, 'a/b/c/d/e')", "too deep"), ("[add(t, f'x{n}') for n in range(201)]", "more than 200"),
  ])
  func `a hostile member is refused and nothing is written outside`(line: String, expected: String) throws {
    let bench = try Bench()
    try bench.python("x.tar", "t = tarfile.open(out, 'w'); bundle(t)\n\(line)\nt.close()")
    let before = try Data(contentsOf: URL(fileURLWithPath: "\(bench.spool.path)/inbox/x.tar"))
    let outcome = try adopt(bench)
    if expected == "accepted" { return #expect(outcome.isAdopted, "\(outcome)") }
    #expect(outcome.reasons?.joined().contains(expected) == true, "\(outcome)")
    let job = try bench.job(bench.jobs[0])
    #expect(try job.names().sorted() == ["job.json", "reason.txt", "source"])
    #expect(try job.folder("source").names() == ["extras"])
    #expect(Data(try job.folder("source").folder("extras").read("extra-1.tar")) == before)
    #expect(try bench.ticket(bench.jobs[0]).source.extras.map(\.original) == ["x.tar"])
    #expect(try bench.inbox.names() == [])
    #expect(bench.isTidy)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/reelspool-evil"))
  }

  /// A slash with an accent behind it is one letter to Swift and a slash to the kernel.
  @Test func `a path that hides its slash behind an accent does not climb`() throws {
    let bench = try Bench()
    try bench.python(
      "x.tar",
      "t = tarfile.open(out, 'w'); bundle(t); add(t, '../\\u0301evil'); add(t, '/\\u0301evil'); t.close()")
    #expect(try adopt(bench).reasons?.first?.contains("climbs") == true)
    #expect(!FileManager.default.fileExists(atPath: "/\u{301}evil"))
  }

  /// bsdtar takes an mtree(5) list for an archive, and would pack the files that it names.
  @Test(arguments: [false, true]) func `a list of other files on this machine does not bring them in`(isPacked: Bool)
    throws
  {
    let bench = try Bench()
    let secret = bench.path + "/secret.txt"
    try Data("secret".utf8).write(to: URL(fileURLWithPath: secret))
    let list =
      "#mtree\\n./song.flac type=file mode=0644 contents=\(secret)\\n./concept.txt type=file mode=0644 contents=\(secret)\\n"
    let opened = isPacked ? "__import__('gzip').open(out, 'wb')" : "open(out, 'wb')"
    try bench.python(isPacked ? "x.tar.gz" : "x.tar", "f = \(opened); f.write(b'\(list)'); f.close()")
    let outcome = try adopt(bench)
    #expect(outcome.reasons != nil, "\(outcome)")
    for text in try bench.kept(bench.jobs[0]) { #expect(!text.contains("secret\n") && text != "secret") }
  }

  @Test func `a bomb is stopped at the limit, and is kept packed`() throws {
    let bench = try Bench()
    try bench.python(
      "x.zip",
      "z = zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED); z.writestr('song.flac', b'0' * 20_000_000)\nz.writestr('concept.txt', 'x'); z.close()"
    )
    var rules = InboxRules()
    rules.bundleBytes = 1_000_000
    let outcome = try adopt(bench, rules: rules)
    #expect(outcome.reasons?.first?.contains("more than 1000000 bytes") == true, "\(outcome)")
    #expect(try bench.ticket(bench.jobs[0]).source.extras.count == 1)
    #expect(bench.isTidy)
  }

  @Test func `an archive that is itself too large stays where it is, hidden`() throws {
    let bench = try Bench()
    try bench.drop("x.zip", [UInt8](repeating: 1, count: 2000))
    var rules = InboxRules()
    rules.bundleBytes = 1000
    #expect(try adopt(bench, rules: rules).reasons?.first?.contains("larger than 1000") == true)
    #expect(try bench.inbox.names() == [".refused-x.zip"])
    #expect(try bench.reason(bench.jobs[0]).contains(".refused-x.zip"))
  }

  @Test(arguments: ["zip", "tar.gz", "tar"]) func `an archive that was cut off waits, then is rejected and kept`(
    ending: String
  ) throws {
    let bench = try Bench()
    try pack(bench)
    try bench.drop(
      "filler", (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 5) }, in: Folder.open(bench.path + "/pack"))
    let whole = "\(bench.path)/x.\(ending)"
    if ending == "zip" {
      try bench.run("sh", ["-c", "cd pack && zip -q0 '\(whole)' filler song.flac concept.txt"])
    } else {
      try bench.run(
        "sh", ["-c", "cd pack && tar -c\(ending == "tar" ? "" : "z")f '\(whole)' filler song.flac concept.txt"])
    }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: whole)))
    for cut in [1, bytes.count / 3, bytes.count / 2] {
      try bench.drop("x.\(ending)", Array(bytes[..<cut]))
      #expect(try adopt(bench, isPatient: true) == .incomplete)
      #expect(try bench.inbox.names() == ["x.\(ending)"])
      let outcome = try adopt(bench)
      #expect(outcome.reasons != nil)
      #expect(try bench.ticket(try #require(outcome.job)).source.extras.first?.bytes == UInt64(cut))
      #expect(try bench.inbox.names() == [])
    }
    try bench.drop("x.\(ending)", bytes)
    #expect(try adopt(bench, isPatient: true).isAdopted)
  }

  @Test func `a name that is not UTF-8, and an archive with a password`() throws {
    let bench = try Bench()
    try bench.python(
      "a.tar",
      "t = tarfile.open(out, 'w', format=tarfile.GNU_FORMAT); add(t, 's\\udcff.mp3', b'la'); add(t, 'concept.txt'); t.close()"
    )
    #expect(try adopt(bench).isAdopted)
    #expect(try bench.ticket(bench.jobs[0]).source.song?.original == "s\u{F7FF}.mp3")
    try pack(bench)
    try bench.run("sh", ["-c", "cd pack && zip -q -P secret '\(bench.spool.path)/inbox/b.zip' song.flac concept.txt"])
    #expect(try adopt(bench).reasons != nil)
    #expect(bench.names(.failed).count == 1)
  }

  @Test func `a stop while unpacking puts the archive back`() throws {
    let bench = try Bench()
    try pack(bench)
    try bench.run("sh", ["-c", "cd pack && zip -q '\(bench.spool.path)/inbox/b.zip' song.flac concept.txt"])
    bench.stop.ask()
    #expect(throws: SpoolError.self) { try bench.adopt() }
    #expect(try bench.inbox.names() == ["b.zip"])
    #expect(bench.isTidy)
  }
}
