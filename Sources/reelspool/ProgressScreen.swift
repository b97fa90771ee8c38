import Glibc
import Spool

/// Lines that are redrawn in place on a terminal; without one, a line each time something moves on.
final class ProgressScreen {
  let isTerminal: Bool
  private let output: Int32
  private var drawn = 0
  private var said: [String: String] = [:]
  /// Where each job stood when it was first seen here, so that what is left is guessed from what was watched.
  private var first: [String: (at: Instant, progress: Double)] = [:]

  /// - Parameter output: 1 or 2.
  init(_ output: Int32) {
    self.output = output
    isTerminal = isatty(output) == 1
  }

  func draw(_ jobs: [JobSummary]) {
    for job in jobs where first[job.name] == nil { first[job.name] = (.now, job.progress) }
    guard isTerminal else { return jobs.forEach(say) }
    if drawn > 0 { put("\u{1B}[\(drawn)A") }
    let lines = jobs.flatMap(lines)
    for line in lines { put("\r\u{1B}[K\(line)\n") }
    for _ in 0..<max(0, drawn - lines.count) { put("\r\u{1B}[K\n") }
    drawn = max(lines.count, drawn)
  }

  private func put(_ text: String) { _ = text.withCString { write(output, $0, strlen($0)) } }

  private func lines(_ job: JobSummary) -> [String] {
    [
      "\(job.name)", "  \(job.bar(40)) \(job.percent) %  \(status(job))",
      "  \(job.underWay.joined(separator: ", "))",
    ]
  }

  private func say(_ job: JobSummary) {
    let key = "\(job.state.rawValue) \(job.count(.ready)) \(job.underWay)"
    guard said[job.name] != key else { return }
    said[job.name] = key
    let now = job.underWay.isEmpty ? "" : " (\(job.underWay.joined(separator: ", ")))"
    put("\(job.name)  \(job.bar(20)) \(job.percent) %  \(status(job))\(now)\n")
  }

  private func status(_ job: JobSummary) -> String {
    var parts = [job.state.rawValue]
    if job.planned > 0 && job.state.isWorking { parts.append("\(job.count(.ready)) of \(job.planned) shots") }
    if job.waitingForPerson > 0 { parts.append("\(job.waitingForPerson) failed") }
    if let left = secondsLeft(job) { parts.append("about \(roughly(left)) to go") }
    return parts.joined(separator: ", ")
  }

  /// By the pace since it was first seen; nil until that says something.
  private func secondsLeft(_ job: JobSummary) -> Double? {
    guard job.state.isWorking, !job.waitsForPerson, let (at, before) = first[job.name], job.progress - before > 0.05
    else { return nil }
    return (Instant.now - at) * (1 - job.progress) / (job.progress - before)
  }
}
