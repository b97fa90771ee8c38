// journal.ndjson in each job: what happened, for people and scripts. The daemon never reads it, so a torn line costs
// nothing and nothing is synced.
import CShim
import Glibc
import Spool
import Vocabulary

/// One line of a job's journal.
struct JournalLine: Encodable {
  var at: String
  var what: String
  var shot: String?
  var take: Int?
  var seconds: Double?
  var failure: Failure?
  var because: String?
}

enum Journal {
  static func note(
    _ what: String, in job: Folder, shot: String? = nil, take: Int? = nil, seconds: Double? = nil,
    failure: Failure? = nil, because: String? = nil
  ) {
    let rounded = seconds.map { ($0 * 1000).rounded() / 1000 }
    let line = JournalLine(
      at: "\(Instant.now)", what: what, shot: shot, take: take, seconds: rounded, failure: failure,
      because: because)
    guard let text = try? Document.line(line) else { return }
    let file = rs_openat(job.descriptor, "journal.ndjson", O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o660)
    guard file >= 0 else { return }
    _ = (text + "\n").withCString { write(file, $0, strlen($0)) }
    close(file)
  }
}
