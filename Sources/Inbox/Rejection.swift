// What cannot become a film becomes a job in failed/ all the same: its reason can be read, its files are kept, and a
// person can mend it there. What cannot be kept (a link, a device, a file too large) stays in the inbox, hidden.
import Spool
import Vocabulary

extension Adoption {
  /// Publishes the job in failed/.
  func reject(_ reasons: [String], _ candidate: Candidate) throws(CopyFault) -> AdoptionOutcome {
    let reasons = reasons.count > 12 ? reasons.prefix(12) + ["and \(reasons.count - 12) more of this kind"] : reasons
    let isWhole = try keep(candidate)
    do throws(SpoolError) {
      try candidate.draft.clear()
      let job = try publish(rejected: candidate, reasons, isWhole)
      if isWhole { tidy(candidate.taken) } else { hide(candidate.taken) }
      return .rejected(job: job, reasons)
    } catch { throw .spool(error) }
  }

  /// Copies what is a regular file within the limits and not copied yet; of an archive, the archive itself.
  ///
  /// - Returns: whether everything is kept, so that the bundle can be removed.
  private func keep(_ candidate: Candidate) throws(CopyFault) -> Bool {
    if case .archive = candidate.taken.form {
      do throws(SpoolError) { return try candidate.draft.keepArchive() } catch { throw .spool(error) }
    }
    guard !candidate.contents.members.isEmpty else { return candidate.contents.isListed }
    let bundle = try home(of: candidate)
    var isWhole = candidate.contents.isListed && candidate.contents.members.count <= rules.members
    var total: UInt64 = 0
    for member in candidate.contents.members.prefix(rules.members) where !candidate.draft.has(member) {
      total += member.status.size
      let fits = member.status.form == .file && member.status.size <= rules.songBytes && total <= rules.bundleBytes
      let isKept = fits ? try keep(member, of: bundle, candidate) : false
      isWhole = isWhole && isKept
    }
    return isWhole
  }

  /// False where it cannot be read.
  private func keep(_ member: BundleMember, of bundle: Folder, _ candidate: Candidate) throws(CopyFault) -> Bool {
    do throws(CopyFault) {
      try candidate.draft.add(asExtra(member, candidate.contents), from: bundle)
      return true
    } catch {
      guard case .unreadable = error else { throw error }
      return false
    }
  }

  /// Of two songs none is the song: both are kept as extras.
  private func asExtra(_ member: BundleMember, _ contents: BundleContents) -> BundleMember {
    var kept = member
    if contents.all(member.kind).count > 1 && member.kind != .reference { kept.kind = .other }
    return kept
  }

  private func publish(rejected candidate: Candidate, _ reasons: [String], _ isWhole: Bool)
    throws(SpoolError) -> String
  {
    let entries = candidate.taken.entries
    let refused = isWhole ? nil : entries.map { Taken.refused($0.name) }
    let text = RejectionText(reasons: reasons, label: candidate.label, refused: refused).text
    let ticket = ticket(rejected: candidate, reasons, isWhole)
    guard case .free(let job) = try names.claim(slug: Slug.of(candidate.label), digest: ticket.digest, again: true)
    else {
      throw SpoolError(.taken, "unable to name the rejected \(quoted(candidate.label))")
    }
    defer { names.release(job) }
    try candidate.draft.write(Array(text.utf8), as: "reason.txt")
    try candidate.draft.write(Document.encode(ticket), as: "job.json")
    try candidate.draft.publish(as: job, in: .failed, of: spool)
    return job
  }

  private func ticket(rejected candidate: Candidate, _ reasons: [String], _ isWhole: Bool) -> JobTicket {
    let entries = candidate.taken.entries
    let digest = Digest()
    for entry in entries { digest.add("\(entry.name) \(entry.status.inode) \(entry.status.modified)") }
    for reason in reasons { digest.add(reason) }
    var ticket = JobTicket(
      title: candidate.label, owner: Owner(of: candidate.taken), digest: digest.finish(), options: JobOptions(),
      adopted: "\(Instant.now)", source: candidate.draft.sources,
      taken: entries.map { TakenEntry($0, refused: isWhole ? nil : true) })
    ticket.failedIn = .analyzing
    let why = "unable to accept \(quoted(candidate.label)): \(reasons.joined(separator: "; "))"
    ticket.lastFailure = Failure(.invalid, why)
    return ticket
  }

  /// What could not be kept stays, under a name that says so; beside an older one under a numbered name.
  func hide(_ taken: Taken) {
    for entry in taken.entries {
      for round in 1...99 where spool[.inbox].has(entry.hidden) {
        let name = Taken.refused(round == 1 ? entry.name : Taken.numbered(entry.name, round))
        try? Durable.move(entry.hidden, from: spool[.inbox], to: spool[.inbox], as: name)
      }
    }
  }
}

/// reason.txt of a bundle that was rejected.
struct RejectionText {
  var reasons: [String]
  var label: String
  /// Names in the inbox of what could not be kept; nil where everything was.
  var refused: [String]?

  var text: String {
    var lines = ["unable to accept \(quoted(label)):"]
    lines += reasons.map { "  - \($0)" }
    lines.append("")
    lines.append("What could be kept of it lies in source/. Mend it and drop it into inbox/ again;")
    lines.append("then this folder can be removed.")
    if let refused {
      lines.append("The rest was not copied; it stays hidden in the inbox as")
      lines += refused.map { "  inbox/\(quoted($0))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
