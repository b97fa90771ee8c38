// Reads a job into a view: names and times of files, and the few documents that decide something. What has not changed
// is not read again.
import Generating
import Inbox
import Planning
import Spool
import Vocabulary

/// Reads jobs. Used by the foreman's thread alone.
final class JobReader {
  private let spool: SpoolFolders
  private let settings: FarmSettings
  private let makers: Makers
  /// The last read ticket of a job, with what its file looked like.
  private var tickets: [String: (status: FileStatus, ticket: JobTicket)] = [:]
  private var plans: [String: (status: FileStatus, shots: Int)] = [:]

  init(_ spool: SpoolFolders, _ settings: FarmSettings, _ makers: Makers) {
    self.spool = spool
    self.settings = settings
    self.makers = makers
  }

  func forget(_ job: String) {
    tickets[job] = nil
    plans[job] = nil
  }

  /// The job as it lies in `state`; nil if it is no longer there.
  ///
  /// - Throws: where the disk could not be asked. A view that lacks what could not be read would have the job moved to
  ///   failed/, and clips made again that are there.
  func read(_ name: String, in state: JobState, running: Set<Work>, now: Instant) throws(SpoolError) -> JobView? {
    let open = try ifThere { () throws(SpoolError) in try spool[state].folder(name) }
    guard let folder = open else { return nil }
    let here = try Set(folder.names())
    let ticket = try ticket(name, folder)
    let options = ticket?.ticket.options ?? JobOptions()
    var view = JobView(
      name: name, state: state, parts: parts(here, folder, ticket?.ticket), shots: [], planned: 0,
      priority: options.priority ?? 0,
      adopted: ticket?.ticket.adopted ?? "", due: ticket.map { due($0, now) } ?? unreadableDue(folder, now),
      review: ticket.flatMap { review(of: $0.ticket, here) },
      startsAfresh: ticket?.ticket.failedIn != nil && state.isWorking, lanes: lanes(options))
    if here.contains("shots") {
      let found = try shots(JobFolder(name: name, folder: folder, state: state), running, now)
      view.shots = found.views
      view.planned = here.contains("plan.json") ? try planned(name, folder) : 0
      view.needsMending = found.hasCopies || found.views.count < view.planned
    }
    return view
  }

  /// The point at which somebody wants to look at the job, and was not asked to yet.
  private func review(of ticket: JobTicket, _ here: Set<String>) -> ReviewPoint? {
    ticket.options.review.flatMap { point in
      ticket.reviewed.contains(point) || here.contains(JobDesk.reviewed(point)) ? nil : point
    }
  }

  /// A ticket that does not parse may be in somebody's editor: it is read again once it has been quiet.
  private func unreadableDue(_ folder: Folder, _ now: Instant) -> Instant {
    let status = (try? folder.status("job.json")) ?? (try? folder.status())
    guard let changed = status.map({ Instant(nanoseconds: $0.changed) }) else { return now }
    // Changed in the future: the clock was put back since, and nobody can tell for how long it has been quiet.
    return changed > now ? now : changed + settings.inbox.settle
  }

  private func planned(_ name: String, _ folder: Folder) throws(SpoolError) -> Int {
    guard let status = try? folder.status("plan.json") else { return 0 }
    if let known = plans[name], known.status == status { return known.shots }
    let plan = try ifThere { () throws(SpoolError) in try Document.read(Plan.self, "plan.json", in: folder) }
    plans[name] = (status, plan?.shots.count ?? 0)
    return plan?.shots.count ?? 0
  }

  private func parts(_ here: Set<String>, _ folder: Folder, _ ticket: JobTicket?) -> Set<JobPart> {
    var parts: Set<JobPart> = []
    if ticket != nil { parts.insert(.ticket) }
    if here.contains("song.m4a") { parts.insert(.song) }
    if here.contains("analysis.json") { parts.insert(.analysis) }
    if here.contains("treatment.json") { parts.insert(.treatment) }
    if here.contains("characters") { parts.insert(.references) }
    if here.contains("plan.json") { parts.insert(.plan) }
    if here.contains("shots") { parts.insert(.shots) }
    return parts
  }

