import ArgumentParser
import Glibc
import Spool

/// `reelspool watch`: live progress of the jobs that are being worked on.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Show the progress of one job, or of all that are being worked on.")

  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name; all of them without it.", completion: jobCompletion)
  var job: String?
  @Flag(name: .long, help: "End when nothing is being worked on; exit status 1 if a job failed or waits for a person.")
  var untilDone = false

  func run() throws {
    let spool = try place.open()
    let screen = ProgressScreen(1)
    let waiter = Waiter(spool)
    var seen: Set<String> = []
    while true {
      let jobs = try wanted(spool, seen)
      for job in jobs where job.state.isWorking { seen.insert(job.name) }
      screen.draw(jobs.filter { $0.state.isWorking || seen.contains($0.name) })
      let isQuiet = !jobs.contains { $0.state.isWorking && !$0.waitsForPerson } && !hasBundles(spool)
      if isQuiet && untilDone { return try end(jobs.filter { seen.contains($0.name) || job != nil }) }
      waiter.follow(jobs)
      waiter.wait(seconds: screen.isTerminal ? 1 : 10)
    }
  }

  /// Of jobs that have come to rest only those that were seen at work: there may be thousands.
  private func wanted(_ spool: SpoolFolders, _ seen: Set<String>) throws -> [JobSummary] {
    guard let job else {
      let working = allJobs(spool, in: JobState.working)
      let ended = seen.subtracting(working.map(\.name)).sorted().compactMap { name in
        spool.find(name).flatMap { JobSummary.read(name, in: $0, of: spool) }
      }
      return working + ended
    }
    let (name, state) = try findJob(job, in: spool)
    return [JobSummary.read(name, in: state, of: spool)].compactMap { $0 }
  }

  private func hasBundles(_ spool: SpoolFolders) -> Bool {
    guard job == nil, let names = try? spool[.inbox].names() else { return false }
    return names.contains { $0.hasPrefix(".taken-") || (!$0.hasPrefix(".") && !$0.hasSuffix(".duplicate.txt")) }
  }

  private func end(_ jobs: [JobSummary]) throws {
    for job in jobs { if let complaint = job.complaint { complain(complaint) } }
    if jobs.contains(where: { $0.state == .failed || $0.state == .generating }) { throw ExitCode(1) }
  }
}

extension JobSummary {
  /// Why it ended without a film, or does not go on; nil where it is done or at work.
  var complaint: String? {
    switch state {
    case .failed: "\(name) failed: \(failure ?? "see reason.txt")"
    case .cancelled: "\(name) was cancelled"
    case .held: "\(name) is held; `reelspool resume \(name)` lets it go on"
    case .generating where waitsForPerson:
      "\(name) waits for a person: \(shots[.failed]?.keys.sorted().joined(separator: ", ") ?? ""); "
        + "`reelspool show \(name)` says why"
    default: nil
    }
  }
}
