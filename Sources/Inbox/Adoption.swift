// A bundle becomes a job. The sequence, and what a crash after each step leaves:
//
//   1. NAME -> .taken-NAME           the bundle, hidden; start-up takes it up again
//   2. copy into .reelspool/tmp      the same, and a draft that start-up removes
//   3. the draft -> analyzing/JOB    accepted: the job exists, .taken-NAME is only to be tidied
//   4. .taken-NAME is removed        done
//
// Adoption copies, it never moves: a service user cannot rename another person's folder to a new parent.
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

struct Adoption {
  let spool: SpoolFolders
  let rules: InboxRules
  let names: NameBook
  let unpacker: Unpacker

  /// Adopts the bundle `form`, called `label` by its owner. Entries that begin with `.taken-` are already ours (a
  /// crash came between); others are taken first.
  /// With `isPatient`, an archive that cannot be listed yet goes back: its upload may not have ended.
  func adopt(_ form: BundleForm, label: String, seen: BundleContents, isPatient: Bool) throws(SpoolError) -> AdoptionOutcome {
    let taken = try take(form)
    let draft = try Draft(in: spool)
    defer { draft.discard() }
    do throws(CopyFault) {
      let contents = try read(taken, into: draft, like: seen)
      if isPatient, case .archive = form, contents.wrong.isEmpty, !contents.missing.isEmpty {
        try lift { () throws(SpoolError) in try giveBack(taken) }
        return .incomplete
      }
      guard contents.isComplete else {
        return try reject(contents.wrong + contents.missing, taken, label, contents, draft)
      }
      let bundle = try home(of: taken, draft)
      for member in contents.members { try draft.add(member, from: bundle) }
      switch written(in: draft) {
      case .success(let concept): return try publish(draft, concept, taken, label)
      case .failure(let fault): return try reject([fault.reason], taken, label, BundleContents(), draft)
      }
    } catch {
      return try settle(error, taken, label, draft)
    }
  }

  private func settle(_ fault: CopyFault, _ taken: Taken, _ label: String, _ draft: Draft)
    throws(SpoolError) -> AdoptionOutcome
  {
    switch fault {
    case .changed:
      try giveBack(taken)
      return .changed
    case .unreadable(let reason):
      return try lift { () throws(CopyFault) in try reject([reason], taken, label, BundleContents(), draft) }
    case .spool(let error):
      try giveBack(taken)
      throw error
    }
  }

  private func lift(_ body: () throws(SpoolError) -> Void) throws(CopyFault) {
    do throws(SpoolError) { try body() } catch { throw .spool(error) }
  }

  private func lift(_ body: () throws(CopyFault) -> AdoptionOutcome) throws(SpoolError) -> AdoptionOutcome {
    do throws(CopyFault) { return try body() } catch {
      if case .spool(let error) = error { throw error }
      throw SpoolError(.failed(0), "unable to reject a bundle: \(error)")
    }
  }

  // MARK: Taking

  func take(_ form: BundleForm) throws(SpoolError) -> Taken {
    var entries: [Taken.Entry] = []
    for name in form.entries {
      let hidden = Taken.hidden(name)
      let status = try spool[.inbox].status(name)
      if hidden != name { try Durable.move(name, from: spool[.inbox], to: spool[.inbox], as: hidden) }
      entries.append(Taken.Entry(name: Taken.shown(name), hidden: hidden, status: status))
    }
    let isRecovered = form.entries.contains { $0.hasPrefix(Taken.prefix) }
    return Taken(form: form, entries: entries, isRecovered: isRecovered)
  }

  func giveBack(_ taken: Taken) throws(SpoolError) {
    for entry in taken.entries {
      try? Durable.move(entry.hidden, from: spool[.inbox], to: spool[.inbox], as: entry.name)
    }
  }

  // MARK: Reading

  /// The bundle as it lies now under its hidden name; the folder of an archive is unpacked into the draft first.
  private func read(_ taken: Taken, into draft: Draft, like seen: BundleContents) throws(CopyFault) -> BundleContents {
    if case .archive = taken.form { return try unpacker.unpack(taken.entries[0], from: spool[.inbox], into: draft, rules) }
    do throws(SpoolError) {
      let contents = try BundleReader(rules: rules).read(taken.hiddenForm, in: spool[.inbox])
      // The renaming changed a loose file's ctime, so only what a writer changes is compared.
      guard contents.isLike(seen) || seen.members.isEmpty else { throw SpoolError(.lostRace, "changed") }
      return contents
    } catch {
      throw error.kind == .lostRace ? .changed : .spool(error)
    }
  }

  private func home(of taken: Taken, _ draft: Draft) throws(CopyFault) -> Folder {
    do throws(SpoolError) {
      switch taken.form {
      case .folder: return try spool[.inbox].folder(taken.entries[0].hidden)
      case .archive: return try draft.folder.folder(Unpacker.place)
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

  private func publish(_ draft: Draft, _ concept: ConceptFile, _ taken: Taken, _ label: String)
    throws(CopyFault) -> AdoptionOutcome
  {
    do throws(SpoolError) {
      if draft.folder.has(Unpacker.place) { try draft.folder.removeTree(Unpacker.place) }
      let ticket = ticket(draft, concept.options, taken, label, owner: Owner(of: taken))
      switch try names.claim(slug: Slug.of(ticket.title), digest: ticket.digest, again: concept.isRepeat, taken: taken) {
      case .free(let job):
        defer { names.release(job) }
        try draft.write(Document.encode(ticket), as: "job.json")
        try draft.publish(as: job, in: .analyzing, of: spool)
        tidy(taken)
        return .adopted(job: job)
      case .same(let job, _, isItself: true):
        tidy(taken)
        return .adopted(job: job)
      case .same(let job, let state, isItself: false):
        try DuplicateAnswer(job: job, state: state).write(for: label, in: spool)
        tidy(taken)
        return .duplicate(job: job, state)
      }
    } catch { throw .spool(error) }
  }

  private func ticket(_ draft: Draft, _ options: JobOptions, _ taken: Taken, _ label: String, owner: Owner) -> JobTicket {
    let title = options.title ?? label
    let digest = Digest()
    digest.add(Slug.of(title))
    for file in [draft.files.song, draft.files.concept].compactMap({ $0 }) + draft.files.references { digest.add(file.digest) }
    digest.add(draft.files.character?.digest ?? "")
    digest.add(draft.files.lyrics?.digest ?? "")
    digest.add((try? Document.line(options)) ?? "")
    digest.add(String(owner.uid))
    return JobTicket(
      title: title, owner: owner, digest: digest.finish(), options: options, adopted: "\(Instant.now)",
      source: draft.files,
      taken: taken.entries.map { TakenEntry(name: $0.name, device: $0.status.device, inode: $0.status.inode) })
  }

  /// What was taken has become a job: remove it. Where its owner's rights forbid that it stays, hidden under a name
  /// that says so, and `doctor` shows it.
  func tidy(_ taken: Taken) {
    for entry in taken.entries {
      do { try spool[.inbox].removeTree(entry.hidden) } catch {
        try? Durable.move(entry.hidden, from: spool[.inbox], to: spool[.inbox], as: Taken.adopted(entry.name))
      }
    }
  }
}
