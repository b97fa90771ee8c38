import ArgumentParser
import Farm
import Glibc
import Spool

/// `reelspool prune`: gives disk back from jobs that have come to rest.
struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Free disk in jobs of done/, failed/ and cancelled/.",
    discussion: """
      Nothing else deletes what a film was made from, and nothing runs this by itself. --keep scenes drops earlier cuts
      and takes that no cut uses; --keep final drops all clips and stills, too, and keeps the film, its pictures, the
      documents and the bundle; --keep nothing removes the jobs. A scene can be redone after each of the first two.
      """)

  @OptionGroup var place: SpoolOption
  @Argument(help: "Only these jobs; all that are old enough without.", completion: jobCompletion) var jobs: [String] =
    []
  @Option(name: .long, help: "Only jobs in which nothing was done for so long: 45s, 90m, 12h, 30d, 2w.")
  var older: String?
  @Option(
    name: .long, help: "What is kept: scenes, final or nothing.", completion: .list(PruneKeep.allCases.map(\.rawValue)))
  var keep = PruneKeep.scenes.rawValue
  @Flag(name: .long, help: "Only say what would go.") var dryRun = false
  @Flag(name: .long, help: "Print JSON (docs/schemas/prune.json).") var json = false

  func validate() throws {
    if let older, span(older) == nil { throw ValidationError("--older is 45s, 90m, 12h, 30d or 2w, not \(older)") }
    guard older != nil || !jobs.isEmpty else { throw ValidationError("say --older 30d, or name the jobs") }
    guard PruneKeep(rawValue: keep) != nil else { throw ValidationError("--keep is scenes, final or nothing") }
  }

  func run() throws {
    let spool = try place.open()
    var answer = PruneAnswer(dryRun: dryRun, keep: keep)
    let pruning = Pruning(spool, keep: PruneKeep(rawValue: keep) ?? .scenes, isRehearsal: dryRun)
    if !dryRun { try? pruning.clearLeftovers() }
    for (name, state) in try wanted(spool) {
      do {
        guard let pruned = try pruning.prune(name, in: state) else { continue }
        answer.jobs.append(pruned)
        answer.freed += pruned.freed
      } catch {
        answer.skipped.append(PruneAnswer.Skipped(job: name, why: "\(error)"))
        answer.isFaulty = answer.isFaulty || error.kind != .lostRace
      }
    }
    if json { standardOutput(try Document.encode(answer)) } else { say(answer) }
    if answer.isFaulty { throw ExitCode(111) }
  }

  private func wanted(_ spool: SpoolFolders) throws -> [(String, JobState)] {
    let named = try jobs.map { try findJob($0, in: spool) }
    for (name, state) in named where !Pruning.states.contains(state) {
      throw CommandFault.wrong(
        "unable to prune \(name): it lies in \(state.rawValue)/; only jobs in done/, failed/ and cancelled/ are pruned")
    }
    let all = Pruning.states.flatMap { state in
      ((try? spool[state].names()) ?? []).filter { !$0.hasPrefix(".") }.sorted().map { ($0, state) }
    }
    let limit = Instant.now + -(older.flatMap(span) ?? 0)
    return (named.isEmpty ? all : named.map { ($0.name, $0.state) }).filter { name, state in
      guard older != nil else { return true }
      guard let folder = try? spool[state].folder(name) else { return false }
      return Pruning.lastTouched(folder) <= limit
    }
  }

  private func say(_ answer: PruneAnswer) {
    for job in answer.jobs { print("\(bytes(job.freed).leading(9))  \(job.state.rawValue)/\(job.job)") }
    for skipped in answer.skipped { complain("left alone: \(skipped.why)") }
    let verb = dryRun ? "would be freed" : "freed"
    print(
      "\(answer.freed) bytes (\(bytes(answer.freed))) \(verb) in \(answer.jobs.count) \(answer.jobs.count == 1 ? "job" : "jobs")"
    )
  }
}

extension String {
  /// Filled up with spaces in front to at least `width` characters.
  func leading(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

/// What was pruned, as scripts read it (docs/schemas/prune.json).
struct PruneAnswer: Encodable {
  struct Skipped: Encodable {
    var job: String
    var why: String
  }
  var dryRun: Bool
  var keep: String
  /// Bytes.
  var freed: Int64 = 0
  var jobs: [PrunedJob] = []
  var skipped: [Skipped] = []
  /// The disk refused something.
  var isFaulty = false

  init(dryRun: Bool, keep: String) {
    self.dryRun = dryRun
    self.keep = keep
  }

  enum CodingKeys: String, CodingKey { case dryRun, keep, freed, jobs, skipped }
}
