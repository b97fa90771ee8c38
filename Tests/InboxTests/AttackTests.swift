import CShim
import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Inbox
@testable import Spool

/// Bundles by somebody who means harm. None may make us open what is not a regular file, follow a link, write outside,
/// or work without an end; and none is refused for its name alone.
@Suite(.timeLimit(.minutes(2))) struct AttackTests {
  /// What can lie in a folder and is no file of its own. Nothing of it can be opened without harm.
  enum Trap: String, CaseIterable {
    case link, dangling, loop, linkToFolder, endless, hard, pipe, socket, character, block

    /// Devices can only be made by root.
    var canBeMade: Bool { geteuid() == 0 || (self != .character && self != .block) }

    func lay(_ name: String, in folder: Folder, secret: String) throws {
      let (place, path) = (folder.descriptor, folder.path + "/" + name)
      let status: Int32 =
        switch self {
        case .link: symlinkat(secret, place, name)
        case .dangling: symlinkat("/nowhere/at/all", place, name)
        case .loop: symlinkat(name, place, name)
        case .linkToFolder: symlinkat("/etc", place, name)
        case .endless: symlinkat("/dev/zero", place, name)
        case .hard: linkat(AT_FDCWD, secret, place, name, 0)
        case .pipe: mkfifoat(place, name, 0o600)
        case .socket: Self.socket(at: path)
        case .character: mknodat(place, name, S_IFCHR | 0o666, 0x105)
        case .block: mknodat(place, name, S_IFBLK | 0o666, 0x700)
        }
      try #require(status == 0, "\(self): \(String(cString: strerror(errno)))")
    }

    private static func socket(at path: String) -> Int32 {
      let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(socket) }
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return -1 }
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }
  }

  private func secret(_ bench: Bench) throws -> String {
    let path = bench.path + "/secret"
    try Data("secret".utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func isHeld(_ bench: Bench) throws -> Bool {
    try bench.jobs.flatMap { try bench.kept($0) }.allSatisfy { !$0.contains("secret") }
  }

  @Test(arguments: Trap.allCases.filter(\.canBeMade))
  func `nothing but a regular file of its own is opened, wherever it lies`(trap: Trap) throws {
    for place in ["song.flac", "concept.txt", "extra.bin", "._leaving", "a/song.flac", "references/face.png"] {
      let bench = try Bench()
      let secret = try secret(bench)
      try bench.dropBundle("night")
      var folder = try bench.inbox.folder("night")
      for part in place.split(separator: "/").dropLast() { folder = try folder.folder(making: String(part)) }
      let name = String(place.split(separator: "/").last!)
      unlinkat(folder.descriptor, name, 0)
      try trap.lay(name, in: folder, secret: secret)
      let outcome = try #require(try bench.adopt().first)
      // A regular file of a machine's leavings is dropped unread; a hard link is a regular file.
      #expect(outcome.reasons != nil || (trap == .hard && place == "._leaving"), "\(trap) as \(place): \(outcome)")
      #expect(try isHeld(bench) && bench.isTidy, "\(trap) as \(place)")
      #expect(try String(contentsOfFile: secret, encoding: .utf8) == "secret")
    }
  }

  @Test(arguments: Trap.allCases.filter(\.canBeMade))
  func `nor is it opened as the bundle itself`(trap: Trap) throws {
    for name in ["night.flac", "night.zip", "night.tar.gz", "night"] {
      let bench = try Bench()
      let secret = try secret(bench)
      if name == "night.flac" { try bench.drop("night.txt", "A walk.") }
      try trap.lay(name, in: bench.inbox, secret: secret)
      let outcomes = try bench.adopt()
      #expect(outcomes.allSatisfy { !$0.isAdopted && $0 != .changed }, "\(trap) as \(name): \(outcomes)")
      #expect(try isHeld(bench) && bench.isTidy)
    }
  }

  @Test func `a sparse giant is refused by its size, unread`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    try #require(truncate(bench.inbox.path + "/night/song.flac", 8 << 30) == 0)
    try bench.drop("x.zip", "PK")
    try #require(truncate(bench.inbox.path + "/x.zip", 8 << 30) == 0)
    let outcomes = try bench.adopt()
    #expect(outcomes.count == 2 && outcomes.allSatisfy { $0.reasons?.joined().contains("larger than") == true })
    #expect(try bench.jobs.flatMap { try bench.kept($0) }.allSatisfy { $0.utf8.count < 1000 })
  }

  @Test func `a song that is swapped all the while is taken whole or not at all`() throws {
    let bench = try Bench()
    let secret = try secret(bench)
    let (one, two) = (String(repeating: "1", count: 300_000), String(repeating: "2", count: 300_000))
    let isOver = Mutex(false)
    let swapper = Thread {
      let folder = bench.inbox.path
      var round = 0
      while !isOver.withLock({ $0 }) {
        round += 1
        let name = "\(folder)/night\(round % 2)"
        unlink("\(name)/next")
        if round % 3 == 0 {
          symlink(secret, "\(name)/next")
        } else {
          try? Data((round % 3 == 1 ? one : two).utf8).write(to: URL(fileURLWithPath: "\(name)/next"))
        }
        rename("\(name)/next", "\(name)/song.flac")
        sched_yield()
      }
    }
    for round in 0..<30 {
      try? bench.dropBundle("night\(round % 2)", song: one, concept: "A walk, number \(round).")
      if round == 0 { swapper.start() }
      // A bundle that moves under our eyes may be gone when it is looked at: an error of that kind is an answer, too.
      _ = try? bench.adopt()
    }
    isOver.withLock { $0 = true }
    while !swapper.isFinished { sched_yield() }
    for job in bench.jobs {
      for text in try bench.kept(job) { #expect(text == one || text == two || text.hasPrefix("A walk"), "\(job)") }
    }
    #expect(bench.isTidy)
  }

  @Test(arguments: [
    Array("\u{1b}[2J\u{1b}]0;pwned\u{07}".utf8), Array("a\u{202e}gnp.exe".utf8),
    Array("\u{2066}x\u{200b}\u{feff}".utf8),
    Array("x\r\nerror: job done".utf8), [0x78, 0x7f, 0xc2, 0x9b, 0x31, 0x6d], [0xe2, 0x82], [0x78, 0xf0, 0x9f, 0x98],
    [0xc0, 0xaf, 0x78], [0xed, 0xa0, 0x80], Array("$(reboot);`id`|&<>'\"*?[a]{b}~#%n%s".utf8), Array("x..".utf8),
  ])
  func `a name is data: adopted as it is, and shown without acting`(bytes: [UInt8]) throws {
    let bench = try Bench()
    let name = DiskName.text(of: bytes)
    try bench.dropBundle(name)
    try bench.drop("\(name)/\(name).bin", "x")
    #expect(try bench.adopt().first?.isAdopted == true)
    let job = try #require(bench.jobs.first)
    #expect(disk(try bench.ticket(job).title) == bytes.map { CChar(bitPattern: $0) } + [0])
    #expect(job.utf8.allSatisfy { $0 == UInt8(ascii: "-") || isalnum(Int32($0)) != 0 }, "\(job)")
    // And where it must be refused, the words about it are plain.
    try bench.drop("other/\(name).mp3", "x")
    try bench.drop("other/\(name).flac", "x")
    _ = try bench.adopt()
    let refused = try #require(bench.names(.failed).first)
    let reason = try bench.reason(refused)
    #expect(
      reason.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || ![.control, .format, .surrogate, .privateUse].contains(scalar.properties.generalCategory)
      }, "\(reason)")
  }

  @Test func `of many files few are looked at`() throws {
    let bench = try Bench()
    try bench.dropBundle("flat")
    try bench.run("sh", ["-c", "cd spool/inbox/flat && seq 3000 | xargs touch"])
    // Neither folders nor leavings are files of the bundle, but each costs a look.
    try bench.dropBundle("broad")
    try bench.run(
      "sh",
      ["-c", "cd spool/inbox/broad && for a in $(seq 60); do mkdir $a; (cd $a; seq -f ._%g 60 | xargs touch); done"])
    for name in ["flat", "broad"] {
      let seen = try BundleReader(rules: InboxRules()).read(.folder(name), in: bench.inbox)
      #expect(seen.looks <= 2100 && seen.members.count <= 201 && !seen.isListed, "\(name): \(seen.looks)")
    }
    #expect(try bench.adopt().allSatisfy { $0.reasons?.joined().contains("more than 200 files") == true })
  }

  @Test(arguments: [
    (
      "a link and a file through it", "t.tar",
      "add(t, 'd', b'', type=tarfile.SYMTYPE, linkname='/tmp'); add(t, 'd/evil')"
    ),
    ("a link over the song", "t.tar", "add(t, 'song.flac', b'', type=tarfile.SYMTYPE, linkname='/etc/passwd')"),
    ("a block device", "t.tar", "add(t, 'd', b'', type=tarfile.BLKTYPE, devmajor=7)"),
    ("a repeated folder and file", "t.tar", "add(t, 'x', b'', type=tarfile.DIRTYPE); add(t, 'x/../song.flac')"),
    ("a name of nothing", "t.tar", "add(t, './.')"),
    ("a name that is too long", "t.tar", "add(t, 'x' * 300)"),
    (
      "a file of 2 GB that is a hole", "t.tar",
      "i = tarfile.TarInfo('hole.bin'); i.size = 1024; i.pax_headers = {'GNU.sparse.major': '0', 'GNU.sparse.minor': '1', "
        + "'GNU.sparse.name': 'hole.bin', 'GNU.sparse.size': str(2 << 30), 'GNU.sparse.numblocks': '1', "
        + "'GNU.sparse.map': '0,1024'}; t.addfile(i, io.BytesIO(b'x' * 1024))"
    ),
  ])
  func `a member that is no plain file of one name refuses the archive`(what: String, name: String, line: String) throws
  {
    let bench = try Bench()
    try bench.python(name, "t = tarfile.open(out, 'w', format=tarfile.PAX_FORMAT); bundle(t)\n\(line)\nt.close()")
    let outcome = try #require(try bench.adopt().first)
    #expect(outcome.reasons != nil, "\(what): \(outcome)")
    #expect(bench.isTidy && !FileManager.default.fileExists(atPath: "/tmp/evil"))
    #expect(try bench.job(bench.jobs[0]).folder("source").names() == ["extras"], "\(what): kept packed")
  }

  @Test func `an archive in an archive stays one, and a name of another system is a name`() throws {
    let bench = try Bench()
    try bench.python(
      "t.tar",
      """
      inner = io.BytesIO(); z = zipfile.ZipFile(inner, 'w', zipfile.ZIP_DEFLATED); z.writestr('../../evil', '0' * 9000000); z.close()
      t = tarfile.open(out, 'w'); bundle(t); add(t, 'more.zip', inner.getvalue()); add(t, 'C:\\\\..\\\\evil.bin'); t.close()
      """)
    #expect(try bench.adopt().first?.isAdopted == true)
    #expect(try bench.kept(bench.jobs[0]).count == 4)
    #expect(try bench.job(bench.jobs[0]).folder("source").folder("extras").names().count == 2)
  }

  @Test func `a few kilobytes that are a hundred copies of one member are stopped at the limit`() throws {
    let bench = try Bench()
    // Entries of the list that all point at one packed member (Fifield, "A better zip bomb", 2019).
    try bench.python(
      "t.zip",
      """
      import zlib
      body = b'0' * 1000000; raw = zlib.compressobj(9, zlib.DEFLATED, -15); packed = raw.compress(body) + raw.flush()
      crc = zlib.crc32(body)
      head = struct.pack('<4s5H3L2H', b'PK\\3\\4', 20, 0, 8, 0, 0, crc, len(packed), len(body), 9, 0) + b'song.flac'
      entries = b''
      for n in range(100):
          name = b'song.flac' if n == 0 else b'song%03d.m' % n
          entries += struct.pack('<4s6H3L5H2L', b'PK\\1\\2', 20, 20, 0, 8, 0, 0, crc, len(packed), len(body), len(name), 0, 0, 0, 0, 0, 0) + name
      f = open(out, 'wb'); f.write(head + packed + entries)
      f.write(struct.pack('<4s4H2LH', b'PK\\5\\6', 0, 0, 100, 100, len(entries), len(head + packed), 0)); f.close()
      """)
    var rules = InboxRules()
    rules.bundleBytes = 10_000_000
    let outcome = try #require(try bench.adopt(rules).first)
    #expect(outcome.reasons != nil, "\(outcome)")
    #expect(bench.isTidy)
    try bench.python("g.tar.gz", "f = gzip.open(out, 'wb', 9)\nfor n in range(40): f.write(bytes(1000000))\nf.close()")
    #expect(try bench.adopt(rules).allSatisfy { !$0.isAdopted })
    #expect(bench.isTidy)
  }
}
