// The loop: sleep until something happens, look at what it concerns, decide, do it. The folders are the only state; what
// this object remembers is what it would find by looking again.
import CShim
import Glibc
import Inbox
import Ledger
import Media
import Spool
import Vocabulary

/// One daemon on one spool. Runs on the thread that calls ``run()``.
public final class Daemon: @unchecked Sendable {
  // Only `ending` and the bell are touched by other threads.

  let shop: Workshop
  let log: Log
  let settings: FarmSettings
  let spool: SpoolFolders
  private let lock: SpoolLock
  private let wakeup: Wakeup
  let watch: WatchList
  private let crew: Crew
  private let reader: JobReader
  private let service = ServiceManager()
  private let inboxStop = Stop()
  private let ending = Stop()
  private var inbox: InboxLane!
  private let reports: InboxReports
  private let resting: RestingJobs
  private var roster: Roster
  private var gates: GateKeeper
  private var views: [String: JobView] = [:]
  /// Jobs to look at again.
  private var dirty: Set<String> = []
  /// Cancelled jobs that are not tidied yet.
  private var untidy: Set<String> = []
  /// Cancelled jobs whose open calls were looked at since the start.
  private var recalled: Set<String> = []
  private var pause: Pause
  /// Something could not be looked at when the farm paused.
  private var isHalfSeen = false
  private var troubles: Troubles
  /// A state folder is missing.
  private var isTorn = false
  private var hasWorked = false
  private var nextSweep = Instant.now
  private var clock = ClockWatch()

  /// Opens and locks the spool, and probes what its disk can do.
  ///
  /// - Parameter watcher: path of `reelspool-watch`.
  /// - Throws: `.unusable` with the remedy where the spool cannot be worked on.
  public init(spool path: String, settings: FarmSettings, makers: Makers, watcher: String, log: Log) throws(SpoolError)
  {
    signal(SIGPIPE, SIG_IGN)
    umask(0o007)
    // First of all: signals are blocked before any other thread exists.
    wakeup = try Wakeup(signals: [SIGTERM, SIGINT, SIGHUP])
    Timers.open()
    spool = try SpoolFolders.make(at: path)
    lock = try SpoolLock(spool)
    for warning in try SpoolProbe(spool).warnings + BoxState.here.gaps { log(.warning, warning) }
    try Self.clear(spool)
    self.log = log
    self.settings = settings
    let ledger = try Ledger(
      spool.own("ledger"), aside: spool.own("aside"), tmp: spool.own("tmp"), limits: settings.limits,
      say: { log(.warning, $0) })
    shop = Workshop(
      spool: spool, tmp: try spool.own("tmp"), settings: settings, makers: makers, purse: BudgetWatch(ledger, log),
      log: log)
    watch = WatchList(spool, Watcher(program: watcher), log)
    crew = Crew(shop, bell: wakeup.bell)
    reader = JobReader(spool, settings, makers)
    reports = InboxReports(bell: wakeup.bell)
    resting = RestingJobs(spool, watched: settings.watchedEnds, bell: wakeup.bell)
    roster = Roster(limit: settings.activeJobs)
    gates = GateKeeper(makers.gates, log)
    pause = Pause(length: settings.pause)
    troubles = Troubles(first: min(1, settings.pause), longest: settings.pause)
    let reports = reports
    inbox = InboxLane(spool, rules: settings.inbox, stop: inboxStop) { reports.add($0) }
  }

  /// Nobody else works here: what lies in tmp/ was left by a daemon that died.
  private static func clear(_ spool: SpoolFolders) throws(SpoolError) {
    let tmp = try spool.own("tmp")
    for name in try tmp.names() { try tmp.removeTree(name) }
  }

  /// Asks ``run()`` to end as SIGTERM does; from any thread.
  public func stop() {
    ending.ask()
    wakeup.bell.ring()
  }

  /// Works until SIGTERM, SIGINT or ``stop()``.
  public func run() throws(SpoolError) {
    log(.info, "reelspool works on \(spool.path)")
    try watch.start()
    try watch.awaitTops()
    inbox.start()
    sweep()
    act()
    service.notify("READY=1")
    while true {
      let reasons = wakeup.wait(until: nextWake, watcher: watch.descriptor)
      if ending.isAsked || reasons.contains(.signal(SIGTERM)) || reasons.contains(.signal(SIGINT)) { break }
      try heed(reasons)
      act()
      service.feed()
    }
    shutDown()
  }

  private var nextDecision: Instant?

  private var nextWake: Instant? {
    [nextDecision, nextSweep, pause.until, troubles.next, service.nextFeed].compactMap { $0 }.min()
  }

  // MARK: What happened

