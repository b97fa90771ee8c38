// assembling/: the ready clips and the song become a cut; it is measured; it is published by one rename; `current` turns
// to it at one instant; the job is done. Every step looks first whether it was done before, so that a crash between any
// two of them costs nothing but looking.
import Assembling
import Inbox
import Media
import Spool
import Vocabulary

struct AssembleWork {
  let shop: Workshop
  let job: JobFolder
  let stop: Stop

  private static let constants = ["final.mp4", "report.json", "storyboard.jpg", "poster.jpg"]

  func run() throws(Failure) {
    let planning = try PlanningDesk(shop, job)
    let plan = try planning.document(Plan.self, "plan.json")
    try bringBack(plan, planning)
    guard let takes = try readyTakes(plan) else { return }
    let watch = Stopwatch()
    let cuts = try onDisk { () throws(SpoolError) in try job.folder.folder(making: "cuts") }
    let last = (try? cuts.names())?.compactMap { Int($0) }.max() ?? 0
    if last == 0 || !holds(cuts, last, takes) {
      try make(last + 1, plan, takes, planning, in: cuts)
      Journal.note("cut \(last + 1)", in: job.folder, seconds: watch.seconds)
      shop.log(.info, "\(job.name): cut \(last + 1) assembled in \(seconds(watch.seconds))")
    }
    try onDisk { () throws(SpoolError) in try publish(max(last, newest(cuts))) }
  }

  private func newest(_ cuts: Folder) -> Int { (try? cuts.names())?.compactMap { Int($0) }.max() ?? 1 }

  // MARK: What goes in

  /// The take of every shot; nil where a ticket says ready and its take is gone: that shot goes back to be made.
  private func readyTakes(_ plan: Plan) throws(Failure) -> [Take]? {
    var takes: [Take] = []
    var isWhole = true
    for shot in plan.shots {
      if let take = readyTake(shot.id) {
        takes.append(take)
      } else {
        isWhole = false
        try onDisk { () throws(SpoolError) in try sendBack(shot.id) }
      }
    }
    return isWhole ? takes : nil
  }

  private func readyTake(_ shot: String) -> Take? {
    recordedTake(shot).flatMap { $0.isThere ? $0.take : nil }
  }

  /// What the ready ticket's take says of itself, and whether its clip is there.
  private func recordedTake(_ shot: String) -> (take: Take, isThere: Bool)? {
    guard let ready = try? job.shots(.ready),
      let ticket = try? Document.read(ShotTicket.self, ShotTicket.fileName(shot), in: ready),
      let folder = try? TakeFolder.open(ticket.take, of: shot, in: job).folder,
      let take = try? Document.read(Take.self, TakeFolder.record, in: folder)
    else { return nil }
    return (take, folder.has(TakeFolder.conformed))
  }

  /// Clips that were pruned after an earlier cut come back out of it.
  private func bringBack(_ plan: Plan, _ planning: PlanningDesk) throws(Failure) {
    let gone = plan.shots.compactMap { recordedTake($0.id) }.filter { !$0.isThere }.map(\.take)
    try Salvage(shop: shop, job: job, stop: stop).run(gone, plan, shop.profile(planning.options))
  }

  private func sendBack(_ shot: String) throws(SpoolError) {
    let file = ShotTicket.fileName(shot)
    guard try job.shots(.ready).has(file) else { return }
    try Durable.move(file, from: job.shots(.ready), to: job.shots(.todo))
    shop.log(.warning, "\(job.name) \(shot): its take is gone; it is made again")
  }

  /// Whether cut `number` was made from exactly these takes.
  private func holds(_ cuts: Folder, _ number: Int, _ takes: [Take]) -> Bool {
    guard let cut = try? cuts.folder(String(number)), cut.has("final.mp4"),
      let report = try? Document.read(Report.self, "report.json", in: cut)
    else { return false }
    return report.shots.map(\.take) == takes.map(\.take) && report.shots.map(\.packetHash) == takes.map(\.packetHash)
  }

