// The decision: from what the folders say to what should happen next. A pure function; the same view gives the same
// decision, so a restart that reads the same folders goes on exactly where the last process stood.
import Spool
import Vocabulary

public enum Foreman {
  public static func decide(_ view: FarmView) -> Decision {
    var decision = Decision()
    decision.stop = stops(view)
    guard !view.isPaused else { return decision }
    let wishes = view.jobs.flatMap { Self.wishes(of: $0, view) }.map { wish in
      var wish = wish
      if let until = view.stuck[wish.work] { wish.due = max(wish.due, until) }
      return wish
    }
    let due = wishes.filter { $0.due <= view.now }
    decision.wake = wishes.map(\.due).filter { $0 > view.now }.min()
    decision.begin = choose(due, view)
    return decision
  }

  /// Something that could be begun, if a slot is free and it is due.
  struct Wish {
    var work: Work
    var lane: String
    var due: Instant
    var job: JobView
    var order: Int
  }

  // MARK: Which work

  private static func wishes(of job: JobView, _ view: FarmView) -> [Wish] {
    guard !job.isBlind else { return [] }
    let stage = stageWork(of: job)
    // A stage's work and the work on its shots exclude each other: a job is moved only when nobody works in it.
    let busy = view.running.filter { $0.job == job.name }
    if let (work, lane) = stage {
      guard busy.isEmpty else { return [] }
      return [Wish(work: work, lane: lane, due: job.due, job: job, order: 0)]
    }
    guard job.state == .generating, !busy.contains(where: { $0.shot == nil }) else { return [] }
    return job.shots.enumerated().compactMap { index, shot in shotWish(shot, index, job, busy) }
  }

  /// The one next step of a job that is not work on shots.
  private static func stageWork(of job: JobView) -> (Work, lane: String)? {
    func go(_ to: JobState) -> (Work, lane: String) {
      (.advance(job: job.name, from: job.state, to: to), LaneName.desk)
    }
    if job.state.isWorking {
      // Without a readable ticket nothing is known about the job.
      if !job.parts.contains(.ticket) { return go(.failed) }
      if job.startsAfresh { return (.restart(job: job.name), LaneName.desk) }
    }
    switch job.state {
    case .analyzing:
      return job.parts.isSuperset(of: [.analysis, .song]) ? go(.planning) : (.hear(job: job.name), LaneName.cpu)
    case .planning: return planningWork(of: job, go)
    case .generating:
      if let missing = missingForShots(job) { return go(missing) }
      if job.needsMending { return (.mend(job: job.name), LaneName.desk) }
      return generatingMove(of: job).map(go)
    case .assembling:
      if let missing = missingForShots(job) { return go(missing) }
      return isAllReady(job) ? (.assemble(job: job.name), LaneName.cpu) : go(.generating)
    case .done: return job.shots.contains { $0.state == .todo || $0.state == .drawn } ? go(.generating) : nil
    case .inbox, .failed, .held, .cancelled: return nil
    }
  }

  private static func planningWork(of job: JobView, _ go: (JobState) -> (Work, lane: String)) -> (Work, lane: String) {
    if !job.parts.isSuperset(of: [.analysis, .song]) { return go(.analyzing) }
    if !job.parts.contains(.treatment) { return (.treat(job: job.name), job.lanes.writer) }
    if !job.parts.contains(.references) { return (.cast(job: job.name), job.lanes.stills) }
    if !job.parts.isSuperset(of: [.plan, .shots]) { return (.plan(job: job.name), job.lanes.writer) }
    return go(job.review == .plan ? .held : .generating)
  }

  private static func missingForShots(_ job: JobView) -> JobState? {
    job.parts.isSuperset(of: [.plan, .shots, .treatment, .references, .analysis, .song]) ? nil : .planning
  }

  private static func isAllReady(_ job: JobView) -> Bool {
    !job.shots.isEmpty && job.shots.count == job.planned && job.shots.allSatisfy { $0.state == .ready }
  }

  private static func generatingMove(of job: JobView) -> JobState? {
    if isAllReady(job) { return .assembling }
    let isReviewed = job.shots.allSatisfy { [.drawn, .ready, .failed].contains($0.state) }
    return job.review == .stills && isReviewed && job.shots.contains { $0.state == .drawn } ? .held : nil
  }

  private static func shotWish(_ shot: ShotView, _ index: Int, _ job: JobView, _ busy: Set<Work>) -> Wish? {
    guard !busy.contains(where: { $0.shot == shot.id }) else { return nil }
    func wish(_ work: Work, _ lane: String, due: Instant = Instant(nanoseconds: 0)) -> Wish {
      Wish(work: work, lane: lane, due: max(due, job.due), job: job, order: index)
    }
    switch shot.state {
    case .todo: return wish(.draw(job: job.name, shot: shot.id), job.lanes.stills, due: shot.due)
    case .drawn where job.review == .stills: return nil
    case .drawn: return wish(.animate(job: job.name, shot: shot.id), job.lanes.clips, due: shot.due)
    case .animating where shot.hasMadeClip: return wish(.conform(job: job.name, shot: shot.id), LaneName.cpu)
    case .drawing, .animating: return wish(.reclaim(job: job.name, shot: shot.id), LaneName.desk)
    case .ready, .failed: return nil
    }
  }

  // MARK: In which order

  /// Gives the free slots away: by priority, then in fair turns between jobs, then by age, then in the film's order.
  /// What is nearest to being finished goes first within a job, so that its results can be looked at early.
  private static func choose(_ wishes: [Wish], _ view: FarmView) -> [Work] {
    var free = view.free
    var turns: [String: Int] = [:]
    for work in view.running { turns[work.job, default: 0] += 1 }
    var rest = wishes
    var chosen: [Work] = []
    while let next = rest.indices.filter({ free[rest[$0].lane, default: 0] > 0 })
      .min(by: { key(rest[$0], turns) < key(rest[$1], turns) })
    {
      let wish = rest.remove(at: next)
      free[wish.lane]! -= 1
      turns[wish.job.name, default: 0] += 1
      chosen.append(wish.work)
    }
    return chosen
  }

  private static func key(_ wish: Wish, _ turns: [String: Int]) -> WishKey {
    WishKey(
      priority: -wish.job.priority, turns: turns[wish.job.name, default: 0], adopted: wish.job.adopted,
      name: wish.job.name, step: step(of: wish.work), order: wish.order)
  }

  private static func step(of work: Work) -> Int {
    switch work {
    case .conform, .reclaim: 0
    case .animate: 1
    default: 2
    }
  }

  // MARK: What must stop

  /// Work whose job is no longer in the stage it belongs to, or whose ticket nobody holds any more.
  private static func stops(_ view: FarmView) -> [Work] {
    let jobs = Dictionary(view.jobs.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    return view.running.filter { work in
      guard let stage = work.stage else { return false }
      guard let job = jobs[work.job], job.state == stage else { return true }
      guard let id = work.shot, view.holding.contains(work) else { return false }
      let state = job.shots.first { $0.id == id }?.state
      return switch work {
      case .draw: state != .drawing
      default: state != .animating
      }
    }
  }
}

private struct WishKey: Comparable {
  var priority: Int
  var turns: Int
  var adopted: String
  var name: String
  var step: Int
  var order: Int

  static func < (a: WishKey, b: WishKey) -> Bool {
    (a.priority, a.turns, a.adopted, a.name, a.step, a.order) < (
      b.priority, b.turns, b.adopted, b.name, b.step, b.order
    )
  }
}