  private func ticket(_ name: String, _ folder: Folder) throws(SpoolError) -> (status: FileStatus, ticket: JobTicket)? {
    guard let status = try ifThere({ () throws(SpoolError) in try folder.status("job.json") }) else { return nil }
    if let known = tickets[name], known.status == status { return known }
    let read = try ifThere { () throws(SpoolError) in try Document.read(JobTicket.self, "job.json", in: folder) }
    guard let ticket = read else { return nil }
    tickets[name] = (status, ticket)
    return tickets[name]
  }

  private func due(_ known: (status: FileStatus, ticket: JobTicket), _ now: Instant) -> Instant {
    dueTime(known.status, recorded: known.ticket.due).instant(now: now)
  }

  private func dueTime(_ status: FileStatus, recorded: String?) -> DueTime {
    DueTime(status, recorded: recorded.flatMap(Instant.init), longest: settings.retry.longestWait)
  }

  private func lanes(_ options: JobOptions) -> JobLanes {
    JobLanes(
      writer: makers.writers[options.writer ?? settings.writer]?.lane ?? LaneName.cpu,
      stills: makers.stills[options.stills ?? settings.stills]?.lane ?? LaneName.cpu,
      clips: makers.clips[options.clips ?? settings.clips]?.lane ?? LaneName.cpu)
  }

  // MARK: Shots

  /// The tickets, in the film's order. A shot whose ticket lies in two folders (a copy) counts where it is earlier.
  private func shots(_ job: JobFolder, _ running: Set<Work>, _ now: Instant)
    throws(SpoolError) -> (views: [ShotView], hasCopies: Bool)
  {
    var found: [String: ShotView] = [:]
    var hasCopies = false
    for state in ShotState.allCases {
      guard let folder = try ifThere({ () throws(SpoolError) in try job.shots(state) }) else { continue }
      for name in try folder.names() {
        guard let id = ShotTicket.shot(ofFile: name) else { continue }
        guard found[id] == nil else {
          hasCopies = true
          continue
        }
        let due = try due(name, in: folder, state, now)
        var view = ShotView(id: id, state: state, due: due)
        if state == .animating && !running.contains(where: { $0.job == job.name && $0.shot == id }) {
          view.hasMadeClip = try hasMadeClip(id, job)
        }
        found[id] = view
      }
    }
    return (found.values.sorted { ($0.id.utf8.count, $0.id) < ($1.id.utf8.count, $1.id) }, hasCopies)
  }

  private func due(_ name: String, in folder: Folder, _ state: ShotState, _ now: Instant) throws(SpoolError) -> Instant
  {
    guard state == .todo || state == .drawn, let status = try? folder.status(name) else { return now }
    let modified = Instant(nanoseconds: status.modified)
    let quiet = modified + settings.inbox.settle
    // Only what was just written, or lies ahead, needs its text: one that does not parse may be in somebody's editor,
    // and the ticket's own record tells a person's wish from a clock that was put back.
    guard quiet > now else { return modified }
    let read = try ifThere { () throws(SpoolError) in try Document.read(ShotTicket.self, name, in: folder) }
    let changed = Instant(nanoseconds: status.changed)
    guard let ticket = read else { return changed > now ? now : min(quiet, now + 60) }
    let time = dueTime(status, recorded: ticket.due)
    // What the daemon waited for was the step that it had been at.
    return time.isOurs && ticket.state != state ? now : time.instant(now: now)
  }

  private func hasMadeClip(_ shot: String, _ job: JobFolder) throws(SpoolError) -> Bool {
    try ifThere { () throws(SpoolError) in try TakeFolder.newest(of: shot, in: job)?.madeAttempt() != nil } ?? false
  }
}
