import CShim
import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Spool

@Suite struct DurableTests {
  @Test func `a published document is whole, and its draft is gone`() throws {
    let bench = try Bench()
    try Durable.publish(Array("whole".utf8), as: "plan.json", in: bench.spool[.done], through: bench.tmp)
    #expect(bench.text("plan.json", in: bench.spool[.done]) == "whole")
    #expect(try bench.tmp.names() == [])
  }

  @Test func `publishing under a name that is taken changes nothing and leaves nothing`() throws {
    let bench = try Bench()
    bench.write("first", to: "plan.json", in: bench.spool[.done])
    #expect(kind { try Durable.publish([1], as: "plan.json", in: bench.spool[.done], through: bench.tmp) } == .taken)
    #expect(bench.text("plan.json", in: bench.spool[.done]) == "first")
    #expect(try bench.tmp.names() == [])
  }

  @Test func `replacing carries the time that is asked for`() throws {
    let bench = try Bench()
    bench.write("old", to: "job.json", in: bench.spool[.done])
    let due = Instant("2031-05-06T07:08:09.125Z")!
    try Durable.replace(
      Array("new".utf8), as: "job.json", in: bench.spool[.done], through: bench.tmp, modified: due.nanoseconds)
    #expect(bench.text("job.json", in: bench.spool[.done]) == "new")
    #expect(try bench.spool[.done].status("job.json").modified == due.nanoseconds)
    #expect(try bench.tmp.names() == [])
  }

  @Test func `replacing a folder is refused and leaves nothing`() throws {
    let bench = try Bench()
    _ = try bench.spool[.done].folder(making: "x")
    #expect(kind { try Durable.replace([1], as: "x", in: bench.spool[.done], through: bench.tmp) } == .notRegular)
    #expect(try bench.tmp.names() == [])
  }

  @Test func `a move overwrites nothing, neither a file nor a folder`() throws {
    let bench = try Bench()
    bench.write("a", to: "x", in: bench.spool[.held])
    bench.write("b", to: "x", in: bench.spool[.done])
    #expect(kind { try Durable.move("x", from: bench.spool[.held], to: bench.spool[.done]) } == .taken)
    #expect(bench.text("x", in: bench.spool[.held]) == "a")
    #expect(bench.text("x", in: bench.spool[.done]) == "b")
    _ = try bench.spool[.held].folder(making: "job")
    _ = try bench.spool[.done].folder(making: "job")
    #expect(kind { try Durable.move("job", from: bench.spool[.held], to: bench.spool[.done]) } == .taken)
  }

  @Test func `moving what is not there is a lost race`() throws {
    let bench = try Bench()
    #expect(kind { try Durable.move("x", from: bench.spool[.held], to: bench.spool[.done]) } == .lostRace)
  }

  @Test func `one ticket moved by eight threads is moved once`() throws {
    let bench = try Bench()
    for round in 1...20 {
      let name = "shot_\(round).json"
      bench.write("x", to: name, in: bench.spool[.held])
      let kinds = Mutex<[SpoolError.Kind?]>([])
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        let got = kind { try Durable.move(name, from: bench.spool[.held], to: bench.spool[.done]) }
        kinds.withLock { $0.append(got) }
      }
      let all = kinds.withLock { $0 }
      #expect(all.filter { $0 == nil }.count == 1)
      #expect(all.filter { $0 == .lostRace }.count == 7)
    }
    #expect(try bench.spool[.done].names().count == 20)
  }

  @Test func `one name published by eight threads is published once`() throws {
    let bench = try Bench()
    let kinds = Mutex<[SpoolError.Kind?]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      let bytes = Array("\(number)".utf8)
      let got = kind { try Durable.publish(bytes, as: "one", in: bench.spool[.done], through: bench.tmp) }
      kinds.withLock { $0.append(got) }
    }
    #expect(kinds.withLock { $0.filter { $0 == nil }.count } == 1)
    #expect(kinds.withLock { $0.filter { $0 == .taken }.count } == 7)
    #expect(try bench.tmp.names() == [])
  }

  @Test func `a reader beside a writer sees the old document or the new one`() throws {
    let bench = try Bench()
    let old = [UInt8](repeating: 97, count: 20_000)
    let new = [UInt8](repeating: 98, count: 30_000)
    try Durable.publish(old, as: "t", in: bench.spool[.done], through: bench.tmp)
    DispatchQueue.concurrentPerform(iterations: 2) { side in
      for round in 1...50 {
        if side == 0 {
          try? Durable.replace(round % 2 == 0 ? old : new, as: "t", in: bench.spool[.done], through: bench.tmp)
        } else if let seen = try? bench.spool[.done].read("t") {
          #expect(seen == old || seen == new)
        }
      }
    }
  }

  @Test func `a relinked name leads to the new place at once, and no draft stays`() throws {
    let bench = try Bench()
    try Durable.relink("current", to: "cuts/1", in: bench.spool[.done], through: bench.tmp)
    try Durable.relink("current", to: "cuts/2", in: bench.spool[.done], through: bench.tmp)
    var target = [CChar](repeating: 0, count: 64)
    #expect(readlink("\(bench.spool.path)/done/current", &target, 63) == 6)
    #expect(DiskName.text(of: target) == "cuts/2")
    #expect(try bench.spool[.done].names() == ["current"])
  }

  @Test func `the draft of a link never lies beside it, where a crash would leave it`() throws {
    let bench = try Bench()
    let gone = try bench.tmp.folder(making: "gone")
    try bench.tmp.removeTree("gone")
    #expect(kind { try Durable.relink("current", to: "cuts/1", in: bench.spool[.done], through: gone) } == .lostRace)
    #expect(try bench.spool[.done].names() == [])
  }

  @Test func `syncing a tree steps over links and pipes`() throws {
    let bench = try Bench()
    let job = try bench.spool[.done].folder(making: "job")
    bench.write("x", to: "file", in: try job.folder(making: "inner"))
    symlinkat("/nowhere", job.descriptor, "link")
    mkfifoat(job.descriptor, "pipe", 0o600)
    try Durable.syncTree(job)
  }

  @Test func `temporary names never repeat`() {
    let names = (1...1000).map { _ in Durable.temporaryName("x") }
    #expect(Set(names).count == 1000)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "needs root and a mountable tmpfs"))
  func `a full disk is said to be full, and nothing half-written stays`() throws {
    let disk = try SmallDisk()
    let spool = try SpoolFolders.make(at: disk.path + "/spool")
    let tmp = try spool.own("tmp")
    let big = [UInt8](repeating: 1, count: 2 << 20)
    #expect(kind { try Durable.publish(big, as: "big", in: spool[.done], through: tmp) } == .full)
    #expect(try tmp.names() == [])
    #expect(try spool[.done].names() == [])
    try Durable.publish([1], as: "small", in: spool[.done], through: tmp)
    try Durable.move("small", from: spool[.done], to: spool[.held])
    #expect(try SpoolProbe(spool).warnings.count == 1)
  }
}

/// A tmpfs of one megabyte.
final class SmallDisk {
  let path: String

  static let isPossible: Bool = (try? SmallDisk()) != nil

  init() throws {
    var template = Array("/tmp/reelspool-disk-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard mount("none", path, "tmpfs", 0, "size=1m") == 0 else {
      rmdir(path)
      throw SpoolError(.denied, "no mount")
    }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }
}
