// planning/: the concept becomes a treatment, the characters get their pictures, the song is cut into shots. Three works,
// because each holds another lane; each publishes one thing, and the next begins where that stands.
import Generating
import Inbox
import Media
import Planning
import Spool
import Vocabulary

/// What the planning works read.
struct PlanningDesk {
  let shop: Workshop
  let job: JobFolder
  let ticket: JobTicket

  init(_ shop: Workshop, _ job: JobFolder) throws(Failure) {
    self.shop = shop
    self.job = job
    ticket = try onDisk { () throws(SpoolError) in try JobDesk(shop: shop, job: job).ticket() }
  }

  var options: JobOptions { ticket.options }

  func document<Value: Decodable>(_ type: Value.Type, _ name: String) throws(Failure) -> Value {
    try onDisk { () throws(SpoolError) in try Document.read(type, name, in: job.folder) }
  }

  /// - Parameter step: what the writer is asked for; nil where nobody is.
  func brief(_ step: ErrandStep? = nil) throws(Failure) -> Brief {
    let errand: Errand?
    if let step { errand = try self.errand(step).errand } else { errand = nil }
    return try brief(errand)
  }

  private func brief(_ errand: Errand?) throws(Failure) -> Brief {
    Brief(
      concept: try concept(), title: ticket.title, fidelity: options.fidelity ?? shop.settings.fidelity,
      music: try document(MusicMap.self, "analysis.json"), seed: shop.seed(ticket), lead: try lead(), lyrics: lyrics(),
      errand: errand)
  }

  private func source(_ file: SourceFile?) -> [UInt8]? {
    guard let file, let folder = try? job.folder.folder("source") else { return nil }
    return try? folder.read(file.name, limit: 1 << 20)
  }

  /// The prose; of a concept.json its `concept`.
  private func concept() throws(Failure) -> String {
    guard let file = ticket.source.concept, let bytes = source(file) else {
      throw Failure(.invalid, "unable to read the concept: source/ has none", remedy: "drop the bundle again")
    }
    // A byte order mark is an editor's, not a word of the concept.
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard file.name.hasSuffix(".json") else { return String(decoding: text, as: UTF8.self) }
    struct Prose: Decodable {
      var concept: String?
      var text: String?
    }
    let prose = try onDisk { () throws(SpoolError) in
      try Document.decode(Prose.self, from: Array(text), called: file.name)
    }
    return prose.concept ?? prose.text ?? ""
  }

  private func lead() throws(Failure) -> Character? {
    guard let bytes = source(ticket.source.character) else { return nil }
    do throws(SpoolError) { return try Document.decode(Character.self, from: bytes, called: "character.json") } catch {
      throw Failure(
        .invalid, error.message, remedy: "use the character.json of an earlier job as it is, or leave it out")
    }
  }

  private func lyrics() -> String? { source(ticket.source.lyrics).map { String(decoding: $0, as: UTF8.self) } }
}

struct TreatWork {
  let shop: Workshop
  let job: JobFolder
  let stop: Stop

  func run() throws(Failure) {
    let desk = try PlanningDesk(shop, job)
    let stop = stop
    let writer = try shop.writer(desk.options)
    let treatment = try writer.treat(try desk.brief(.treatment), isStopped: { stop.isAsked })
    tell(treatment, of: writer.name)
    try onDisk { () throws(SpoolError) in
      try Durable.publish(Document.encode(treatment), as: "treatment.json", in: job.folder, through: shop.tmp)
    }
  }
}

extension TreatWork {
  /// What was to be a model's and is not is said.
  private func tell(_ treatment: Treatment, of writer: String) {
    // A team is called by the names of its members, the first one first.
    if writer != treatment.writer, !writer.hasPrefix("\(treatment.writer)+") {
      shop.log(.warning, "\(job.name): \(treatment.writer) wrote the treatment instead of \(writer)")
    }
    let missing = treatment.fallbacks
    guard !missing.isEmpty else { return }
    shop.log(
      .warning,
      "\(job.name): \(treatment.writer) left out \(missing.joined(separator: ", ")); the built-in writer's stand in")
  }
}

/// Draws what the characters look like, before any shot: the folder `characters/` appears with all of them.
struct CastWork {
  let shop: Workshop
  let job: JobFolder
  let stop: Stop

