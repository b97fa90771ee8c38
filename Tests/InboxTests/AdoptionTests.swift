import CShim
import Dispatch
import Foundation
import Synchronization
import Testing
import Vocabulary

@testable import Inbox
@testable import Spool

@Suite(.timeLimit(.minutes(2))) struct AdoptionTests {
  @Test func `a folder becomes a job with its bytes, its owner and a name that says what it is`() throws {
    let bench = try Bench()
    let song = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try bench.drop("Night Drive/song.FLAC", song)
    try bench.drop("Night Drive/concept.txt", "A walk.")
    try bench.drop("Night Drive/references/lead.png", "png")
    try bench.drop("Night Drive/lyrics.lrc", "[00:01.00] la")
    try bench.drop("Night Drive/notes.bin", "kept")
    try bench.drop("Night Drive/other.bin", "kept too")
    let job = try #require(try bench.adopt().first?.job)
    let ticket = try bench.ticket(job)
    #expect(job == "night-drive-\(ticket.digest.prefix(8))")
    #expect(bench.names(.analyzing) == [job])
    #expect(ticket.title == "Night Drive")
    #expect(ticket.owner == Owner(uid: getuid(), name: NSUserName()))
    #expect(try bench.job(job).folder("source").read("song.flac") == song)
    #expect(ticket.source.song?.original == "song.FLAC")
    #expect(ticket.source.references.map(\.name) == ["references/reference-1.png"])
    #expect(ticket.source.extras.map(\.original) == ["notes.bin", "other.bin"])
    #expect(ticket.source.lyrics?.bytes == 13)
    #expect(try bench.inbox.names() == [])
    #expect(bench.isTidy)
  }

  @Test func `a song beside a concept of its stem becomes a job`() throws {
    let bench = try Bench()
    try bench.drop("night.flac", "la")
    try bench.drop("night.md", "A walk.")
    #expect(try bench.adopt().first?.isAdopted == true)
    let ticket = try bench.ticket(bench.jobs[0])
    #expect(ticket.source.song?.original == "night.flac")
    #expect(ticket.source.concept?.original == "night.md")
    #expect(ticket.taken.map(\.name) == ["night.flac", "night.md"])
    #expect(try bench.inbox.names() == [])
  }

  @Test func `a pair with names as long as names can be is adopted under its own names`() throws {
    let bench = try Bench()
    let stem = String(repeating: "a", count: 249)
    try bench.drop(stem + ".flac", "la")
    try bench.drop(stem + ".txt", "A walk.")
    let outcome = try #require(try bench.adopt().first)
    #expect(outcome.isAdopted, "\(outcome)")
    #expect(try bench.ticket(bench.jobs[0]).source.song?.original == stem + ".flac")
    #expect(try bench.ticket(bench.jobs[0]).title == stem)
    #expect(try bench.inbox.names() == [])
  }

  @Test func `what a Mac packs beside everything is no part of the bundle`() throws {
    let bench = try Bench()
    try bench.dropBundle("night/x")
    try bench.drop("night/x/references/lead.png", "png")
    try bench.drop("night/__MACOSX/x/references/._lead.png", "fork")
    try bench.drop("night/x/.DS_Store", "finder")
    try bench.run(
      "sh", ["-c", "cd '\(bench.spool.path)/inbox/night' && zip -qr ../mac.zip . && rm -r ../night/__MACOSX/x/*"])
    let outcomes = try bench.adopt()
    #expect(outcomes.count == 2 && outcomes.allSatisfy(\.isAdopted), "\(outcomes)")
    for job in bench.jobs { #expect(try bench.kept(job) == ["A walk by night.", "la la", "png"]) }
  }

  @Test(.enabled(if: getuid() == 0, "needs root to give a bundle to somebody else"))
  func `the owner of the bundle is the owner of the job`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    try bench.run("chown", ["-R", "12345", "\(bench.spool.path)/inbox/night"])
    try bench.dropBundle("night 2")
    #expect(try bench.adopt().count == 2)
    let owners = try bench.jobs.map { try bench.ticket($0).owner }
    #expect(Set(owners.map(\.uid)) == [0, 12345])
    #expect(owners.contains(Owner(uid: 12345, name: "12345")))
  }

  @Test func `prose counts beside options, and options alone may hold it`() throws {
    let bench = try Bench()
    try bench.dropBundle("a")
    try bench.drop("a/concept.json", "{\"fps\":30}")
    try bench.drop("b/song.flac", "la")
    try bench.drop("b/concept.json", "{\"concept\":\"inside\",\"title\":\"  \"}")
    let jobs = try bench.adopt().compactMap(\.job)
    let a = try bench.ticket(jobs[0])
    let b = try bench.ticket(jobs[1])
    #expect(a.source.concept?.name == "concept.txt")
    #expect(a.source.options?.name == "concept.json")
    #expect(a.options.fps == 30)
    #expect(b.source.concept?.name == "concept.json")
    #expect(b.source.options == nil)
    #expect(b.title == "b")
  }

  @Test func `two lyrics and two characters are no trouble: one is used, all are kept`() throws {
    let bench = try Bench()
    try bench.dropBundle("b")
    for name in ["a.lrc", "b.lrc", "character.json", "Character.json", "submit.json", "Submit.json"] {
      try bench.drop("b/\(name)", "{}")
    }
    #expect(try bench.adopt().first?.isAdopted == true)
    #expect(try bench.kept(bench.jobs[0]).count == 8)
  }

  @Test(arguments: [
    Array("a b".utf8), Array("it's \"q\" $(x) `y` \\ %s%n".utf8), Array("line\nend".utf8), Array("🌙 é".utf8),
    Array("-rf".utf8), [UInt8](repeating: 0x61, count: 255), [0x73, 0xFF, 0xFE], Array("\u{301}x".utf8),
    Array(String(repeating: "👨‍👩‍👧‍👦", count: 10).utf8), Array("\u{F7FF}".utf8), Array("x..".utf8),
  ])
  func `any name is adopted, and is data in the ticket`(bytes: [UInt8]) throws {
    let bench = try Bench()
    let name = DiskName.text(of: bytes)
    try bench.dropBundle(name)
    let outcome = try #require(try bench.adopt().first)
    #expect(outcome.isAdopted, "\(outcome)")
    let ticket = try bench.ticket(try #require(outcome.job))
    #expect(disk(ticket.title) == bytes.map { CChar(bitPattern: $0) } + [0])
    #expect(try bench.inbox.names() == [])
    try bench.dropBundle(name)
    #expect(try bench.adopt() == [.duplicate(job: try #require(outcome.job), .analyzing)])
    #expect(try bench.inbox.names().count == 1)
  }

  // MARK: Duplicates

  @Test func `the same bundle is answered where its job lives, with what to do`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    let job = try #require(try bench.adopt().first?.job)
    for (state, words) in [
      (JobState.analyzing, "being worked on"), (.held, "mv held/"), (.failed, "mv failed/"), (.done, "final.mp4"),
    ] {
      if state != .analyzing {
        try Durable.move(job, from: bench.spool[bench.spool.find(job)!], to: bench.spool[state])
      }
      try bench.dropBundle("night")
      #expect(try bench.adopt() == [.duplicate(job: job, state)])
      #expect(try bench.inbox.names() == ["night.duplicate.txt"])
      let answer = String(decoding: try bench.inbox.read("night.duplicate.txt"), as: UTF8.self)
      #expect(answer.contains(words) && answer.contains(job))
    }
    #expect(bench.jobs == [job])
    #expect(bench.isTidy)
  }

  @Test func `a bundle whose job was cancelled becomes a new job`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    let job = try #require(try bench.adopt().first?.job)
    try Durable.move(job, from: bench.spool[.analyzing], to: bench.spool[.cancelled])
    try bench.dropBundle("night")
    #expect(try bench.adopt() == [.adopted(job: job + "-2")])
    try bench.dropBundle("night")
    #expect(try bench.adopt() == [.duplicate(job: job + "-2", .analyzing)])
  }

  @Test func `a deliberate repeat becomes a new job each time`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    let job = try #require(try bench.adopt().first?.job)
    for number in 2...3 {
      try bench.dropBundle("night")
      try bench.drop("night/submit.json", "{\"again\":true}")
      #expect(try bench.adopt() == [.adopted(job: "\(job)-\(number)")])
    }
  }

  @Test(arguments: ["song", "concept", "options", "title", "references"])
  func `what differs in one part is another job`(part: String) throws {
    let bench = try Bench()
    for round in 1...2 {
      let value = { (name: String) in name == part && round == 2 ? "other" : "same" }
      try bench.dropBundle("night", song: value("song"), concept: value("concept"))
      try bench.drop("night/concept.json", value("options") == "same" ? "{}" : "{\"fps\":30}")
      try bench.drop("night/submit.json", "{\"title\":\"\(value("title"))\"}")
      try bench.drop("night/references/r.png", value("references"))
      #expect(try bench.adopt().first?.isAdopted == true)
    }
    #expect(bench.jobs.count == 2)
  }

  @Test func `one bundle dropped twice at once is one job and one duplicate`() throws {
    for _ in 1...5 {
      let bench = try Bench()
      try bench.dropBundle("night")
      try bench.run("sh", ["-c", "cd '\(bench.spool.path)/inbox/night' && zip -q ../night.zip *"])
      let found = BundleFinder(inbox: bench.inbox).bundles(among: try bench.inbox.names())
      let outcomes = Mutex<[AdoptionOutcome]>([])
      DispatchQueue.concurrentPerform(iterations: 2) { index in
        guard let seen = try? BundleReader(rules: InboxRules()).read(found[index].form, in: bench.inbox),
          let outcome = try? bench.adoption().adopt(found[index].form, label: "night", seen: seen, isPatient: false)
        else { return }
        outcomes.withLock { $0.append(outcome) }
      }
      #expect(outcomes.withLock { $0.filter(\.isAdopted).count } == 1, "\(outcomes.withLock { $0 })")
      #expect(outcomes.withLock { $0.count } == 2)
      #expect(bench.jobs.count == 1)
    }
  }

  @Test func `the answer is given though a folder has its name`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    try bench.adopt()
    _ = try bench.inbox.folder(making: "night.duplicate.txt")
    try bench.dropBundle("night")
    #expect(try bench.adopt().count == 1)
    #expect(try bench.inbox.names().sorted() == ["night-2.duplicate.txt", "night.duplicate.txt"])
  }

  // MARK: Changes

  @Test func `what changed since it was judged goes back and is not lost`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    let seen = try BundleReader(rules: InboxRules()).read(.folder("night"), in: bench.inbox)
    try bench.drop("night/song.flac", "longer than before")
    #expect(try bench.adoption().adopt(.folder("night"), label: "night", seen: seen, isPatient: false) == .changed)
    #expect(try bench.inbox.names() == ["night"])
    #expect(bench.jobs == [] && bench.isTidy)
    try bench.drop("x.zip", "one")
    let archive = try BundleReader(rules: InboxRules()).read(.archive("x.zip"), in: bench.inbox)
    try bench.drop("x.zip", "two, longer")
    #expect(try bench.adoption().adopt(.archive("x.zip"), label: "x", seen: archive, isPatient: false) == .changed)
    #expect(try bench.inbox.names().sorted() == ["night", "x.zip"])
  }

  @Test func `a copy of what is not as it was expected is no copy`() throws {
    let bench = try Bench()
    try bench.drop("x", "12345")
    let tmp = try bench.spool.own("tmp")
    var expected = try bench.inbox.status("x")
    expected.size = 4
    #expect(throws: CopyFault.changed) {
      try FileCopy.copy("x", of: bench.inbox, to: "copy", in: tmp, expecting: expected, stop: bench.stop)
    }
    #expect(bench.isTidy)
  }

  @Test func `a pair of which one half is gone gives the other half back`() throws {
    let bench = try Bench()
    try bench.drop("a.flac", "la")
    #expect(throws: SpoolError.self) { try bench.adoption().take(.loose(["a.flac", "a.txt"])) }
    #expect(try bench.inbox.names() == ["a.flac"])
  }

  @Test func `what goes back finds another name where its own was used again`() throws {
    let bench = try Bench()
    try bench.drop("a.flac", "first")
    try bench.drop("a.txt", "first")
    let taken = try bench.adoption().take(.loose(["a.flac", "a.txt"]))
    try bench.drop("a.flac", "second")
    bench.adoption().giveBack(taken)
    #expect(try bench.inbox.names().sorted() == ["2-a.flac", "2-a.txt", "a.flac"])
  }
}
