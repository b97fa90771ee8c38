// A bundle becomes a job. The sequence, and what a crash after each step leaves (Recovery.swift takes it up):
//
//   1. NAME -> .taken-NAME             the bundle, hidden; no job: it is renamed back
//   2. copy into .reelspool/tmp        the same, and a draft that start-up removes
//   3. the draft -> analyzing/JOB      accepted: job.json names what was taken, so it is not adopted twice
//   4. .taken-NAME -> .adopted-NAME    the same; from here on there is only something to remove
//   5. .adopted-NAME is removed        done
//
// Adoption copies, it never moves: a service user cannot rename another person's folder to a new parent. Whatever goes
// wrong before step 3 renames the bundle back.
import Glibc
import Spool
import Vocabulary

/// What became of a bundle.
enum AdoptionOutcome: Equatable {
  case adopted(job: String)
  /// The same digest as a job that lives; its name and where it lies.
  case duplicate(job: String, JobState)
  case rejected(job: String, [String])
  /// It changed while it was read: it is back in the inbox, and has to settle again.
  case changed
  /// It is an archive that cannot be listed yet: it is back in the inbox.
  case incomplete
}

/// Adopts one bundle at a time; made anew for each.
struct Adoption {
  let spool: SpoolFolders
  let rules: InboxRules
  let names: NameBook
  let unpacker: Unpacker
  /// Told the name under which something is about to be renamed back, before it is.
  var returning: @Sendable (String) -> Void = { _ in }

  /// A bundle on its way.
  struct Candidate {
    let taken: Taken
    /// What its owner calls it.
    let label: String
    let draft: Draft
    /// What was found in it, as far as that was read.
    var contents = BundleContents()
  }

  /// Adopts the bundle `form`, called `label` by its owner, which looked like `seen` when it was judged.
  /// With `isPatient`, an archive that cannot be listed yet goes back: its upload may not have ended.
  ///
  /// - Throws: what is wrong on our side; the bundle is back in the inbox then.
  func adopt(_ form: BundleForm, label: String, seen: BundleContents, isPatient: Bool)
    throws(SpoolError) -> AdoptionOutcome
  {
    let taken = try take(form)
    do throws(SpoolError) {
      let draft = try Draft(in: spool, stop: unpacker.stop)
      defer { draft.discard() }
      var candidate = Candidate(taken: taken, label: label, draft: draft)
      return try decide(&candidate, seen, isPatient)
    } catch {
      giveBack(taken)
      throw error
    }
  }

  private func decide(_ candidate: inout Candidate, _ seen: BundleContents, _ isPatient: Bool)
    throws(SpoolError) -> AdoptionOutcome
  {
    do throws(CopyFault) {
      do throws(CopyFault) {
        return try examine(&candidate, seen, isPatient)
      } catch {
        guard case .unreadable(let reason) = error else { throw error }
        return try reject([reason], candidate)
      }
    } catch {
      if case .spool(let trouble) = error { throw trouble }
      giveBack(candidate.taken)
      return .changed
    }
  }

  private func examine(_ candidate: inout Candidate, _ seen: BundleContents, _ isPatient: Bool)
    throws(CopyFault) -> AdoptionOutcome
  {
    candidate.contents = try read(candidate, like: seen)
    let contents = candidate.contents
    if isPatient, case .archive = candidate.taken.form, contents.wrong.isEmpty, !contents.missing.isEmpty {
      giveBack(candidate.taken)
      return .incomplete
    }
    guard contents.isComplete else { return try reject(contents.wrong + contents.missing, candidate) }
    let bundle = try home(of: candidate)
    for member in contents.members { try candidate.draft.add(member, from: bundle) }
    switch written(in: candidate.draft) {
    case .success(let concept): return try publish(candidate, concept)
    case .failure(let fault): return try reject([fault.reason], candidate)
    }
  }

  // MARK: Taking

  /// Hides the entries. Where one has gone meanwhile the others come back.
  func take(_ form: BundleForm) throws(SpoolError) -> Taken {
    var taken = Taken(form: form, entries: [])
    do throws(SpoolError) {
      for name in form.entries {
        let hidden = Taken.hidden(name)
        // Not synced: until the job is published, start-up takes it up under either name.
        try Durable.rename(name, to: hidden, in: spool[.inbox])
        taken.entries.append(Taken.Entry(name: name, hidden: hidden, status: try spool[.inbox].status(hidden)))
      }
      return taken
    } catch {
      giveBack(taken)
      throw error
    }
  }

  /// Renames all back: to their names, or where one of these was used again meanwhile, to numbered ones. What the disk
  /// does not let go back stays hidden, and the lane tries again.
  func giveBack(_ taken: Taken) {
    var rest = taken.entries
    for round in 1...99 where !rest.isEmpty {
      func name(_ entry: Taken.Entry) -> String { round == 1 ? entry.name : Taken.numbered(entry.name, round) }
      guard !rest.contains(where: { spool[.inbox].has(name($0)) }) else { continue }
      var isRefused = false
      rest.removeAll { entry in
        let isBack = bringBack(entry, as: name(entry))
        if isBack == nil { isRefused = true }
        return isBack ?? false
      }
      if isRefused { return }
    }
  }

