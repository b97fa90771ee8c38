// What only a person may do: to ask again for something that may have been paid for already.
import Foundation

extension Stage {
  /// Moves back what waits for a person because nobody knows whether it was charged. Anything else that failed stays, and
  /// is found by the oracle.
  ///
  /// - Parameter isKnown: whether a ticket, `JOB/FILE`, may be there because somebody wrote nonsense into it.
  func settle(except isKnown: (String) -> Bool = { _ in false }) {
    for job in yard.names("generating") where !job.hasPrefix(".") { settleShots(of: job, isKnown) }
    for job in yard.names("failed") where !job.hasPrefix(".") {
      guard isAmbiguous(object("failed/\(job)/job.json")) else { continue }
      oracle.noteSettled()
      retry([job])
    }
  }

  private func settleShots(of job: String, _ isKnown: (String) -> Bool) {
    for file in yard.names("generating/\(job)/shots/failed") {
      let ticket = object("generating/\(job)/shots/failed/\(file)")
      guard isAmbiguous(ticket) else {
        if isKnown("\(job)/\(file)") { continue }
        oracle.blame("\(job)/\(file) failed: \(ticket["lastFailure"] ?? "without a reason")")
        continue
      }
      let step = (ticket["tried"] as? [[String: Any]])?.last?["step"] as? String
      oracle.noteSettled()
      retry([job, String(file.dropLast(5))] + (step == "animating" ? ["--keep-still"] : []))
    }
  }

  private func object(_ path: String) -> [String: Any] {
    let data = FileManager.default.contents(atPath: "\(yard.spool)/\(path)") ?? Data()
    return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
  }

  private func isAmbiguous(_ ticket: [String: Any]) -> Bool {
    (ticket["lastFailure"] as? [String: Any])?["kind"] as? String == "ambiguous"
  }

  private func retry(_ words: [String]) {
    let answer = output(of: yard.programs.reelspool, ["retry", "--spool", yard.spool] + words)
    if answer.status != 0 { oracle.blame("retry \(words) says \(answer.status): \(answer.text.suffix(300))") }
  }
}
