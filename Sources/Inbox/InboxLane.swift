// The adoption lane: a thread of its own that looks at the inbox when it is told to or when a bundle may have settled,
// and takes what is ready. It never waits for the farm, and the farm never waits for it.
import Dispatch
import Glibc
import Media
import Spool
import Synchronization

/// What the inbox reports, on its own threads.
public enum InboxReport: Sendable {
  case adopted(job: String, bundle: String)
  case duplicate(job: String, bundle: String, JobState)
  case rejected(job: String, bundle: String, [String])
  /// Adoption could not go on; it is tried again after `inboxPause` seconds.
  case unable(bundle: String, SpoolError)
}

/// Seconds until adoption is tried again after the disk refused it.
let inboxPause: Double = 15

/// Watches over one spool's inbox.
public final class InboxLane: Sendable {
  private struct Work {
    var isDirty = true
    var cameWhole: Set<String> = []
    var busy: Set<String> = []
    var settling: [String: Settling] = [:]
    var pausedUntil: Double = 0
  }
  private let spool: SpoolFolders
  private let rules: InboxRules
  private let stop: Stop
  private let report: @Sendable (InboxReport) -> Void
  private let names: NameBook
  private let work = Mutex(Work())
  private let knock = DispatchSemaphore(value: 0)
  private let slots: DispatchSemaphore
  private let running = DispatchGroup()

  /// - Parameter width: bundles that are copied at once.
  public init(
    _ spool: SpoolFolders, rules: InboxRules, width: Int = 4, stop: Stop,
    report: @escaping @Sendable (InboxReport) -> Void
  ) {
    self.spool = spool
    self.rules = rules
    self.stop = stop
    self.report = report
    names = NameBook(spool)
    slots = DispatchSemaphore(value: width)
  }

  /// Starts the lane. What a crash left hidden is taken up first.
  public func start() {
    running.enter()
    DispatchQueue(label: "inbox").async { [self] in
      recover()
      while !stop.isAsked { wait(until: look()) }
      running.leave()
    }
  }

  /// Something changed in the inbox. `renamedIn` names an entry that appeared there by one rename.
  public func wake(renamedIn name: String? = nil) {
    work.withLock {
      $0.isDirty = true
      if let name { $0.cameWhole.insert(name) }
    }
    knock.signal()
  }

  /// Waits until nothing is being adopted any more; ask `stop` first.
  public func finish() {
    knock.signal()
    running.wait()
  }

  private func wait(until time: Double?) {
    guard let time else { return knock.wait() }
    _ = knock.wait(timeout: .now() + max(0.001, time - Self.now))
  }

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  // MARK: Looking

  /// One look at everything; when to look again, nil for "when something changes".
  private func look() -> Double? {
    let pause = work.withLock { work in
      work.isDirty = false
      return work.pausedUntil
    }
    if pause > Self.now { return pause }
    guard let entries = try? spool[.inbox].names() else { return Self.now + inboxPause }
    let bundles = BundleFinder(inbox: spool[.inbox]).bundles(among: entries)
    forgetAllBut(Set(bundles.map(\.label)))
    return bundles.compactMap { consider($0) }.min()
  }

  private func forgetAllBut(_ labels: Set<String>) {
    work.withLock { work in
      work.settling = work.settling.filter { labels.contains($0.key) }
      work.cameWhole.formIntersection(labels.union(work.busy))
    }
  }

  /// Looks at one bundle; when to look at it again.
  private func consider(_ bundle: FoundBundle) -> Double? {
    if work.withLock({ $0.busy.contains(bundle.label) }) { return nil }
    guard let contents = try? BundleReader(rules: rules).read(bundle.form, in: spool[.inbox]) else { return nil }
    let now = Self.now
    let seen = work.withLock { work in
      let whole = bundle.form.entries.count == 1 && work.cameWhole.contains(bundle.form.entries[0])
      var state = work.settling[bundle.label] ?? Settling(signature: contents.signature, at: now, cameWhole: whole)
      state.see(contents.signature, at: now)
      work.settling[bundle.label] = state
      return state
    }
    switch seen.verdict(missing: contents.missing, wrong: contents.wrong, rules: rules, at: now) {
    case .wait(let until): return until
    case .take, .reject:
      let isPatient = now < seen.since + rules.patience
      adopt(bundle, contents, isPatient: isPatient && !seen.cameWhole)
      return nil
    }
  }

  // MARK: Adopting

  private func adopt(_ bundle: FoundBundle, _ contents: BundleContents, isPatient: Bool) {
    guard work.withLock({ $0.busy.insert(bundle.label).inserted }) else { return }
    running.enter()
    slots.wait()
    // A serial queue starts at once; a concurrent one makes blocking work wait for its thread pool.
    DispatchQueue(label: "inbox.adopt").async { [self] in
      let wait = run(bundle, contents, isPatient: isPatient)
      work.withLock { work in
        work.busy.remove(bundle.label)
        if let wait { work.pausedUntil = max(work.pausedUntil, wait) }
      }
      slots.signal()
      wake()
      running.leave()
    }
  }

  /// - Returns: until when all adoption pauses, where the disk refuses.
  private func run(_ bundle: FoundBundle, _ contents: BundleContents, isPatient: Bool) -> Double? {
    let adoption = Adoption(spool: spool, rules: rules, names: names, unpacker: Unpacker(stop: stop))
    do throws(SpoolError) {
      let outcome = try adoption.adopt(bundle.form, label: bundle.title, seen: contents, isPatient: isPatient)
      switch outcome {
      case .adopted(let job): report(.adopted(job: job, bundle: bundle.title))
      case .duplicate(let job, let state): report(.duplicate(job: job, bundle: bundle.title, state))
      case .rejected(let job, let reasons): report(.rejected(job: job, bundle: bundle.title, reasons))
      case .changed, .incomplete: restart(bundle, outcome)
      }
      return nil
    } catch {
      if error.kind == .lostRace { return nil }
      report(.unable(bundle: bundle.title, error))
      return Self.now + inboxPause
    }
  }

  /// It has to settle again, or its patience goes on running.
  private func restart(_ bundle: FoundBundle, _ outcome: AdoptionOutcome) {
    work.withLock { work in
      work.cameWhole.remove(bundle.label)
      if outcome == .changed { work.settling[bundle.label] = nil }
      if outcome == .incomplete, let seen = work.settling[bundle.label] {
        // Not again before its patience ends, unless it changes.
        work.settling[bundle.label] = seen.judgedAgain(after: rules.patience)
      }
    }
  }

  private func recover() {
    guard let entries = try? spool[.inbox].names() else { return }
    let hidden = entries.filter { $0.hasPrefix(Taken.prefix) }
    for bundle in BundleFinder(inbox: spool[.inbox]).hiddenBundles(among: hidden) {
      let contents = BundleContents()
      _ = run(bundle, contents, isPatient: false)
    }
  }
}
