// generating/: one shot's still, its clip, and the clip's exact form. The ticket says where the shot stands, the take
// keeps what was made, and each try works in a folder of its own.
import Assembling
import Generating
import Inbox
import Media
import Planning
import Spool
import Synchronization
import Vocabulary

/// What the three works on a shot share.
struct ShotBench {
  let shop: Workshop
  let job: JobFolder
  let stop: Stop
  /// Set while the worker holds the ticket.
  let holding: @Sendable (Bool) -> Void

  var desk: ShotDesk { ShotDesk(shop: shop, job: job) }

  /// Claims, works, and puts the ticket where it belongs, whatever happens.
  func run(
    _ shot: String, from: ShotState, to: ShotState, next: ShotState?, verb: String,
    _ body: (ClaimedShot, PlanningDesk) throws(Failure) -> Void
  ) throws(Failure) {
    guard let claimed = try claim(shot, from: from, to: to) else { return }
    holding(true)
    try work(claimed, next: next, verb: verb, body)
  }

  /// - Parameter next: where the ticket goes when the step is done; nil where another work goes on with it.
  func work(
    _ claimed: ClaimedShot, next: ShotState?, verb: String,
    _ body: (ClaimedShot, PlanningDesk) throws(Failure) -> Void
  ) throws(Failure) {
    let watch = Stopwatch()
    do throws(Failure) {
      let planning = try PlanningDesk(shop, job)
      try checkPlan(claimed.ticket.shot, planning)
      try body(claimed, planning)
      holding(false)
      guard let next else { return }
      try onDisk { () throws(SpoolError) in try desk.finish(claimed, to: next) }
      report(claimed, verb, seconds: watch.seconds)
    } catch {
      holding(false)
      try putAway(claimed, error, verb)
    }
  }

  private func claim(_ shot: String, from: ShotState, to: ShotState) throws(Failure) -> ClaimedShot? {
    do throws(SpoolError) {
      if let take = try desk.replaced(shot, from: from) { try retire(take) }
      return try desk.claim(shot, from: from, to: to)
    } catch {
      guard error.kind == .notRegular else { throw Failure(error) }
      let failure = Failure(
        .invalid, error.message, remedy: "correct the ticket (plan.json has the original), then move it back")
      try onDisk { () throws(SpoolError) in try desk.reject(shot, from: from, failure) }
      return nil
    }
  }

  /// Before the ticket is claimed, because a server is given time to say how its work ended. Where that cannot be learned the
  /// call stays on record.
  private func retire(_ take: TakeFolder) throws(SpoolError) {
    try? RecallWork(shop: shop, job: job).run(on: take)
    try take.retire()
  }

  /// plan.json decides frames and times; a ticket that contradicts it is a mistake, not a wish.
  private func checkPlan(_ shot: Shot, _ planning: PlanningDesk) throws(Failure) {
    let plan = try planning.document(Plan.self, "plan.json")
    guard let planned = plan.shots.first(where: { $0.id == shot.id }), planned.startFrame == shot.startFrame,
      planned.endFrame == shot.endFrame
    else {
      throw Failure(
        .invalid, "unable to use the ticket of \(shot.id): its frames contradict plan.json, which decides them",
        remedy: "give startFrame and endFrame back the values of plan.json, then move the ticket back")
    }
  }

  private func putAway(_ claimed: ClaimedShot, _ failure: Failure, _ verb: String) throws(Failure) {
    let fate = try onDisk { () throws(SpoolError) in
      try? claimed.take.clear()
      return try desk.fail(claimed, failure, jitter: Double.random(in: 0..<1))
    }
    if failure.kind == .full { throw failure }
    guard failure.kind != .stopped else { return }
    let what = "\(job.name) \(claimed.ticket.shot.id)"
    Journal.note(
      fate == .giveUp ? "failed" : "tried", in: job.folder, shot: claimed.ticket.shot.id, take: claimed.ticket.take,
      failure: failure)
    switch fate {
    case .giveUp: shop.log(.error, "\(what): \(failure.message); now in shots/failed/, waiting for a person")
    case .again(let wait, let counts):
      let attempt = counts ? "attempt \(claimed.ticket.attempts + 1)" : "no attempt spent"
      shop.log(.warning, "\(what): \(failure.message); due again in \(seconds(wait)), \(attempt)")
    case .pause: break
    }
  }

  /// Another style than the one that was chosen is said where people look for it.
  func tell(_ standIn: StandIn?, _ claimed: ClaimedShot, _ verb: String) {
    guard let standIn else { return }
    shop.log(.warning, "\(job.name) \(claimed.ticket.shot.id): \(verb) by \(standIn.name) instead: \(standIn.cause)")
  }

