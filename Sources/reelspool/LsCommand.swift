import ArgumentParser
import Spool

/// `reelspool ls`: every job and where it stands.
struct LsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ls", abstract: "List the jobs and where each stands.")

  @OptionGroup var place: SpoolOption
  @Argument(help: "Only jobs in these folders (analyzing, generating, done…).") var states: [String] = []

  func run() throws {
    let spool = try place.open()
    let wanted = try states.map { name in
      guard let state = JobState(rawValue: name) else {
        let known = JobState.holdingJobs.map(\.rawValue).joined(separator: ", ")
        throw CommandFault.wrong("unable to list \(name): it is no folder of jobs; those are \(known)")
      }
      return state
    }
    for job in allJobs(spool) where wanted.isEmpty || wanted.contains(job.state) { print(line(job)) }
  }

  private func line(_ job: JobSummary) -> String {
    let state = job.state.rawValue.padded(11)
    return "\(state) \(job.name)  \(detail(job))".trimmed()
  }

  private func detail(_ job: JobSummary) -> String {
    switch job.state {
    case .generating:
      var text = "\(job.count(.ready)) of \(job.planned) shots"
      if let wanted = job.wantedMoney { text += ", waits for money: \(wanted)" }
      if job.waitingForPerson > 0 { text += ", \(waiting(job)) wait for a person" }
      return text
    case .planning: return job.wantedMoney.map { "waits for money: \($0)" } ?? ""
    case .failed: return job.ticket?.lastFailure?.message ?? "see reason.txt"
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
