// What a crash left hidden in the inbox. The disk alone decides: a job that names an entry by its inode was made of it.
import Spool

extension Adoption {
  /// Takes up what an adoption left that was cut off. Before any other adoption runs.
  func recover() throws(SpoolError) {
    let entries = try spool[.inbox].names()
    for name in entries where Taken.isAdopted(name) { try? spool[.inbox].removeTree(name) }
    let hidden = entries.filter { Taken.isHidden($0) }
    let known = try made(of: hidden)
    var orphans: [String] = []
    for name in hidden {
      guard let entry = known.first(where: { disk(Taken.hidden($0.name)) == disk(name) }) else {
        orphans.append(name)
        continue
      }
      try finish(entry, hidden: name)
    }
    for bundle in BundleFinder(inbox: spool[.inbox]).hiddenBundles(among: orphans) { try comeBack(bundle) }
  }

  private func finish(_ entry: TakenEntry, hidden: String) throws(SpoolError) {
    let status = try spool[.inbox].status(hidden)
    let taken = Taken(form: .loose([]), entries: [Taken.Entry(name: entry.name, hidden: hidden, status: status)])
    if entry.refused == true { hide(taken) } else { tidy(taken) }
  }

  private func comeBack(_ bundle: FoundBundle) throws(SpoolError) {
    var taken = Taken(form: bundle.form, entries: [])
    for name in bundle.form.entries {
      taken.entries.append(Taken.Entry(name: Taken.shown(name), hidden: name, status: try spool[.inbox].status(name)))
    }
    giveBack(taken)
  }

  /// The entries among `hidden` of which a job was made.
  ///
  /// Hiding an entry is the last that changed it, and its job is younger. So of a hundred thousand jobs in done/ only
  /// the youngest are opened; and an older job whose bundle had the same inode is not taken for it.
  private func made(of hidden: [String]) throws(SpoolError) -> [TakenEntry] {
    var changed: [UInt64: Int64] = [:]
    for name in hidden {
      let status = try spool[.inbox].status(name)
      changed[status.inode] = status.changed
    }
    guard let oldest = changed.values.min() else { return [] }
    var found: [TakenEntry] = []
    for ticket in tickets(since: oldest) {
      guard let adopted = Instant(ticket.adopted) else { continue }
      // job.json has whole milliseconds, and a file's time is that of the kernel's last tick.
      found += ticket.taken.filter { entry in
        changed[entry.inode].map { $0 <= adopted.nanoseconds + 2_000_000 } ?? false
      }
    }
    return found
  }

  private func tickets(since oldest: Int64) -> [JobTicket] {
    JobState.holdingJobs.flatMap { state -> [JobTicket] in
      ((try? spool[state].names()) ?? []).compactMap { job in
        guard let status = try? spool[state].status(job), status.form == .folder, status.changed >= oldest else {
          return nil
        }
        return (try? spool[state].folder(job)).flatMap { try? Document.read(JobTicket.self, "job.json", in: $0) }
      }
    }
  }
}