  func run() throws(Failure) {
    let desk = try PlanningDesk(shop, job)
    let treatment = try desk.document(Treatment.self, "treatment.json")
    let maker = try shop.stillMaker(desk.options)
    let name = Durable.temporaryName("cast")
    let cast = try onDisk { () throws(SpoolError) in try shop.tmp.folder(making: name) }
    defer { try? shop.tmp.removeTree(name) }
    for (index, character) in treatment.characters.enumerated() {
      let folder = try onDisk { () throws(SpoolError) in try cast.folder(making: character.id) }
      let own = index == 0 ? desk.ticket.source.references : []
      let names = try own.isEmpty ? draw(character, treatment, maker, desk, in: folder) : copy(own, to: folder)
      var finished = character
      finished.referenceImages = names
      try onDisk { () throws(SpoolError) in
        try Durable.publish(Document.encode(finished), as: "character.json", in: folder, through: shop.tmp)
      }
    }
    try onDisk { () throws(SpoolError) in
      try Durable.syncTree(cast)
      try Durable.move(name, from: shop.tmp, to: job.folder, as: "characters")
    }
  }

  private func draw(
    _ character: Character, _ treatment: Treatment, _ maker: any StillMaker, _ desk: PlanningDesk, in folder: Folder
  ) throws(Failure) -> [String] {
    let (errand, calls) = try desk.errand(.reference, subject: character.id)
    let request = ReferenceRequest(
      character: character, treatment: treatment, prompt: Prompt.reference(for: character, treatment: treatment),
      seed: shop.seed(desk.ticket), errand: errand)
    // Drawn where a restart finds it again: it may have cost something.
    let made = try maker.drawReferences(request, in: Workplace(descriptor: calls.descriptor), stop: stop)
    try onDisk { () throws(SpoolError) in
      for name in made.names { try folder.link(name, of: calls, as: name) }
    }
    if let standIn = made.standIn {
      shop.log(.warning, "\(job.name) \(character.id): drawn by \(standIn.name) instead: \(standIn.cause)")
    }
    return made.names
  }

  /// The person's own pictures of the lead are the references.
  private func copy(_ files: [SourceFile], to folder: Folder) throws(Failure) -> [String] {
    try onDisk { () throws(SpoolError) in
      let from = try job.folder.folder("source").folder("references")
      var names: [String] = []
      for file in files {
        let name = String(file.name.split(separator: "/").last ?? "")
        try folder.link(name, of: from, as: name)
        names.append(name)
      }
      return names
    }
  }
}

/// Cuts the song into shots and makes their tickets. `shots/` appears whole, by one rename.
struct PlanWork {
  let shop: Workshop
  let job: JobFolder
  let stop: Stop

  func run() throws(Failure) {
    let desk = try PlanningDesk(shop, job)
    let plan = try job.folder.has("plan.json") ? desk.document(Plan.self, "plan.json") : make(desk)
    try onDisk { () throws(SpoolError) in try publishShots(plan) }
  }

  private func make(_ desk: PlanningDesk) throws(Failure) -> Plan {
    let stop = stop
    let treatment = try desk.document(Treatment.self, "treatment.json")
    let brief = try desk.brief(.slots)
    let longest = try shop.clipMaker(desk.options).longestClip
    let plan = try Director(format: shop.format(desk.options), longestClip: longest)
      .plan(treatment, brief: brief, writer: shop.writer(desk.options), isStopped: { stop.isAsked })
    for note in plan.notes ?? [] {
      shop.log(.info, "\(job.name): \(note)")
      Journal.note(note, in: job.folder)
    }
    let faults = problems(in: plan, music: brief.music)
    let missing = plan.shots.count { $0.source == .fallback }
    if missing > 0 {
      shop.log(
        .warning,
        "\(job.name): the writer left out \(missing) of \(plan.shots.count) shots; the built-in writer's stand in")
    }
    guard faults.isEmpty else {
      throw Failure(.invalid, "unable to plan the film: \(faults.prefix(3).joined(separator: "; "))")
    }
    try onDisk { () throws(SpoolError) in
      try Durable.publish(Document.encode(plan), as: "plan.json", in: job.folder, through: shop.tmp)
    }
    return plan
  }

  private func publishShots(_ plan: Plan) throws(SpoolError) {
    let name = Durable.temporaryName("shots")
    let shots = try shop.tmp.folder(making: name)
    defer { try? shop.tmp.removeTree(name) }
    for state in ShotState.allCases { _ = try shots.folder(making: state.rawValue) }
    let todo = try shots.folder(ShotState.todo.rawValue)
    for shot in plan.shots {
      var ticket = ShotTicket(shot)
      ticket.take = 0
      try Durable.publish(Document.encode(ticket), as: ShotTicket.fileName(shot.id), in: todo, through: shop.tmp)
    }
    try Durable.syncTree(shots)
    try Durable.move(name, from: shop.tmp, to: job.folder, as: "shots")
  }
}