  // MARK: Making

  private func make(_ number: Int, _ plan: Plan, _ takes: [Take], _ planning: PlanningDesk, in cuts: Folder)
    throws(Failure)
  {
    let name = ".attempt-\(number)"
    let bench = try onDisk { () throws(SpoolError) in
      try cuts.removeTree(name)
      return try cuts.folder(making: name)
    }
    let order = try order(number, plan, takes, planning, in: bench)
    var report = try assemble(order, in: Workplace(descriptor: bench.descriptor), stop: stop)
    report.warnings += takes.compactMap { take in take.doubt.map { "\(take.shot.id): \($0)" } }
    try onDisk { () throws(SpoolError) in
      try Durable.publish(Document.encode(report), as: "report.json", in: bench, through: shop.tmp)
      for extra in try bench.names() where !Self.constants.contains(extra) { try bench.removeTree(extra) }
      try Durable.syncTree(bench)
      try Durable.move(name, from: cuts, to: cuts, as: String(number))
    }
  }

  /// Links everything that the cut needs into its private folder, under names of ours.
  private func order(_ number: Int, _ plan: Plan, _ takes: [Take], _ planning: PlanningDesk, in bench: Folder)
    throws(Failure) -> CutOrder
  {
    let clips = try onDisk { () throws(SpoolError) -> [CutOrder.Clip] in
      var clips: [CutOrder.Clip] = []
      for (index, take) in takes.enumerated() {
        let digits = String(index + 1)
        let name = "c" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".mp4"
        let folder = try TakeFolder.open(take.take, of: take.shot.id, in: job).folder
        try bench.link(TakeFolder.conformed, of: folder, as: name)
        if folder.has(TakeFolder.tile) { try bench.link(TakeFolder.tile, of: folder, as: tileName(index + 1)) }
        clips.append(
          CutOrder.Clip(
            name: name, take: take.take, packetHash: take.packetHash, parameterHash: take.parameterHash,
            isOurs: isOurs(take)))
      }
      for name in ["song.m4a", "song.wav"] where job.folder.has(name) { try bench.link(name, of: job.folder, as: name) }
      return clips
    }
    return CutOrder(
      cut: number, plan: plan, profile: shop.profile(planning.options), clips: clips,
      music: try planning.document(MusicMap.self, "analysis.json"), looks: looks(takes))
  }

  /// What was seen in every clip; nil where a take of an earlier version has none.
  private func looks(_ takes: [Take]) -> [ClipLook]? {
    let looks = takes.compactMap { take in
      (try? TakeFolder.open(take.take, of: take.shot.id, in: job).folder).flatMap {
        try? Document.read(ClipLook.self, TakeFolder.look, in: $0)
      }
    }
    return looks.count == takes.count ? looks : nil
  }

  /// Whether both still and clip were drawn here, by a maker that works on this machine's processor and for nothing.
  private func isOurs(_ take: Take) -> Bool {
    shop.makers.clips[take.clipMaker]?.lane == LaneName.cpu && shop.makers.stills[take.stillMaker]?.lane == LaneName.cpu
  }

  // MARK: Publishing

  /// Turns `current` to the cut, and the job is done.
  private func publish(_ number: Int) throws(SpoolError) {
    try Durable.relink("current", to: "cuts/\(number)", in: job.folder, through: shop.tmp)
    for name in Self.constants where !job.folder.has(name) {
      try Durable.relink(name, to: "current/\(name)", in: job.folder, through: shop.tmp)
    }
    try JobDesk(shop: shop, job: job).endStage()
    // The mark of our own work, too: a crash after the move would leave it in a finished job for good.
    for name in ["song.wav", JobDesk.atWork] { try job.folder.remove(name) }
    try job.move(to: .done, in: shop.spool)
    shop.log(.info, "\(job.name): done, done/\(job.name)/final.mp4")
  }
}
