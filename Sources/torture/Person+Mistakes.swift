// What a person does wrong, and how it puts that right.
import Foundation
import Glibc

extension Person {
  private static let nonsense = Data("{ this is \u{1F98A} no ticket".utf8)

  // MARK: Nonsense

  func spoilTicket() {
    guard let (job, state) = anyJob(in: Oracle.states.filter { $0 != "failed" }),
      let (file, at) = tickets(of: "\(state)/\(job)").randomElement(using: &dice)
    else { return }
    spoil("\(state)/\(job)/shots/\(at)/\(file)", of: job)
  }

  func spoilJob() {
    guard let (job, state) = anyJob(in: Oracle.states.filter { $0 != "failed" }) else { return }
    spoil("\(state)/\(job)/job.json", of: job)
  }

  /// In place, as some editors write, or by a rename, as others do.
  private func spoil(_ file: String, of job: String) {
    let key = "\(job)/\(file.split(separator: "/").last!)"
    guard originals[key] == nil, let data = FileManager.default.contents(atPath: "\(yard.spool)/\(file)"),
      (try? JSONSerialization.jsonObject(with: data)) != nil, put(Self.nonsense, into: file)
    else { return }
    originals[key] = data
    wasWrong.insert(key)
    // The try that is under way may be lost, and putting it right begins a new take.
    if !file.hasSuffix("/job.json") { asked += 4 }
    oracle.note(touched: job)
    note(file.hasSuffix("/job.json") ? "nonsense in job.json" : "nonsense in a ticket")
  }

  /// False where the file is not there any more: an editor does not make one.
  private func put(_ data: Data, into file: String) -> Bool {
    let path = "\(yard.spool)/\(file)"
    guard Bool.random(using: &dice) else {
      let descriptor = open(path, O_WRONLY | O_TRUNC)
      defer { close(descriptor) }
      return descriptor >= 0 && data.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == data.count
    }
    let draft = "\(yard.drafts)/edited"
    guard (try? data.write(to: URL(filePath: draft))) != nil, access(path, F_OK) == 0 else { return false }
    return rename(draft, path) == 0
  }

  // MARK: Deleting

  func deleteTake() {
    guard let (job, state) = anyJob(in: Oracle.states.filter { $0 != "failed" }),
      let shot = yard.names("\(state)/\(job)/takes").randomElement(using: &dice),
      let take = yard.names("\(state)/\(job)/takes/\(shot)").randomElement(using: &dice)
    else { return }
    asked += 2
    oracle.note(deleted: "\(job)/takes/\(shot)/\(take)")
    oracle.note(touched: job)
    try? FileManager.default.removeItem(atPath: "\(yard.spool)/\(state)/\(job)/takes/\(shot)/\(take)")
    note("a take deleted")
  }

  // MARK: Putting right

  /// Tickets get their text back; what went to failed/ for it, and what it put aside, goes on.
  func mend() {
    for state in Oracle.states {
      for job in yard.names(state) where !job.hasPrefix(".") { mend(job, in: state) }
    }
  }

  private func mend(_ job: String, in state: String) {
    restore("job.json", of: job, in: "\(state)/\(job)")
    for (file, at) in tickets(of: "\(state)/\(job)") {
      restore(file, of: job, in: "\(state)/\(job)/shots/\(at)")
      guard at == "failed", wasWrong.contains("\(job)/\(file)") else { continue }
      move(shot: file, of: "\(state)/\(job)", from: at, to: "todo")
    }
    switch state {
    case "held", "cancelled": move(job: job, from: state, to: origins[job] ?? "analyzing")
    case "failed" where wasWrong.contains("\(job)/job.json"): move(job: job, from: state, to: "generating")
    default: break
    }
  }

  /// Only where the nonsense still stands: the farm may have written the ticket since, or made it anew.
  private func restore(_ file: String, of job: String, in folder: String) {
    let key = "\(job)/\(file)"
    guard let data = originals[key], let now = FileManager.default.contents(atPath: "\(yard.spool)/\(folder)/\(file)")
    else { return }
    if now == Self.nonsense, !put(data, into: "\(folder)/\(file)") { return }
    originals[key] = nil
    note("a ticket mended")
  }
}
