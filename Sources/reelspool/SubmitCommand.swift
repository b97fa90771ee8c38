import ArgumentParser
import FoundationEssentials
import Glibc
import Spool
import Vocabulary

/// `reelspool submit`: puts a bundle into the inbox whole, by one rename.
struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Put a song and a concept into the inbox.",
    discussion: """
      Give a bundle (a folder or an archive), or a song and a concept file. With --wait the exit status is 0 when the
      film is there, and 1 when the job failed, was cancelled or waits for a person; Ctrl-C ends the waiting, not the
      job.
      """)

  @OptionGroup var place: SpoolOption
  @Argument(help: "A folder, an archive, or a song and a concept file.", completion: .file()) var files: [String]
  @Option(name: .long, help: "What to call it.") var title: String?
  @Option(name: .long, help: "preserve or expand.") var fidelity: String?
  @Option(name: .long, help: "plan or stills: wait in held/ there.") var review: String?
  @Option(name: .long, help: "Chooses among equally good inventions.") var seed: UInt64?
  @Option(name: .long, help: "-100 to 100; higher goes first.") var priority: Int?
  @Option(name: .long, help: "Pixels.") var width: Int?
  @Option(name: .long, help: "Pixels.") var height: Int?
  @Option(name: .long, help: "Whole frames a second.") var fps: Int?
  @Option(name: .long, help: "The most that it may spend, in dollars.") var budget: String?
  @Option(name: .long, help: "Who writes, as the configuration names it.") var writer: String?
  @Option(name: .long, help: "Who draws stills.") var stills: String?
  @Option(name: .long, help: "Who moves them.") var clips: String?
  @Flag(name: .long, help: "Only say what it would cost; nothing is submitted.") var estimate = false
  @Option(name: .long, help: "The configuration with the prices, for --estimate.") var config: String?
  @Flag(name: .long, help: "Make another job though the same one is there already.") var again = false
  @Flag(
    name: .long, help: "Wait until it is done; progress goes to standard error, the film's path to standard output.")
  var wait = false
  @Flag(name: .long, help: "Print JSON: the bundle's path, or with --wait the job (docs/schemas/job.json).")
  var json = false

  /// What the inbox reads from submit.json.
  private struct Submission: Encodable {
    var title, fidelity, review, budget, writer, stills, clips: String?
    var seed: UInt64?
    var priority, width, height, fps: Int?
    var again: Bool?

    var isEmpty: Bool {
      title == nil && fidelity == nil && review == nil && seed == nil && priority == nil && width == nil
        && height == nil && fps == nil && again == nil && budget == nil && writer == nil && stills == nil
        && clips == nil
    }
  }

  func validate() throws {
    if let fidelity, Fidelity(rawValue: fidelity) == nil { throw ValidationError("--fidelity is preserve or expand") }
    if let review, ReviewPoint(rawValue: review) == nil { throw ValidationError("--review is plan or stills") }
    if let budget, Money.read(budget) == nil { throw ValidationError("--budget is an amount in dollars like 2.50") }
    guard (1...2).contains(files.count) else {
      throw ValidationError("give one bundle (a folder or an archive), or a song and a concept file")
    }
  }

  func run() throws {
    if estimate { return try forecast() }
    let spool = try place.open()
    let draft = ".submit-\(getpid()).part"
    let inbox = "\(spool.path)/inbox"
    defer { try? FileManager.default.removeItem(atPath: "\(inbox)/\(draft)") }
    do {
      try copy(to: "\(inbox)/\(draft)")
    } catch let error as CommandFault {
      throw error
    } catch {
      throw CommandFault.machine("unable to copy into \(inbox): \(error.localizedDescription)")
    }
    let name = bundleName()
    // Its inode stays what it is through every rename: by it the job is known again.
    let identity = try? spool[.inbox].status(draft)
    let began = Instant.now
    do { try Durable.move(draft, from: spool[.inbox], to: spool[.inbox], as: name) } catch {
      guard error.kind == .taken else { throw CommandFault.machine("\(error)") }
      throw CommandFault.wrong(
        "unable to submit \(name): the inbox has one of that name already; wait until it is taken")
    }
    if !SpoolLock.isHeld(spool) { complain("no daemon works on \(spool.path) now; it is taken when one starts") }
    guard wait, let identity else { return try say(bundle: "\(inbox)/\(name)") }
    let submitted = SubmittedBundle(spool: spool, name: name, identity: identity, began: began)
    try say(try submitted.finish(), spool)
  }

  private func say(bundle: String) throws {
    guard json else { return print(bundle) }
    standardOutput(try Document.encode(["bundle": bundle]))
  }

  private func say(_ job: JobSummary, _ spool: SpoolFolders) throws {
    let facts = JobFacts(job, in: spool)
    if json { standardOutput(try Document.encode(facts)) } else if let film = facts.film { print(film) }
    guard job.state != .done else { return }
    if let complaint = job.complaint { complain(complaint) }
    throw ExitCode(1)
  }

  func bundleName() -> String {
    let name = files[0].split(separator: "/").last.map(String.init) ?? "bundle"
    guard files.count == 2, let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  private func copy(to draft: String) throws {
    let submission = Submission(
      title: title, fidelity: fidelity, review: review, budget: budget, writer: writer, stills: stills, clips: clips,
      seed: seed, priority: priority, width: width, height: height,
      fps: fps, again: again ? true : nil)
    let manager = FileManager.default
    for file in files where !manager.fileExists(atPath: file) {
      throw CommandFault.wrong("unable to submit \(file): there is no such file or folder")
    }
    var isFolder = false
    _ = manager.fileExists(atPath: files[0], isDirectory: &isFolder)
    if files.count == 1 && !isFolder {
      guard submission.isEmpty else {
        throw CommandFault.wrong("unable to add options to an archive: unpack it and submit the folder")
      }
      return try manager.copyItem(atPath: files[0], toPath: draft)
    }
    if files.count == 1 {
      try manager.copyItem(atPath: files[0], toPath: draft)
    } else {
      try manager.createDirectory(atPath: draft, withIntermediateDirectories: false)
      for file in files {
        let name = file.split(separator: "/").last.map(String.init) ?? "file"
        try manager.copyItem(atPath: file, toPath: "\(draft)/\(name)")
      }
    }
    if !submission.isEmpty { try JSONEncoder().encode(submission).write(to: URL(filePath: "\(draft)/submit.json")) }
  }
}
