// The only thing that deletes what a film was made from, and nothing runs it by itself. What goes is first renamed into
// `.reelspool/tmp`, so that a job never holds half a file, and a daemon that starts clears what a killed prune left.
//
// Safe beside a running daemon because it takes only what the daemon can do without: of a finished job a clip that is
// gone is cut out of the film again (Salvage), and one that does not come back is made again. A job that leaves its
// folder while it is pruned gets everything back.
import Inbox
import Spool
import Vocabulary

/// What of a job is kept.
public enum PruneKeep: String, CaseIterable, Sendable, Codable {
  /// All that is needed to change one scene without drawing the others: only earlier cuts, takes that no cut uses and
  /// leftovers go.
  case scenes
  /// The current film with its pictures and report, all documents, the bundle. Clips and stills go.
  case final
  /// The job is removed.
  case nothing
}

/// One job that was pruned.
public struct PrunedJob: Encodable, Sendable, Equatable {
  public var job: String
  public var state: JobState
  /// Bytes that the disk gets back.
  public var freed: Int64
  /// Files and folders that went.
  public var removed: Int
}

/// Prunes jobs that have come to rest.
public struct Pruning {
  let spool: SpoolFolders
  let keep: PruneKeep
  let isRehearsal: Bool
  /// Called between the look at a job and its removal; for tests of what may happen there.
  var meanwhile: (String) -> Void = { _ in }

  /// The states in which nothing is at work.
  public static let states: [JobState] = [.done, .failed, .cancelled]

  /// - Parameter isRehearsal: only count.
  public init(_ spool: SpoolFolders, keep: PruneKeep, isRehearsal: Bool) {
    self.spool = spool
    self.keep = keep
    self.isRehearsal = isRehearsal
  }

  /// Removes what a prune that was killed more than an hour ago had taken out of jobs; a daemon does so when it starts.
  public func clearLeftovers() throws(SpoolError) {
    let tmp = try spool.own("tmp")
    for name in try tmp.names() where name.hasPrefix("prune.") {
      guard let status = try? tmp.status(name), Instant(nanoseconds: status.changed) < Instant.now + -3600 else {
        continue
      }
      try tmp.removeTree(name)
    }
  }

  /// When something was last done in a job: its journal, its ticket or its film was written.
  public static func lastTouched(_ job: Folder) -> Instant {
    var times = ["journal.ndjson", "job.json", "reason.txt"].compactMap { try? job.status($0).modified }
    if let cut = FinishedCut.current(of: job), let folder = try? job.folder("cuts").folder(String(cut)),
      let status = try? folder.status("report.json")
    {
      times.append(status.modified)
    }
    // A folder without any of them is nobody's job; its own time is all there is.
    if times.isEmpty, let status = try? job.status() { times.append(status.modified) }
    return Instant(nanoseconds: times.max() ?? .max)
  }

  /// Prunes one job.
  ///
  /// - Returns: nil where there is nothing to remove.
  /// - Throws: `.lostRace` where it has left `state`, or work waits in it.
  public func prune(_ name: String, in state: JobState) throws(SpoolError) -> PrunedJob? {
    let job = JobFolder(name: name, folder: try spool[state].folder(name), state: state)
    try checkRest(job)
    let doomed = try keep == .nothing ? [] : doomed(in: job)
    var count = DiskCount()
    for entry in doomed { try count.add(entry.name, of: entry.folder) }
    if keep == .nothing { try count.add(name, of: spool[state]) }
    guard count.files > 0 else { return nil }
    if !isRehearsal { try remove(doomed, of: job) }
    return PrunedJob(job: name, state: state, freed: count.freed, removed: count.files)
  }

  private func checkRest(_ job: JobFolder) throws(SpoolError) {
    let isWaiting = [ShotState.todo, .drawing, .drawn, .animating].contains { state in
      ((try? job.shots(state).names()) ?? []).contains { ShotTicket.shot(ofFile: $0) != nil }
    }
    if Self.states.contains(job.state), !(job.state == .done && isWaiting) { return }
    throw SpoolError(.lostRace, "unable to prune \(job.name): it is at work, or about to be")
  }

  // MARK: What goes

  private struct Entry {
    var folder: Folder
    var name: String
  }

  private func doomed(in job: JobFolder) throws(SpoolError) -> [Entry] {
    var found: [Entry] = []
    for name in ["song.wav", "earlier"] where job.folder.has(name) {
      found.append(Entry(folder: job.folder, name: name))
    }
    let current = FinishedCut.current(of: job.folder)
    if let cuts = try? job.folder.folder("cuts") {
      for name in try cuts.names() where name != current.map(String.init) {
        found.append(Entry(folder: cuts, name: name))
      }
    }
    let used = usedTakes(job, current)
    guard let takes = try? job.folder.folder("takes") else { return found }
    for shot in try takes.names().sorted() where ShotTicket.shot(ofFile: "\(shot).json") != nil {
      for number in try TakeFolder.numbers(of: shot, in: job) {
        let take = try TakeFolder.open(number, of: shot, in: job).folder
        found += try entries(take, isUsed: used[shot]?.contains(number) == true)
      }
    }
    return found
  }

