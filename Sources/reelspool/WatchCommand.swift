import ArgumentParser
import Glibc
import Spool

/// `reelspool watch`: live progress of the jobs that are being worked on.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Show the progress of one job, or of all that are being worked on.")

  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name; all of them without it.") var job: String?
  @Flag(name: .long, help: "End when nothing is being worked on; exit status 1 if a job failed.") var untilDone = false

  func run() throws {
    let spool = try place.open()
    let screen = ProgressScreen()
    var seen: Set<String> = []
    while true {
      let jobs = try wanted(spool)
      for job in jobs where job.state.isWorking { seen.insert(job.name) }
      screen.draw(jobs.filter { $0.state.isWorking || seen.contains($0.name) })
      let isQuiet = !jobs.contains { $0.state.isWorking && !isStuck($0) } && !hasBundles(spool)
      if isQuiet && untilDone { return try end(jobs.filter { seen.contains($0.name) || job != nil }) }
      usleep(500_000)
    }
  }

  private func wanted(_ spool: SpoolFolders) throws -> [JobSummary] {
    guard let job else { return allJobs(spool) }
    let (name, state) = try findJob(job, in: spool)
    return [JobSummary.read(name, in: state, of: spool)].compactMap { $0 }
  }

  /// Nothing in it can go on without a person.
  private func isStuck(_ job: JobSummary) -> Bool {
    job.state == .generating && job.waitingForPerson > 0 && job.waitingForPerson + job.count(.ready) == job.planned
  }

  private func hasBundles(_ spool: SpoolFolders) -> Bool {
    guard job == nil, let names = try? spool[.inbox].names() else { return false }
    return names.contains { $0.hasPrefix(".taken-") || (!$0.hasPrefix(".") && !$0.hasSuffix(".duplicate.txt")) }
  }

  private func end(_ jobs: [JobSummary]) throws {
    for job in jobs {
      switch job.state {
      case .failed: complain("\(job.name) failed: \(job.ticket?.lastFailure?.description ?? "see reason.txt")")
      case .generating:
        complain("\(job.name) waits for a person: \(job.shots[.failed]?.keys.sorted().joined(separator: ", ") ?? "")")
      default: break
      }
    }
    if jobs.contains(where: { $0.state == .failed || $0.state == .generating }) { throw ExitCode(1) }
  }
}

/// Lines that are redrawn in place on a terminal; without one, a line each time something moves on.
final class ProgressScreen {
  private let isTerminal = isatty(1) == 1
  private var drawn = 0
  private var said: [String: String] = [:]

  func draw(_ jobs: [JobSummary]) {
    guard isTerminal else { return jobs.forEach(say) }
    if drawn > 0 { put("\u{1B}[\(drawn)A") }
    let lines = jobs.flatMap(lines)
    for line in lines { put("\r\u{1B}[K\(line)\n") }
    for _ in 0..<max(0, drawn - lines.count) { put("\r\u{1B}[K\n") }
    drawn = max(lines.count, drawn)
  }

  private func put(_ text: String) { _ = text.withCString { write(1, $0, strlen($0)) } }

  private func lines(_ job: JobSummary) -> [String] {
    let filled = Int(job.progress * 30)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
    return [
      "\(job.name)", "  [\(bar)] \(Int(job.progress * 100)) %  \(status(job))",
      "  \(job.underWay.joined(separator: ", "))",
    ]
  }

  private func say(_ job: JobSummary) {
    let key = "\(job.state.rawValue) \(job.count(.ready)) \(job.underWay)"
    guard said[job.name] != key else { return }
    said[job.name] = key
    let now = job.underWay.isEmpty ? "" : " (\(job.underWay.joined(separator: ", ")))"
    put("\(job.name)  \(Int(job.progress * 100)) %  \(status(job))\(now)\n")
  }

  private func status(_ job: JobSummary) -> String {
    var parts = [job.state.rawValue]
    if job.planned > 0 && job.state.isWorking { parts.append("\(job.count(.ready)) of \(job.planned) shots") }
    if let adopted = job.adopted, job.state.isWorking {
      let elapsed = Instant.now - adopted
      parts.append("\(Int(elapsed)) s")
      // Early guesses are worse than none.
      if job.progress > 0.08 { parts.append("about \(Int(elapsed * (1 - job.progress) / job.progress)) s to go") }
    }
    return parts.joined(separator: ", ")
  }
}