  private func heed(_ reasons: Set<WakeReason>) throws(SpoolError) {
    if reasons.contains(.watcher) { try heedWatcher() }
    for ended in crew.takeEnded() {
      dirty.insert(ended.work.job)
      heed(ended)
    }
    for report in reports.take() { heed(report) }
    if let found = resting.take() { heed(found) }
    let jump = clock.jump()
    if jump != 0 { follow(jump) }
    if reasons.contains(.clockSet) || jump != 0 || nextSweep <= .now { sweep() }
    for subject in troubles.due(.now) { lookAgain(at: subject) }
  }

  /// The clock was set by so many seconds: what is waited for takes as long as it would have.
  private func follow(_ jump: Seconds) {
    log(.info, "the clock was put \(seconds(abs(jump))) \(jump < 0 ? "back" : "ahead")")
    pause.shift(by: jump, now: .now)
    troubles.shift(by: jump, now: .now)
    service.shift(by: jump, now: .now)
  }

  private func heed(_ ended: Crew.Ended) {
    switch ended.end {
    case .full(let why): rest(why)
    case .stuck(let why): note(.work(ended.work), why)
    case .done:
      if ended.work.stage != nil { goOn() }
      clear(.work(ended.work))
    }
  }

  /// What could not be read waits alone, unless the trouble is one that all have.
  private func note(_ subject: Troubles.Subject, _ error: SpoolError) {
    guard error.kind == .exhausted else { return note(subject, error.message) }
    rest(error.message)
    isHalfSeen = true
  }

  private func note(_ subject: Troubles.Subject, _ why: String) {
    guard troubles.note(subject, now: .now) else { return }
    log(.warning, "\(subject.name): \(why); tried again at least every \(seconds(settings.pause))")
  }

  private func clear(_ subject: Troubles.Subject) {
    if troubles.clear(subject) { log(.info, "\(subject.name): goes on") }
  }

  private func lookAgain(at subject: Troubles.Subject) {
    switch subject {
    case .job(let job): dirty.insert(job)
    case .folder(let state): list(state)
    case .work: break
    }
  }

  private func heedWatcher() throws(SpoolError) {
    for news in try watch.news() {
      switch news {
      case .job(let job): dirty.insert(job)
      case .inbox(let renamedIn): inbox.wake(renamedIn: renamedIn)
      case .everything: sweep()
      }
    }
  }

  private func heed(_ report: InboxReport) {
    switch report {
    case .adopted(let job, let bundle):
      log(.info, "\(job): adopted from \(bundle)")
      dirty.insert(job)
    case .duplicate(let job, let bundle, let state):
      log(.info, "\(job): \(bundle) is the same, which lies in \(state.rawValue)/; answered in the inbox")
    case .rejected(let job, let bundle, let reasons):
      log(.warning, "\(job): \(bundle) rejected: \(reasons.joined(separator: "; "))")
    case .unable(let bundle, let error):
      log(.error, "unable to adopt \(bundle): \(error); tried again soon")
    }
  }

  private func rest(_ why: String) {
    guard pause.begin(why, now: .now) else { return }
    log(.error, "the farm pauses: \(why); it looks again every \(seconds(settings.pause))")
  }

  private func goOn() {
    if pause.clear() { log(.info, "the cause of the pause is gone; the farm goes on") }
  }

  // MARK: Looking

  /// Looks at every state folder. What inotify did not say is found here.
  private func sweep() {
    nextSweep = .now + settings.sweep
    isHalfSeen = false
    checkFolders()
    watch.askForSign()
    inbox.wake()
    for state in JobState.working { list(state) }
    dirty.formUnion(roster.active)
    lookForOpenCalls()
    resting.look()
  }

  private func list(_ state: JobState) {
    do throws(SpoolError) {
      dirty.formUnion(try spool[state].names())
      clear(.folder(state))
    } catch {
      // A folder that is gone is said by whoever checks the folders.
      if !isTorn { note(.folder(state), error) }
    }
  }

  /// Whoever moves a state folder away keeps what lies in it: nothing new begins until one stands there again.
  private func checkFolders() {
    guard isTorn || !spool.isIntact() else { return }
    if spool.reopen() {
      isTorn = false
      watch.tops()
      log(.warning, "a state folder of the spool was replaced; the farm goes on with the one that stands there now")
    } else {
      if !isTorn { log(.error, "a state folder of the spool is gone; the farm pauses until one stands there again") }
      isTorn = true
      _ = pause.begin(nil, now: .now)
    }
  }

  /// What a look through the jobs at rest has found.
  private func heed(_ found: RestingJobs.Found) {
    for (job, state) in found.newest { watch.job(job, in: state) }
    dirty.formUnion(found.wanted)
  }