  /// Documents of a take stay: they say what was made and paid, and that its number is taken. So does a try whose call to
  /// a provider may still be answered, or was and is not used yet: it may be paid for.
  private func entries(_ take: Folder, isUsed: Bool) throws(SpoolError) -> [Entry] {
    let kept: Set<String> =
      keep == .scenes && isUsed ? [TakeFolder.still, TakeFolder.conformed, TakeFolder.tile] : []
    return try take.names().sorted().filter { name in
      !kept.contains(name) && !name.hasSuffix(".json") && !hasOpenCall(name, in: take)
    }.map { Entry(folder: take, name: $0) }
  }

  private func hasOpenCall(_ attempt: String, in take: Folder) -> Bool {
    guard let folder = try? take.folder(attempt), folder.has(FileNotes.call) else { return false }
    return (try? Document.read(CallNote.self, FileNotes.call, in: folder))?.isOpen ?? true
  }

  /// The takes that tickets or the current film stand on, by shot.
  private func usedTakes(_ job: JobFolder, _ current: Int?) -> [String: Set<Int>] {
    var used: [String: Set<Int>] = [:]
    for state in ShotState.allCases {
      guard let folder = try? job.shots(state) else { continue }
      for file in (try? folder.names()) ?? [] {
        guard let ticket = try? Document.read(ShotTicket.self, file, in: folder) else { continue }
        used[ticket.shot.id, default: []].insert(ticket.take)
      }
    }
    guard let current, let cut = try? job.folder.folder("cuts").folder(String(current)),
      let report = try? Document.read(Report.self, "report.json", in: cut)
    else { return used }
    for shot in report.shots { used[shot.id, default: []].insert(shot.take) }
    return used
  }

  // MARK: Removing

  private func remove(_ doomed: [Entry], of job: JobFolder) throws(SpoolError) {
    let tmp = try spool.own("tmp")
    let name = Durable.temporaryName("prune")
    meanwhile(job.name)
    guard keep != .nothing else {
      guard job.isStill(in: job.state, of: spool) else { throw SpoolError(.lostRace, left(job)) }
      try Durable.move(job.name, from: spool[job.state], to: tmp, as: name)
      return try tmp.removeTree(name)
    }
    let bin = try tmp.folder(making: name)
    var moved: [(entry: Entry, name: String)] = []
    do throws(SpoolError) {
      for (index, entry) in doomed.enumerated() {
        guard job.isStill(in: job.state, of: spool) else { throw SpoolError(.lostRace, left(job)) }
        try Durable.move(entry.name, from: entry.folder, to: bin, as: String(index))
        moved.append((entry, String(index)))
      }
      try checkRest(job)
      guard job.isStill(in: job.state, of: spool) else { throw SpoolError(.lostRace, left(job)) }
      if keep == .final && FinishedCut.current(of: job.folder) == nil { try sendBack(job) }
    } catch {
      for (entry, name) in moved.reversed() { try? Durable.move(name, from: bin, to: entry.folder, as: entry.name) }
      try tmp.removeTree(name)
      throw error
    }
    try tmp.removeTree(name)
  }

  /// Without a film there is nothing that a pruned clip could come back out of: its shot is to be made again, and says so.
  private func sendBack(_ job: JobFolder) throws(SpoolError) {
    for state in [ShotState.ready, .drawn] {
      guard let folder = try? job.shots(state) else { continue }
      for file in try folder.names() where ShotTicket.shot(ofFile: file) != nil {
        try Durable.move(file, from: folder, to: job.shots(.todo))
      }
    }
  }

  private func left(_ job: JobFolder) -> String { "unable to prune \(job.name): it has left \(job.state.rawValue)/" }
}

/// Bytes that a removal gives back: a file with a second name elsewhere gives none.
private struct DiskCount {
  private struct Inode: Hashable {
    var device: UInt64
    var inode: UInt64
  }
  private var seen: [Inode: UInt64] = [:]
  private(set) var freed: Int64 = 0
  private(set) var files = 0

  mutating func add(_ name: String, of folder: Folder, depth: Int = 64) throws(SpoolError) {
    let status = try folder.status(name)
    files += 1
    if status.form == .file { add(status) }
    guard status.form == .folder else { return }
    guard depth > 0 else { return }
    let inner = try folder.folder(name)
    for child in try inner.names() { try add(child, of: inner, depth: depth - 1) }
  }

  private mutating func add(_ status: FileStatus) {
    let inode = Inode(device: status.device, inode: status.inode)
    seen[inode, default: 0] += 1
    if seen[inode] == status.links { freed += Int64(clamping: status.size) }
  }
}
