// What cannot become a film becomes a job in failed/ all the same: its reason can be read, its files are kept, and a
// person can mend it there. What cannot be kept (a link, a device, a file too large) stays in the inbox, hidden.
import Spool
import Vocabulary

extension Adoption {
  /// Publishes the job in failed/. Never throws because of the bundle itself.
  func reject(_ reasons: [String], _ taken: Taken, _ label: String, _ contents: BundleContents, _ draft: Draft)
    throws(CopyFault) -> AdoptionOutcome
  {
    let isWholeCopy = keep(contents, taken, draft)
    do throws(SpoolError) {
      if draft.folder.has(Unpacker.place) { try draft.folder.removeTree(Unpacker.place) }
      let job = try publishRejected(reasons, taken, label, draft, isWholeCopy)
      if isWholeCopy { tidy(taken) } else { hide(taken) }
      return .rejected(job: job, reasons)
    } catch { throw .spool(error) }
  }

  /// Copies what is a regular file within the limits. True if that was everything.
  private func keep(_ contents: BundleContents, _ taken: Taken, _ draft: Draft) -> Bool {
    if contents.members.isEmpty { return !(try? draft.source.names().isEmpty).map { $0 }! }
    guard let bundle = try? rejectedHome(taken, draft) else { return false }
    var isWhole = contents.members.count <= rules.members
    var total: UInt64 = 0
    for member in contents.members.prefix(rules.members) {
      total += member.status.size
      let fits = member.status.form == .file && member.status.size <= rules.songBytes && total <= rules.bundleBytes
      guard fits, (try? draft.add(asExtra(member, contents), from: bundle)) != nil else {
        isWhole = false
        continue
      }
    }
    return isWhole
  }

  /// Of two songs none is the song: both are kept as extras.
  private func asExtra(_ member: BundleMember, _ contents: BundleContents) -> BundleMember {
    var kept = member
    if contents.all(member.kind).count > 1 && member.kind != .reference { kept.kind = .other }
    return kept
  }

  private func rejectedHome(_ taken: Taken, _ draft: Draft) throws(SpoolError) -> Folder {
    switch taken.form {
    case .folder: try spool[.inbox].folder(taken.entries[0].hidden)
    case .archive: draft.folder.has(Unpacker.place) ? try draft.folder.folder(Unpacker.place) : spool[.inbox]
    case .loose: spool[.inbox]
    }
  }

  private func publishRejected(
    _ reasons: [String], _ taken: Taken, _ label: String, _ draft: Draft, _ isWholeCopy: Bool
  ) throws(SpoolError) -> String {
    let digest = Digest()
    for entry in taken.entries { digest.add("\(entry.name) \(entry.status.inode) \(entry.status.modified)") }
    for reason in reasons { digest.add(reason) }
    let hex = digest.finish()
    let kept = isWholeCopy ? nil : taken.entries.map { Taken.refused($0.name) }
    let text = RejectionText(reasons: reasons, label: label, refused: kept).text
    var ticket = JobTicket(
      title: label, owner: Owner(of: taken), digest: hex, options: JobOptions(), adopted: "\(Instant.now)",
      source: draft.files,
      taken: taken.entries.map { TakenEntry(name: $0.name, device: $0.status.device, inode: $0.status.inode) })
    ticket.failedIn = .analyzing
    ticket.lastFailure = Failure(.invalid, "unable to accept \(quoted(label)): \(reasons.joined(separator: "; "))")
    switch try names.claim(slug: Slug.of(label), digest: hex, again: true, taken: taken) {
    case .same(let job, _, _): return job
    case .free(let job):
      defer { names.release(job) }
      try draft.write(Array(text.utf8), as: "reason.txt")
      try draft.write(Document.encode(ticket), as: "job.json")
      try draft.publish(as: job, in: .failed, of: spool)
      return job
    }
  }

  private func hide(_ taken: Taken) {
    for entry in taken.entries {
      try? Durable.move(entry.hidden, from: spool[.inbox], to: spool[.inbox], as: Taken.refused(entry.name))
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