  /// Looks at one job, wherever it lies now.
  private func look(_ job: String) {
    guard !job.hasPrefix(".") else { return }
    guard let state = spool.find(job) else {
      forget(job)
      return lookForStray(job)
    }
    watch.job(job, in: state)
    guard state.isWorking || state == .done else {
      if state == .cancelled { tidy(job) }
      return forget(job)
    }
    guard let view = read(job, in: state) else { return }
    let wants = state.isWorking || view.shots.contains { $0.state == .todo || $0.state == .drawn }
    guard wants else { return forget(job) }
    roster.note(Roster.Entry(job: job, state: state, priority: view.priority, adopted: view.adopted))
    // Of those that wait the roster keeps all that is kept.
    if roster.active.contains(job) { views[job] = view } else { reader.forget(job) }
  }

  /// The job's view; nil where it left meanwhile, or where it cannot be read: then what works in it goes on, and nothing
  /// is begun.
  private func read(_ job: String, in state: JobState) -> JobView? {
    do throws(SpoolError) {
      let view = try reader.read(job, in: state, running: crew.running, now: .now)
      clear(.job(job))
      if view == nil { forget(job) }
      return view
    } catch {
      note(.job(job), error)
      views[job]?.isBlind = true
      return nil
    }
  }

  /// A cancelled job is tidied once, when nobody works in it any more: a worker ends its own call.
  private func tidy(_ job: String) {
    if roster.has(job) { untidy.insert(job) }
    guard untidy.contains(job), !crew.running.contains(where: { $0.job == job }) else { return }
    untidy.remove(job)
    crew.begin(.tidy(job: job), in: LaneName.desk)
  }

  /// Jobs that were cancelled while the daemon was down and may have left a call open; each is looked at once.
  private func lookForOpenCalls() {
    for job in shop.purse.openJobs.subtracting(recalled) where spool.find(job) == .cancelled {
      recalled.insert(job)
      untidy.insert(job)
      dirty.insert(job)
    }
  }

  private func forget(_ job: String) {
    roster.remove(job)
    views[job] = nil
    reader.forget(job)
    troubles.forget(job: job)
  }

  private func lookForStray(_ name: String) {
    for state in JobState.working {
      guard let status = try? spool[state].status(name), status.form != .folder else { continue }
      do { try StrayWork(shop: shop, name: name, state: state).run() } catch {
        log(.warning, "unable to move \(name) out of \(state.rawValue)/: \(error)")
      }
    }
  }

  // MARK: Acting

  private func act() {
    if pause.isOver(now: .now), isTorn || isHalfSeen { sweep() }
    while true {
      let jobs = dirty
      dirty = []
      for job in jobs { look(job) }
      for job in roster.promote() { look(job) }
      guard !dirty.isEmpty else { break }
    }
    let decision = Foreman.decide(view())
    nextDecision = [decision.wake, gates.opening].compactMap { $0 }.min()
    for work in decision.stop { crew.stop(work) }
    for work in decision.begin { crew.begin(work, in: lane(of: work)) }
    service.status(statusLine)
    giveMemoryBack()
  }

  /// Once after work, not at every look: what it used is the system's again while the farm idles.
  private func giveMemoryBack() {
    let isWorking = !crew.running.isEmpty
    if hasWorked && !isWorking { rs_trim_memory() }
    hasWorked = isWorking
  }

  private func view() -> FarmView {
    var lanes: Set<String> = [LaneName.cpu, LaneName.desk]
    for job in views.values { lanes.formUnion([job.lanes.writer, job.lanes.stills, job.lanes.clips]) }
    return FarmView(
      now: .now, jobs: views.values.sorted { $0.name < $1.name }, running: crew.running, holding: crew.holding,
      free: gates.closing(crew.free(lanes), now: .now), isPaused: pause.isOn,
      stuck: troubles.stuck)
  }

  private func lane(of work: Work) -> String {
    guard let lanes = views[work.job]?.lanes else { return LaneName.desk }
    return switch work {
    case .hear, .conform, .assemble: LaneName.cpu
    case .treat, .plan: lanes.writer
    case .cast, .draw: lanes.stills
    case .animate: lanes.clips
    case .reclaim, .advance, .restart, .mend, .tidy: LaneName.desk
    }
  }

  private var statusLine: String {
    if isTorn { return "paused: a state folder is gone" }
    if pause.isOn, let reason = pause.reason { return "paused: \(reason)" }
    return "\(roster.active.count) jobs, \(roster.backlog) waiting, \(crew.running.count) works"
  }

  // MARK: The end

  /// Children end, tickets go back, nothing stays half-written.
  private func shutDown() {
    service.notify("STOPPING=1")
    log(.info, "stopping: \(crew.running.count) works are put back")
    inboxStop.ask()
    crew.stopAll()
    inbox.finish()
    if !crew.finish(within: settings.stopWithin) {
      log(.warning, "some work did not stop in time; it is reclaimed at the next start")
    }
    watch.stop()
    log(.info, "stopped")
  }
}
