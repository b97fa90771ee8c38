import Farm
import Inbox
import Ledger
import Spool
import Vocabulary

/// One job as scripts see it: what `ls --json`, `show --json` and `submit --wait --json` print (docs/schemas/job.json).
struct JobFacts: Encodable {
  var job: String
  var state: JobState
  /// Absolute path of the job's folder.
  var path: String
  var title: String?
  var owner: String?
  var adopted: String?
  /// 0 to 1; 1 only in done/.
  var progress: Double
  var waitsForPerson: Bool
  /// Number of shots by the folder that their tickets lie in.
  var shots: [String: Int]
  var planned: Int
  var failedShots: [String]
  var failure: String?
  /// Absolute path of final.mp4; nil without a finished cut.
  var film: String?
  /// The cut that `film` is.
  var cut: Int?
  /// What was spent; nil where the ledger was not asked.
  var costs: Costs.Row?

  init(_ summary: JobSummary, in spool: SpoolFolders) {
    job = summary.name
    state = summary.state
    path = "\(spool.path)/\(summary.state.rawValue)/\(summary.name)"
    title = summary.ticket?.title
    owner = summary.ticket?.owner.name
    adopted = summary.ticket?.adopted
    progress = (summary.progress * 10000).rounded() / 10000
    waitsForPerson = summary.waitsForPerson
    shots = Dictionary(uniqueKeysWithValues: ShotState.allCases.map { ($0.rawValue, summary.count($0)) })
    planned = summary.planned
    failedShots = summary.shots[.failed]?.keys.sorted() ?? []
    failure = summary.failure
    cut = FinishedCut.current(of: summary.folder)
    film = cut == nil ? nil : "\(path)/final.mp4"
  }
}

extension JobSummary {
  /// Why it went to failed/, in one line; nil elsewhere.
  var failure: String? {
    guard state == .failed else { return nil }
    if let failure = ticket?.lastFailure { return "\(failure)" }
    let reason = (try? folder.read("reason.txt")).map { String(decoding: $0, as: UTF8.self) }
    return reason?.split(separator: "\n").first.map(String.init) ?? "see reason.txt"
  }
}
