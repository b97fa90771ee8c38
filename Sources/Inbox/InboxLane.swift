// The adoption lane: a thread of its own that looks at the inbox when it is told to or when a bundle may have settled,
// and takes what is ready. It never waits for the farm, and the farm never waits for it.
import Dispatch
import Glibc
import Media
import Spool
import Synchronization

/// What the inbox reports, on its own threads. `bundle` is for showing: nothing in it can act on a terminal or a log.
public enum InboxReport: Sendable {
  case adopted(job: String, bundle: String)
  case duplicate(job: String, bundle: String, JobState)
  case rejected(job: String, bundle: String, [String])
  /// Adoption could not go on; it is tried again after ``InboxRules/pause`` seconds.
  case unable(bundle: String, SpoolError)
}

/// Watches over one spool's inbox.
public final class InboxLane: Sendable {
  private struct Work {
    /// Whether a look is due that was asked for already.
    var isDirty = true
    /// Entries that came by one rename, and those that we renamed back ourselves, which the watcher tells alike.
    var cameWhole: Set<[CChar]> = []
    var returned: Set<[CChar]> = []
    var busy: Set<[CChar]> = []
    var settling: [[CChar]: Settling] = [:]
    /// Bundles that cannot be read, and until when each is left alone.
    var unreadable: [[CChar]: Double] = [:]
    /// Whether it was told that the inbox itself cannot be listed.
    var isBlind = false
    var pausedUntil: Double = 0
    /// When what lies hidden without anybody working on it is taken up again.
    var recoverAfter: Double = 0
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
      do throws(SpoolError) { try adoption.recover() } catch { report(.unable(bundle: "what a crash left", error)) }
      while !stop.isAsked { wait(until: look()) }
      running.leave()
    }
  }

  /// Something changed in the inbox. `renamedIn` names an entry that appeared there by one rename.
  public func wake(renamedIn name: String? = nil) {
    let isNew = work.withLock { work in
      if let name, work.returned.remove(disk(name)) == nil { work.cameWhole.insert(disk(name)) }
      defer { work.isDirty = true }
      return !work.isDirty
    }
    // A thousand drops in a second are a few looks, not a thousand.
    if isNew { knock.signal() }
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
    let (pause, whole) = work.withLock { work in
      work.isDirty = false
      return (work.pausedUntil, work.cameWhole)
    }
    if pause > Self.now { return pause }
    guard let entries = entries() else { return Self.now + rules.pause }
    let again = bringBack(entries)
    let bundles = BundleFinder(inbox: spool[.inbox]).bundles(among: entries)
    forgetAllBut(bundles, whole.subtracting(entries.map { disk($0) }))
    return (bundles.map { stop.isAsked ? nil : consider($0) } + [again]).compactMap { $0 }.min()
  }

  /// What lies in the inbox; nil where that cannot be told, which is said once.
  private func entries() -> [String]? {
    do throws(SpoolError) {
      let names = try spool[.inbox].names()
      work.withLock { $0.isBlind = false }
      return names
    } catch {
      let isNews = work.withLock { work in
        defer { work.isBlind = true }
        return !work.isBlind
      }
      if isNews { report(.unable(bundle: "inbox/", error)) }
      return nil
    }
  }

  /// What the disk kept us from renaming back lies hidden, and nobody works on it: it is taken up as after a crash, at
  /// most once in a pause. When to look again; nil where there is nothing like that.
  private func bringBack(_ entries: [String]) -> Double? {
    guard entries.contains(where: { Taken.isHidden($0) }) else { return nil }
    let now = Self.now
    let isDue = work.withLock { work in
      guard work.busy.isEmpty, work.recoverAfter <= now else { return false }
      work.recoverAfter = now + rules.pause
      return true
    }
    if isDue { try? adoption.recover() }
    return work.withLock { $0.busy.isEmpty ? max($0.recoverAfter, now) : nil }
  }

  /// - Parameter gone: what had come whole before this look, and was not found by it.
  private func forgetAllBut(_ bundles: [FoundBundle], _ gone: Set<[CChar]>) {
    let keys = Set(bundles.map(\.key))
    work.withLock { work in
      work.settling = work.settling.filter { keys.contains($0.key) || work.busy.contains($0.key) }
      work.unreadable = work.unreadable.filter { keys.contains($0.key) }
      work.cameWhole.subtract(gone)
    }
  }

  /// Looks at one bundle; when to look at it again.
  private func consider(_ bundle: FoundBundle) -> Double? {
    let (isBusy, rest) = work.withLock { ($0.busy.contains(bundle.key), $0.unreadable[bundle.key] ?? 0) }
    if isBusy { return nil }
    if rest > Self.now { return rest }
    let contents: BundleContents
    do throws(SpoolError) { contents = try BundleReader(rules: rules).read(bundle.form, in: spool[.inbox]) } catch {
      return leave(bundle, error)
    }
    work.withLock { _ = $0.unreadable.removeValue(forKey: bundle.key) }
    let now = Self.now
    let seen = see(bundle, contents.signature, at: now)
    switch seen.verdict(missing: contents.missing, wrong: contents.wrong, rules: rules, at: now) {
    case .wait(let until): return until
    case .take, .reject:
      adopt(bundle, contents, isPatient: now < seen.since + rules.patience && !seen.cameWhole)
      return nil
    }
  }

  /// A bundle that cannot be read waits alone, unless the trouble is one that all would have. Said once, not at each try.
  private func leave(_ bundle: FoundBundle, _ error: SpoolError) -> Double? {
    guard error.kind != .lostRace else { return nil }
    let until = Self.now + rules.pause
    let isNews = work.withLock { $0.unreadable.updateValue(until, forKey: bundle.key) == nil }
    if isNews { report(.unable(bundle: visible(bundle.title), error)) }
    return error.kind == .full || error.kind == .exhausted ? pauseAll() : until
  }

  private func see(_ bundle: FoundBundle, _ signature: String, at now: Double) -> Settling {
    work.withLock { work in
      // Told once, used once: the next of this name may be one that is still being copied.
      let whole = bundle.form.wholeEntry.map { work.cameWhole.remove(disk($0)) != nil } ?? false
      var state = work.settling[bundle.key] ?? Settling(signature: signature, at: now, cameWhole: whole)
      // The news may come after the first look; but a bundle that changed since then is being written.
      if whole && state.signature == signature { state = Settling(signature: signature, at: now, cameWhole: true) }
      state.see(signature, at: now)
      work.settling[bundle.key] = state
      return state
    }
  }

  @discardableResult private func pauseAll() -> Double {
    let until = Self.now + rules.pause
    work.withLock { $0.pausedUntil = max($0.pausedUntil, until) }
    return until
  }

  // MARK: Adopting

  private var adoption: Adoption {
    Adoption(spool: spool, rules: rules, names: names, unpacker: Unpacker(stop: stop)) { [self] name in
      work.withLock { _ = $0.returned.insert(disk(name)) }
    }
  }

  private func adopt(_ bundle: FoundBundle, _ contents: BundleContents, isPatient: Bool) {
    guard work.withLock({ $0.busy.insert(bundle.key).inserted }) else { return }
    running.enter()
    slots.wait()
    // A serial queue starts at once; a concurrent one makes blocking work wait for its thread pool.
    DispatchQueue(label: "inbox.adopt").async { [self] in
      run(bundle, contents, isPatient: isPatient)
      work.withLock { _ = $0.busy.remove(bundle.key) }
      slots.signal()
      wake()
      running.leave()
    }
  }

  private func run(_ bundle: FoundBundle, _ contents: BundleContents, isPatient: Bool) {
    let shown = visible(bundle.title)
    do throws(SpoolError) {
      let outcome = try adoption.adopt(bundle.form, label: bundle.title, seen: contents, isPatient: isPatient)
      switch outcome {
      case .adopted(let job): report(.adopted(job: job, bundle: shown))
      case .duplicate(let job, let state): report(.duplicate(job: job, bundle: shown, state))
      case .rejected(let job, let reasons): report(.rejected(job: job, bundle: shown, reasons))
      case .changed: break
      case .incomplete: return wait(for: bundle, contents) { $0.since + rules.patience }
      }
      work.withLock { $0.settling[bundle.key] = nil }
    } catch {
      trouble(error, bundle, contents)
    }
  }

  /// A bundle that fails on our side must neither spin nor hold up the others: it waits alone, unless the trouble is one
  /// that all would have.
  private func trouble(_ error: SpoolError, _ bundle: FoundBundle, _ contents: BundleContents) {
    switch error.kind {
    // Somebody was faster, or the daemon stops. Settling again is what keeps this from turning in a circle.
    case .lostRace: return work.withLock { $0.settling[bundle.key] = nil }
    case .full, .exhausted: pauseAll()
    case .denied, .unusable, .taken, .notRegular, .failed: break
    }
    wait(for: bundle, contents) { _ in Self.now + rules.pause }
    report(.unable(bundle: visible(bundle.title), error))
  }

  /// It lies in the inbox again, under ctimes that our renames made. What was known of it holds, unless a writer came
  /// between.
  private func wait(for bundle: FoundBundle, _ seen: BundleContents, until time: (Settling) -> Double) {
    let now = try? BundleReader(rules: rules).read(bundle.form, in: spool[.inbox])
    work.withLock { work in
      guard let state = work.settling[bundle.key], let now, now.isLike(seen) else {
        work.settling[bundle.key] = nil
        return
      }
      work.settling[bundle.key] = state.givenBack(as: now.signature, notBefore: time(state))
    }
  }
}