  /// What is odd about a still from elsewhere. The built-in artist dresses everybody by the same colour that the
  /// reference has, and draws for nothing: its stills are not looked at.
  func look(_ attempt: AttemptFolder, of maker: String, _ shot: Shot, _ cast: [Character]) -> String? {
    guard shop.makers.stills[maker]?.lane != LaneName.cpu else { return nil }
    return StillLook(job: job, stop: stop).doubt(TakeFolder.still, in: attempt.place, shot, cast)
  }

  func tell(doubt: String?, _ claimed: ClaimedShot) {
    guard let doubt else { return }
    let (shot, take) = (claimed.ticket.shot.id, claimed.ticket.take)
    Journal.note("doubted", in: job.folder, shot: shot, take: take, because: doubt)
    shop.log(
      .warning,
      "\(job.name) \(shot): \(doubt); look at takes/\(shot)/\(take)/still.png; reelspool redo \(job.name) \(shot) draws it anew"
    )
  }

  private func report(_ claimed: ClaimedShot, _ verb: String, seconds spent: Double) {
    let ticket = claimed.ticket
    Journal.note(verb, in: job.folder, shot: ticket.shot.id, take: ticket.take, seconds: spent)
    shop.log(.info, "\(job.name) \(ticket.shot.id) take \(ticket.take): \(verb) in \(seconds(spent))")
  }
}

/// Seconds for people: "0.4 s", "32 s".
func seconds(_ value: Double) -> String {
  value < 10 ? "\(Int(value)).\(Int((value * 10).rounded(.down)) % 10) s" : "\(Int(value.rounded())) s"
}

struct DrawWork {
  let bench: ShotBench
  let shot: String

  func run() throws(Failure) {
    try bench.run(shot, from: .todo, to: .drawing, next: .drawn, verb: "drawn") { (claimed, planning) throws(Failure) in
      let maker = try bench.shop.stillMaker(planning.options)
      let cast = try Cast(planning)
      let attempt = try onDisk { () throws(SpoolError) in try claimed.take.begin(attempt: claimed.ticket.attempt ?? 1) }
      let shot = claimed.ticket.shot
      let prompt = Prompt.image(for: shot, characters: cast.of(shot), treatment: cast.treatment)
      let request = StillRequest(
        shot: shot, format: bench.shop.format(planning.options), characters: cast.of(shot),
        references: cast.references(of: shot), prompt: prompt, seed: bench.shop.seed(planning.ticket),
        take: claimed.ticket.take, errand: bench.errand(.still, claimed, attempt, planning.options))
      let made = try maker.draw(request, in: attempt.place, stop: bench.stop)
      bench.tell(made.standIn, claimed, "drawn")
      let drawer = made.standIn?.name ?? maker.name
      let doubt = bench.look(attempt, of: drawer, shot, request.characters)
      let record = StillRecord(
        maker: drawer, attempts: claimed.ticket.attempts + 1, prompt: prompt, seed: request.seed, cost: made.cost,
        doubt: doubt)
      try onDisk { () throws(SpoolError) in
        try Durable.replace(Document.encode(record), as: "still.json", in: claimed.take.folder, through: bench.shop.tmp)
        try attempt.publish(TakeFolder.still)
        try attempt.remove()
      }
      bench.tell(doubt: doubt, claimed)
    }
  }
}

struct AnimateWork {
  let bench: ShotBench
  let shot: String

  func run() throws(Failure) {
    guard let ticket = try? JobDesk(shop: bench.shop, job: bench.job).ticket(),
      let maker = try? bench.shop.clipMaker(ticket.options), maker.lane != LaneName.cpu
    else { return try run(conforming: true) }
    // The clip is conformed later, in a lane of this machine: the maker's slot is free for the next shot.
    try run(conforming: false)
  }

  private func run(conforming: Bool) throws(Failure) {
    let next: ShotState? = conforming ? .ready : nil
    try bench.run(shot, from: .drawn, to: .animating, next: next, verb: "animated") {
      (claimed, planning) throws(Failure) in
      let (attempt, glimpses) = try animate(claimed, planning)
      if conforming { try conformClip(attempt, claimed, planning, bench, glimpses) }
    }
  }