  /// Whether it lies under that name now, or is gone; false where the name was used again, nil where the disk refuses.
  private func bringBack(_ entry: Taken.Entry, as name: String) -> Bool? {
    returning(name)
    do throws(SpoolError) {
      try Durable.move(entry.hidden, from: spool[.inbox], to: spool[.inbox], as: name)
      return true
    } catch {
      if !spool[.inbox].has(entry.hidden) { return true }
      return error.kind == .taken ? false : nil
    }
  }

  // MARK: Reading

  /// The bundle as it lies now under its hidden name; an archive is unpacked into the draft first.
  private func read(_ candidate: Candidate, like seen: BundleContents) throws(CopyFault) -> BundleContents {
    let taken = candidate.taken
    do throws(SpoolError) {
      var contents = try BundleReader(rules: rules).read(taken.hiddenForm, in: spool[.inbox])
      contents.call(taken.entries)
      // The renaming changed a loose file's ctime, so only what a writer changes is compared.
      guard contents.isLike(seen) else { throw SpoolError(.lostRace, "changed") }
      guard case .archive = taken.form else { return contents }
    } catch {
      throw error.kind == .lostRace ? .changed : .spool(error)
    }
    return try unpacker.unpack(taken.entries[0], from: spool[.inbox], into: candidate.draft, rules)
  }

  /// The folder in which the members lie.
  func home(of candidate: Candidate) throws(CopyFault) -> Folder {
    do throws(SpoolError) {
      switch candidate.taken.form {
      case .folder: return try spool[.inbox].folder(candidate.taken.entries[0].hidden)
      case .archive: return try candidate.draft.folder.folder(Unpacker.place)
      case .loose: return spool[.inbox]
      }
    } catch { throw error.kind == .lostRace ? .changed : .spool(error) }
  }

  private func written(in draft: Draft) -> Result<ConceptFile, ConceptFile.Fault> {
    let limit = Int(rules.conceptBytes) * 4
    return Result { () throws(ConceptFile.Fault) in
      try ConceptFile(
        prose: draft.text("concept.txt", limit: limit), options: draft.text("concept.json", limit: limit),
        submit: draft.text("submit.json", limit: limit), rules: rules)
    }
  }

  // MARK: Publishing

  private func publish(_ candidate: Candidate, _ concept: ConceptFile) throws(CopyFault) -> AdoptionOutcome {
    do throws(SpoolError) {
      try candidate.draft.clear()
      let ticket = ticket(candidate, concept.options)
      switch try names.claim(slug: Slug.of(ticket.title), digest: ticket.digest, again: concept.isRepeat) {
      case .free(let job):
        defer { names.release(job) }
        try candidate.draft.write(Document.encode(ticket), as: "job.json")
        try candidate.draft.publish(as: job, in: .analyzing, of: spool)
        tidy(candidate.taken)
        return .adopted(job: job)
      case .same(let job, let state):
        try DuplicateAnswer(job: job, state: state).write(for: candidate.label, in: spool)
        tidy(candidate.taken)
        return .duplicate(job: job, state)
      }
    } catch { throw .spool(error) }
  }

  private func ticket(_ candidate: Candidate, _ options: JobOptions) -> JobTicket {
    let given = options.title.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    let title = given ?? candidate.label
    let owner = Owner(of: candidate.taken)
    let files = candidate.draft.sources
    let digest = Digest()
    digest.add(Slug.of(title))
    for file in [files.song, files.concept].compactMap({ $0 }) + files.references { digest.add(file.digest) }
    digest.add(files.character?.digest ?? "")
    digest.add(files.lyrics?.digest ?? "")
    digest.add((try? Document.line(options)) ?? "")
    digest.add(String(owner.uid))
    return JobTicket(
      title: title, owner: owner, digest: digest.finish(), options: options, adopted: "\(Instant.now)", source: files,
      taken: candidate.taken.entries.map { TakenEntry($0) })
  }

  /// What was taken has become a job, or has been answered: remove it. Where its owner's rights forbid that, it stays
  /// hidden under a name that says so, `doctor` shows it, and each start tries again.
  func tidy(_ taken: Taken) {
    for entry in taken.entries {
      let adopted = Taken.adopted(entry.name)
      // Not synced: under its old name start-up finds its job, and tidies again.
      try? Durable.rename(entry.hidden, to: adopted, in: spool[.inbox])
      // An older one may still stand under that name: then it is removed from where it is.
      for name in [adopted, entry.hidden] { try? spool[.inbox].removeTree(name) }
    }
  }
}

extension TakenEntry {
  init(_ entry: Taken.Entry, refused: Bool? = nil) {
    self.init(name: entry.name, device: entry.status.device, inode: entry.status.inode, refused: refused)
  }
}
