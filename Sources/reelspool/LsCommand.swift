import ArgumentParser
import Spool

/// `reelspool ls`: every job and where it stands.
struct LsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ls", abstract: "List the jobs and where each stands.")

  @OptionGroup var place: SpoolOption
  @Argument(
    help: "Only jobs in these folders (analyzing, generating, done…).",
    completion: .list(JobState.holdingJobs.map(\.rawValue)))
  var states: [String] = []
  @Flag(name: .long, help: "Print JSON: a list of jobs (docs/schemas/job.json).") var json = false

  func run() throws {
    let spool = try place.open()
    let wanted = try states.map { name in
      guard let state = JobState(rawValue: name) else {
        let known = JobState.holdingJobs.map(\.rawValue).joined(separator: ", ")
        throw CommandFault.wrong("unable to list \(name): it is no folder of jobs; those are \(known)")
      }
      return state
    }
    let jobs = allJobs(spool).filter { wanted.isEmpty || wanted.contains($0.state) }
    if json { return standardOutput(try Document.encode(jobs.map { JobFacts($0, in: spool) })) }
    for job in jobs { print(line(job)) }
  }

  private func line(_ job: JobSummary) -> String {
    let state = job.state.rawValue.padded(11)
    return "\(state) \(job.name)  \(detail(job))".trimmed()
  }

  private func detail(_ job: JobSummary) -> String {
    switch job.state {
    case .generating:
      var text = "\(job.percent) %, \(job.count(.ready)) of \(job.planned) shots"
      if let wanted = job.wantedMoney { text += ", waits for money: \(wanted)" }
      if job.waitingForPerson > 0 { text += ", \(waiting(job)) wait for a person" }
      return text
    case .planning: return job.wantedMoney.map { "waits for money: \($0)" } ?? ""
    case .failed: return job.ticket?.lastFailure?.message ?? job.failure ?? ""
    case .done: return "final.mp4"
    default: return ""
    }
  }

  private func waiting(_ job: JobSummary) -> String {
    (job.shots[.failed]?.keys.sorted() ?? []).joined(separator: ", ")
  }
}

extension String {
  /// Filled up with spaces to at least `width` characters.
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

  func trimmed() -> String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