  private func animate(_ claimed: ClaimedShot, _ planning: PlanningDesk) throws(Failure) -> (AttemptFolder, Glimpses?) {
    let maker = try bench.shop.clipMaker(planning.options)
    let cast = try Cast(planning)
    let shot = claimed.ticket.shot
    let attempt = try onDisk { () throws(SpoolError) in try claimed.take.begin(attempt: claimed.ticket.attempt ?? 1) }
    let request = ClipRequest(
      shot: shot, profile: bench.shop.profile(planning.options), characters: cast.of(shot),
      still: "../\(TakeFolder.still)", stillMaker: stillMaker(of: claimed.take),
      music: try planning.document(MusicMap.self, "analysis.json"),
      prompt: Prompt.motion(for: shot, characters: cast.of(shot), treatment: cast.treatment),
      seed: bench.shop.seed(planning.ticket),
      take: claimed.ticket.take, errand: bench.errand(.clip, claimed, attempt, planning.options))
    let made = try maker.animate(request, in: attempt.place, stop: bench.stop)
    bench.tell(made.standIn, claimed, "animated")
    let record = MadeRecord(
      maker: made.standIn?.name ?? maker.name, attempts: claimed.ticket.attempts + 1, cost: made.cost)
    try onDisk { () throws(SpoolError) in
      if maker.lane != LaneName.cpu { try Durable.syncFile(TakeFolder.clip, in: attempt.folder) }
      try Durable.replace(Document.encode(record), as: AttemptFolder.made, in: attempt.folder, through: bench.shop.tmp)
    }
    return (attempt, made.glimpses)
  }

  /// Nil where the picture is not the one its record speaks of: a person put another in its place.
  private func stillMaker(of take: TakeFolder) -> String? {
    guard let record = try? Document.read(StillRecord.self, "still.json", in: take.folder),
      let noted = try? take.folder.status("still.json"), let picture = try? take.folder.status(TakeFolder.still),
      picture.modified <= noted.modified
    else { return nil }
    return record.maker
  }
}

struct ConformWork {
  let bench: ShotBench
  let shot: String

  func run() throws(Failure) {
    let found = try onDisk { () throws(SpoolError) -> (ClaimedShot, AttemptFolder)? in
      let ticket = try Document.read(
        ShotTicket.self, ShotTicket.fileName(shot), in: bench.job.shots(.animating))
      let take = try TakeFolder.open(ticket.take, of: shot, in: bench.job)
      guard let attempt = try take.madeAttempt() else { return nil }
      return (ClaimedShot(job: bench.job, ticket: ticket, take: take, state: .animating), attempt)
    }
    guard let (claimed, attempt) = found else { return }
    bench.holding(true)
    try bench.work(claimed, next: .ready, verb: "conformed") { (claimed, planning) throws(Failure) in
      try conformClip(attempt, claimed, planning, bench)
    }
  }
}

/// Gives the attempt's clip its exact form, measures it, and completes the take.
private func conformClip(
  _ attempt: AttemptFolder, _ claimed: ClaimedShot, _ planning: PlanningDesk, _ bench: ShotBench,
  _ glimpses: Glimpses? = nil
) throws(Failure) {
  let shot = claimed.ticket.shot
  let profile = bench.shop.profile(planning.options)
  try? attempt.folder.remove(TakeFolder.conformed)
  let measure = try conform(
    clip: TakeFolder.clip, to: TakeFolder.conformed, shot: shot, profile: profile, tile: TakeFolder.tile,
    glimpses: glimpses, in: attempt.place, stop: bench.stop)
  let made = try onDisk { () throws(SpoolError) in
    try Document.read(MadeRecord.self, AttemptFolder.made, in: attempt.folder)
  }
  let still = try? Document.read(StillRecord.self, "still.json", in: claimed.take.folder)
  let take = Take(
    shot: shot, take: claimed.ticket.take, stillAttempts: still?.attempts ?? 0, clipAttempts: made.attempts,
    stillMaker: still?.maker ?? "person", clipMaker: made.maker, frames: measure.frames,
    packetHash: measure.packetHash, parameterHash: measure.parameterHash, cost: made.cost + (still?.cost ?? 0),
    because: claimed.ticket.because, doubt: still?.doubt, finished: "\(Instant.now)")
  try onDisk { () throws(SpoolError) in
    // A file of an earlier try that was cut off here is nobody's: the take is not complete.
    for name in [TakeFolder.clip, TakeFolder.conformed, TakeFolder.tile] {
      try claimed.take.folder.remove(name)
      try attempt.publish(name)
    }
    try Durable.replace(
      Document.encode(measure.look), as: TakeFolder.look, in: claimed.take.folder, through: bench.shop.tmp)
    try Durable.publish(
      Document.encode(take), as: TakeFolder.record, in: claimed.take.folder, through: bench.shop.tmp)
    try attempt.remove()
  }
}
