// What a person wants to know about one job, read from its folder.
import Farm
import Inbox
import Spool
import Vocabulary

struct JobSummary {
  var name: String
  var state: JobState
  var ticket: JobTicket?
  var plan: Plan?
  /// Tickets by state; a ticket that cannot be read is nil.
  var shots: [ShotState: [String: ShotTicket?]] = [:]
  var folder: Folder

  static func read(_ name: String, in state: JobState, of spool: SpoolFolders) -> JobSummary? {
    guard let folder = try? spool[state].folder(name) else { return nil }
    var summary = JobSummary(name: name, state: state, folder: folder)
    summary.ticket = try? Document.read(JobTicket.self, "job.json", in: folder)
    summary.plan = try? Document.read(Plan.self, "plan.json", in: folder)
    for shotState in ShotState.allCases {
      guard let shots = try? folder.folder("shots").folder(shotState.rawValue), let names = try? shots.names() else {
        continue
      }
      for file in names {
        guard let id = ShotTicket.shot(ofFile: file) else { continue }
        // By a subscript, a ticket that cannot be read would be left out instead of being nil.
        summary.shots[shotState, default: [:]]
          .updateValue(try? Document.read(ShotTicket.self, file, in: shots), forKey: id)
      }
    }
    return summary
  }

  func count(_ state: ShotState) -> Int { shots[state]?.count ?? 0 }
  var planned: Int { plan?.shots.count ?? 0 }

  /// What is being made at this moment.
  var underWay: [String] {
    (shots[.drawing]?.keys.sorted().map { "drawing \($0)" } ?? [])
      + (shots[.animating]?.keys.sorted().map { "animating \($0)" } ?? [])
  }

  var adopted: Instant? { ticket.flatMap { Instant($0.adopted) } }

  /// What it needs before it can go on, where it waits for money: "needs $1.20 more", or the server's account is empty.
  var wantedMoney: String? {
    let waiting = [ShotState.todo, .drawn].flatMap { shots[$0]?.values.compactMap { $0?.lastFailure } ?? [] }
    let failures = ([ticket?.lastFailure].compactMap(\.self) + waiting).filter { $0.kind == .unfunded }
    guard state.isWorking, let failure = failures.first else { return nil }
    let words = failure.remedy ?? failure.message
    return String(words.prefix { $0 != ":" })
  }

  /// Shots that wait for a person.
  var waitingForPerson: Int { count(.failed) }
}

/// Every job of a spool that lies in one of `states`, by name within each.
func allJobs(_ spool: SpoolFolders, in states: [JobState] = JobState.holdingJobs) -> [JobSummary] {
  states.flatMap { state -> [JobSummary] in
    ((try? spool[state].names()) ?? []).filter { !$0.hasPrefix(".") }.sorted()
      .compactMap { JobSummary.read($0, in: state, of: spool) }
  }
}

/// The job that a person means: its whole name, or the beginning of one name only.
func findJob(_ given: String, in spool: SpoolFolders) throws -> (name: String, state: JobState) {
  let wanted = given.split(separator: "/").last.map(String.init) ?? given
  if let state = spool.find(wanted) { return (wanted, state) }
  let all = JobState.holdingJobs.flatMap { state in
    ((try? spool[state].names()) ?? []).filter { $0.hasPrefix(wanted) && !$0.hasPrefix(".") }.map { ($0, state) }
  }
  if all.count == 1 { return all[0] }
  let names = all.prefix(5).map(\.0).joined(separator: ", ")
  throw CommandFault.wrong(
    all.isEmpty
      ? "unable to find the job \(given): no folder has it; `reelspool ls` lists the jobs"
      : "unable to tell which job \(given) is: \(names)…; write more of its name")
}
