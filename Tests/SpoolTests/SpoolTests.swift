import CShim
import Glibc
import Testing

@testable import Spool

@Suite struct SpoolFoldersTests {
  @Test func `a spool is made whole, and made again without harm`() throws {
    let bench = try Bench()
    bench.write("x", to: "kept", in: bench.spool[.done])
    let again = try SpoolFolders.make(at: bench.spool.path)
    #expect(bench.text("kept", in: again[.done]) == "x")
    for state in JobState.allCases {
      #expect(try again[state].status().mode & 0o7777 == 0o2770)
    }
    #expect(try again.root.status().mode & 0o7777 == 0o2770)
    for name in ["tmp", "aside", "ledger"] { _ = try again.own(name) }
  }

  @Test func `a folder that is no spool is not opened, and the error says what to do`() throws {
    let bench = try Bench()
    #expect(kind { _ = try SpoolFolders.open(bench.path) } == .unusable)
    #expect(kind { _ = try SpoolFolders.open(bench.path + "/missing") } == .lostRace)
  }

  @Test func `a job is found wherever it lies, and nowhere else`() throws {
    let bench = try Bench()
    #expect(bench.spool.find("job") == nil)
    for state in JobState.holdingJobs {
      _ = try bench.spool[state].folder(making: "job")
      #expect(bench.spool.find("job") == state)
      try bench.spool[state].removeTree("job")
    }
    _ = try bench.spool[.inbox].folder(making: "job")
    bench.write("", to: "job", in: bench.spool[.done])
    symlinkat("..", bench.spool[.held].descriptor, "job")
    #expect(bench.spool.find("job") == nil)
    for name in ["", ".", "..", "../done", "a/b"] { #expect(bench.spool.find(name) == nil) }
  }

  @Test func `of a job in two working folders the later counts`() throws {
    let bench = try Bench()
    _ = try bench.spool[.planning].folder(making: "job")
    _ = try bench.spool[.generating].folder(making: "job")
    #expect(bench.spool.find("job") == .generating)
    _ = try bench.spool[.done].folder(making: "job")
    #expect(bench.spool.find("job") == .done)
  }

  @Test func `a state folder that was replaced is noticed`() throws {
    let bench = try Bench()
    #expect(bench.spool.isIntact())
    rename("\(bench.spool.path)/held", "\(bench.spool.path)/old")
    #expect(!bench.spool.isIntact())
    mkdir("\(bench.spool.path)/held", 0o770)
    #expect(!bench.spool.isIntact())
    rmdir("\(bench.spool.path)/held")
    rename("\(bench.spool.path)/old", "\(bench.spool.path)/held")
    #expect(bench.spool.isIntact())
  }

  @Test func `the probe leaves nothing behind`() throws {
    let bench = try Bench()
    _ = try SpoolProbe(bench.spool)
    #expect(try bench.tmp.names() == [])
  }
}

@Suite struct SpoolLockTests {
  @Test func `a second daemon is refused and told who holds the spool`() throws {
    let bench = try Bench()
    let first = try SpoolLock(bench.spool)
    #expect(SpoolLock.isHeld(bench.spool))
    do {
      _ = try SpoolLock(bench.spool)
      Issue.record("two locks")
    } catch {
      #expect(error.kind == .unusable)
      #expect(error.message.contains("process \(getpid())"))
    }
    withExtendedLifetime(first) {}
  }

  @Test func `a refused lock closes its own descriptor, once`() throws {
    let bench = try Bench()
    let first = try SpoolLock(bench.spool)
    for _ in 1...5 {
      _ = try? SpoolLock(bench.spool)
      // Were the refused one's number closed twice, this one would be closed under us.
      let mine = open("/dev/null", O_RDONLY)
      #expect(fcntl(mine, F_GETFD) >= 0)
      close(mine)
    }
    #expect(SpoolLock.isHeld(bench.spool))
    withExtendedLifetime(first) {}
  }

  @Test func `the lock goes with its holder`() throws {
    let bench = try Bench()
    #expect(!SpoolLock.isHeld(bench.spool))
    do { _ = try SpoolLock(bench.spool) }
    #expect(!SpoolLock.isHeld(bench.spool))
    _ = try SpoolLock(bench.spool)
  }
}

@Suite struct JobFolderTests {
  private func make(_ bench: Bench, _ state: JobState) throws -> JobFolder {
    _ = try bench.spool[state].folder(making: "job")
    return try JobFolder.open("job", in: bench.spool)
  }

  @Test func `a job that was moved is no longer where it was, and can still be written`() throws {
    let bench = try Bench()
    let job = try make(bench, .analyzing)
    #expect(job.isStill(in: .analyzing, of: bench.spool))
    try Durable.move("job", from: bench.spool[.analyzing], to: bench.spool[.held])
    #expect(!job.isStill(in: .analyzing, of: bench.spool))
    try Durable.publish([65], as: "late", in: job.folder, through: bench.tmp)
    #expect(bench.text("late", in: try bench.spool[.held].folder("job")) == "A")
  }

  @Test func `another folder of the same name is not the job`() throws {
    let bench = try Bench()
    let job = try make(bench, .analyzing)
    try Durable.move("job", from: bench.spool[.analyzing], to: bench.spool[.held])
    _ = try bench.spool[.analyzing].folder(making: "job")
    #expect(!job.isStill(in: .analyzing, of: bench.spool))
    #expect(kind { try job.move(to: .planning, in: bench.spool) } == .lostRace)
    #expect(try bench.spool[.planning].names() == [])
  }

  @Test func `a move that a person forestalled is a lost race`() throws {
    let bench = try Bench()
    let job = try make(bench, .analyzing)
    try Durable.move("job", from: bench.spool[.analyzing], to: bench.spool[.cancelled])
    #expect(kind { try job.move(to: .planning, in: bench.spool) } == .lostRace)
    #expect(bench.spool.find("job") == .cancelled)
    #expect(kind { _ = try JobFolder.open("nobody", in: bench.spool) } == .lostRace)
  }

  @Test func `a move to where the name is taken leaves both`() throws {
    let bench = try Bench()
    let job = try make(bench, .analyzing)
    _ = try bench.spool[.planning].folder(making: "job")
    #expect(kind { try job.move(to: .planning, in: bench.spool) } == .taken)
    #expect(job.isStill(in: .analyzing, of: bench.spool))
  }

  @Test func `the shot folders are made once and opened`() throws {
    let bench = try Bench()
    let job = try make(bench, .generating)
    _ = try job.folder.folder(making: "shots")
    #expect(try job.allShots().count == ShotState.allCases.count)
    _ = try job.shots(.todo)
  }
}
