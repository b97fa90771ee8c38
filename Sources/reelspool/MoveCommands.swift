// The verbs that move things. Each is one rename that anybody could make with mv; they only know the names.
import ArgumentParser
import Farm
import Inbox
import Spool
import Vocabulary

/// Moves a job, saying what was done as the `mv` it is.
private func move(_ name: String, from: JobState, to: JobState, in spool: SpoolFolders) throws {
  do { try Durable.move(name, from: spool[from], to: spool[to]) } catch { throw CommandFault.machine("\(error)") }
  print("\(from.rawValue)/\(name) -> \(to.rawValue)/")
}

/// The stage at which a job that was put away goes on: the earliest that still has something to do.
private func stage(of name: String, in state: JobState, _ spool: SpoolFolders) -> JobState {
  guard let folder = try? spool[state].folder(name) else { return .analyzing }
  if let failed = (try? Document.read(JobTicket.self, "job.json", in: folder))?.failedIn { return failed }
  if folder.has("shots") { return .generating }
  return folder.has("analysis.json") ? .planning : .analyzing
}

struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hold", abstract: "Put a job aside until `resume`.")
  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.", completion: jobCompletion) var job: String

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    guard state != .held else { return print("held/\(name) is held already") }
    try move(name, from: state, to: .held, in: spool)
  }
}

struct CancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Stop a job; what it made so far is kept.")
  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.", completion: jobCompletion) var job: String

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    guard state != .cancelled else { return print("cancelled/\(name) is cancelled already") }
    try move(name, from: state, to: .cancelled, in: spool)
  }
}

struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let a held or cancelled job go on where it was.")
  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.", completion: jobCompletion) var job: String

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    guard state == .held || state == .cancelled else {
      throw CommandFault.wrong("unable to resume \(name): it lies in \(state.rawValue)/, not in held/ or cancelled/")
    }
    let isFinished = (try? spool[state].folder(name))?.has("final.mp4") ?? false
    try move(name, from: state, to: isFinished ? .done : stage(of: name, in: state, spool), in: spool)
  }
}

struct RetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Try a failed job, or the failed shots of a job, again.")
  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.", completion: jobCompletion) var job: String
  @Argument(help: "Only this shot.") var shot: String?
  @Flag(name: .long, help: "Keep the stills, only animate again.") var keepStill = false

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    if state == .failed { return try move(name, from: .failed, to: stage(of: name, in: .failed, spool), in: spool) }
    let folder = try JobFolder(name: name, folder: spool[state].folder(name), state: state)
    let failed = try folder.shots(.failed).names().filter { ShotTicket.shot(ofFile: $0) != nil }.sorted()
    let wanted = try shot.map { [ShotTicket.fileName(try shotName($0))] } ?? failed
    guard !wanted.isEmpty else { throw CommandFault.wrong("unable to retry \(name): nothing in it has failed") }
    for file in wanted { try moveShot(file, in: folder, from: .failed, to: keepStill ? .drawn : .todo) }
  }
}

struct RedoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo", abstract: "Make one shot of a job anew; everything else stays.")
  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.", completion: jobCompletion) var job: String
  @Argument(help: "The shot: shot_05, or 5.") var shot: String
  @Option(name: .long, help: "Why; kept in the take.") var because: String?
  @Flag(name: .long, help: "Keep the still, only animate again.") var keepStill = false

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    let id = try shotName(shot)
    let file = ShotTicket.fileName(id)
    let folder = try JobFolder(name: name, folder: spool[state].folder(name), state: state)
    guard let from = try [ShotState.ready, .failed, .drawn].first(where: { try folder.shots($0).has(file) }) else {
      throw CommandFault.wrong("unable to redo \(id) of \(name): it is in none of shots/ready/, failed/ and drawn/")
    }
    if let because {
      do { try note(because, in: file, of: folder, from, spool) } catch { throw CommandFault.machine("\(error)") }
    }
    try moveShot(file, in: folder, from: from, to: keepStill ? .drawn : .todo)
    guard state == .done else { return }
    if !SpoolLock.isHeld(spool) { complain("no daemon works on the spool now; it is done when one starts") }
    // An old job's shots are not watched, but a job that moves is always seen. The daemon may have been faster.
    do { try Durable.move(name, from: spool[.done], to: spool[.generating]) } catch {
      guard error.kind == .lostRace else { throw CommandFault.machine("\(error)") }
    }
  }

  private func note(_ because: String, in file: String, of job: JobFolder, _ state: ShotState, _ spool: SpoolFolders)
    throws(SpoolError)
  {
    var ticket = try Document.read(ShotTicket.self, file, in: job.shots(state))
    ticket.because = because
    try Durable.replace(Document.encode(ticket), as: file, in: job.shots(state), through: spool.own("tmp"))
  }
}

private func moveShot(_ file: String, in job: JobFolder, from: ShotState, to: ShotState) throws {
  do { try Durable.move(file, from: job.shots(from), to: job.shots(to)) } catch {
    throw error.kind == .lostRace
      ? CommandFault.wrong("unable to move \(file): it is not in shots/\(from.rawValue)/") : .machine("\(error)")
  }
  print("\(job.name)/shots/\(from.rawValue)/\(file) -> \(to.rawValue)/")
}

/// `shot_05` of "shot_05", "5", "05".
func shotName(_ given: String) throws -> String {
  if ShotTicket.shot(ofFile: given + ".json") != nil { return given }
  guard let number = Int(given), number > 0 else {
    throw CommandFault.wrong("unable to understand the shot \(given): it is called shot_05, or 5")
  }
  return Shot.id(number)
}
