import CShim
import Dispatch
import Foundation
import Media
import Synchronization
import Testing

@testable import Inbox
@testable import Spool

/// A spool of its own for one test, with an inbox to drop things into. Removed at the end.
final class Bench: Sendable {
  let path: String
  let spool: SpoolFolders
  let names: NameBook
  let stop = Stop()

  init(at place: String = "/tmp") throws {
    var template = Array("\(place)/reelspool-inbox-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    spool = try SpoolFolders.make(at: "\(path)/spool")
    names = NameBook(spool)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var inbox: Folder { spool[.inbox] }

  // MARK: Dropping

  /// Writes a file as a person would; parts before a slash are folders.
  func drop(_ name: String, _ bytes: [UInt8], in folder: Folder? = nil) throws {
    var place = folder ?? inbox
    for part in pathParts(name).dropLast() { place = try place.folder(making: part) }
    let file = rs_openat(place.descriptor, disk(pathParts(name).last!), O_WRONLY | O_CREAT | O_TRUNC, 0o660)
    try #require(file >= 0, "\(name): \(String(cString: strerror(errno)))")
    var rest = bytes[...]
    while !rest.isEmpty { rest = rest.dropFirst(rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }) }
    close(file)
  }

  func drop(_ name: String, _ text: String) throws { try drop(name, Array(text.utf8)) }

  /// A complete bundle as a folder, which is never seen half: a machine with much to do may pause anywhere.
  func dropBundle(_ name: String, song: String = "la la", concept: String = "A walk by night.") throws {
    let draft = Durable.temporaryName(".draft")
    try drop("\(draft)/song.flac", song)
    try drop("\(draft)/concept.txt", concept)
    var place = inbox
    for part in pathParts(name).dropLast() { place = try place.folder(making: part) }
    try Durable.move(draft, from: inbox, to: place, as: pathParts(name).last!)
  }

  /// Runs a program in the bench's folder; it must succeed.
  func run(_ program: String, _ arguments: [String]) throws {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    child.arguments = [program] + arguments
    child.currentDirectoryURL = URL(fileURLWithPath: path)
    child.standardOutput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    try child.run()
    child.waitUntilExit()
    try #require(child.terminationStatus == 0, "\(program) \(arguments)")
  }

  // MARK: Adopting

  func adoption(_ rules: InboxRules = InboxRules()) -> Adoption {
    Adoption(spool: spool, rules: rules, names: names, unpacker: Unpacker(stop: stop))
  }

  /// Adopts every bundle that is in the inbox now, one after the other.
  @discardableResult
  func adopt(_ rules: InboxRules = InboxRules(), isPatient: Bool = false) throws -> [AdoptionOutcome] {
    try BundleFinder(inbox: inbox).bundles(among: inbox.names()).map { bundle in
      let seen = try BundleReader(rules: rules).read(bundle.form, in: inbox)
      return try adoption(rules).adopt(bundle.form, label: bundle.title, seen: seen, isPatient: isPatient)
    }
  }

  // MARK: Looking

  func names(_ state: JobState) -> [String] { ((try? spool[state].names()) ?? []).sorted() }

  /// Every job there is.
  var jobs: [String] { JobState.holdingJobs.flatMap { names($0) } }

  func job(_ name: String) throws -> Folder { try spool[try #require(spool.find(name))].folder(name) }

  func ticket(_ name: String) throws -> JobTicket { try Document.read(JobTicket.self, "job.json", in: job(name)) }

  func reason(_ name: String) throws -> String { String(decoding: try job(name).read("reason.txt"), as: UTF8.self) }

  /// The bytes of every file in a job's source/, sorted: whatever they are called there.
  func kept(_ name: String) throws -> [String] {
    func all(_ folder: Folder) throws -> [String] {
      try folder.names().flatMap { name -> [String] in
        if try folder.status(name).form == .folder { return try all(folder.folder(name)) }
        return [String(decoding: try folder.read(name), as: UTF8.self)]
      }
    }
    return try all(job(name).folder("source")).sorted()
  }

  var isTidy: Bool { ((try? spool.own("tmp").names()) ?? ["?"]).isEmpty }
}

/// A lane on a bench, and what it reports, waited for.
final class Lane: Sendable {
  let lane: InboxLane
  private let bench: Bench
  private let stop: Stop
  private let reports = Mutex<[InboxReport]>([])
  private let arrived = DispatchSemaphore(value: 0)

  /// Settles at once, and has patience with a test that writes its files slowly.
  static let quick: InboxRules = {
    var rules = InboxRules()
    rules.settle = 0.05
    rules.patience = 50
    rules.pause = 0.2
    return rules
  }()

  static let impatient: InboxRules = {
    var rules = Lane.quick
    rules.patience = 0.3
    return rules
  }()

  init(_ bench: Bench, _ rules: InboxRules = Lane.quick) {
    self.bench = bench
    stop = bench.stop
    let relay = Relay()
    lane = InboxLane(bench.spool, rules: rules, stop: bench.stop) { relay.pass($0) }
    relay.to = { [unowned self] report in
      reports.withLock { $0.append(report) }
      arrived.signal()
    }
    lane.start()
  }

  deinit { finish() }

  /// A complete bundle that appears by one rename, and the news of that.
  func dropWhole(_ name: String) throws {
    try bench.dropBundle(name)
    lane.wake(renamedIn: name)
  }

  func finish() {
    stop.ask()
    lane.finish()
  }

  /// Waits for the next report; every earlier one is in the answer too.
  @discardableResult func next() -> [InboxReport] {
    arrived.wait()
    return all
  }

  var all: [InboxReport] { reports.withLock { $0 } }
}

/// Passes reports on to whom it is told later.
private final class Relay: Sendable {
  private let target = Mutex<(@Sendable (InboxReport) -> Void)?>(nil)
  var to: (@Sendable (InboxReport) -> Void)? {
    get { target.withLock { $0 } }
    set { target.withLock { $0 = newValue } }
  }
  func pass(_ report: InboxReport) { to?(report) }
}

extension InboxReport {
  /// One word and the job, for comparing.
  var word: String {
    switch self {
    case .adopted: "adopted"
    case .duplicate: "duplicate"
    case .rejected: "rejected"
    case .unable: "unable"
    }
  }
  var job: String? {
    switch self {
    case .adopted(let job, _), .duplicate(let job, _, _), .rejected(let job, _, _): job
    case .unable: nil
    }
  }
}

extension AdoptionOutcome {
  var job: String? {
    switch self {
    case .adopted(let job), .duplicate(let job, _), .rejected(let job, _): job
    case .changed, .incomplete: nil
    }
  }
  var reasons: [String]? {
    if case .rejected(_, let reasons) = self { return reasons }
    return nil
  }
  var isAdopted: Bool {
    if case .adopted = self { return true }
    return false
  }
}

extension Bench {
  /// Makes an archive of that name in the inbox by Python: its path is `out`; `add` adds a member to a tar, `bundle` a
  /// song and a concept.
  func python(_ name: String, _ text: String) throws {
    let begin = """
      import tarfile, zipfile, io, struct, gzip
      out = '\(spool.path)/inbox/\(name)'
      def add(t, name, body=b'x', **more):
          i = tarfile.TarInfo(name); i.size = len(body)
          for k, v in more.items(): setattr(i, k, v)
          t.addfile(i, io.BytesIO(body))
      def bundle(t):
          add(t, 'song.flac', b'la la'); add(t, 'concept.txt', b'A walk.')

      """
    try run("python3", ["-c", begin + text])
  }
}
