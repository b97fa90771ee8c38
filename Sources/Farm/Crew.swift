// The workers. Each piece of work runs straight through on a serial queue of its own: a blocking body on a concurrent
// queue would wait for the thread pool to grow, and would starve everything else in the process.
import Dispatch
import Media
import Spool
import Synchronization
import Vocabulary

/// Runs work in lanes, and tells what has ended.
final class Crew: Sendable {
  private final class Hand: Sendable {
    let lane: String
    let stop = Stop()
    let holding = Atomic<Bool>(false)

    init(lane: String) { self.lane = lane }
  }
  struct Ended: Sendable {
    var work: Work
    var end: WorkEnd
  }
  private struct State {
    var hands: [Work: Hand] = [:]
    var ended: [Ended] = []
  }
  private let shop: Workshop
  private let state = Mutex(State())
  private let group = DispatchGroup()
  private let bell: Bell

  init(_ shop: Workshop, bell: Bell) {
    self.shop = shop
    self.bell = bell
  }

  private func lane(_ name: String) -> Lane { shop.lanes[name] }

  var running: Set<Work> { state.withLock { Set($0.hands.keys) } }

  var holding: Set<Work> {
    state.withLock { state in Set(state.hands.filter { $0.value.holding.load(ordering: .acquiring) }.keys) }
  }

  /// Free slots of the lanes that the jobs in view use.
  func free(_ names: Set<String>) -> [String: Int] {
    let used = state.withLock { state in state.hands.values.map(\.lane) }
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, max(0, lane(name).width - used.filter { $0 == name }.count))
      })
  }

  /// What has ended since the last call. Only from now on it counts as no longer running: whoever decides looks at the
  /// job again first, so that work which has just ended is not begun once more.
  func takeEnded() -> [Ended] {
    state.withLock { state in
      defer { state.ended = [] }
      for ended in state.ended { state.hands[ended.work] = nil }
      return state.ended
    }
  }

  func stop(_ work: Work) { state.withLock { $0.hands[work] }?.stop.ask() }

  /// Asks everything to stop.
  func stopAll() { for hand in state.withLock({ Array($0.hands.values) }) { hand.stop.ask() } }

  /// Waits for all work to end; false if it has not within `seconds`.
  func finish(within seconds: Double) -> Bool { group.wait(timeout: .now() + seconds) == .success }

  /// Begins `work` in `lane` if a slot is free there and it is not running already.
  func begin(_ work: Work, in name: String) {
    let lane = lane(name)
    guard lane.take() else { return }
    let hand = Hand(lane: name)
    let isNew = state.withLock { state in
      guard state.hands[work] == nil else { return false }
      state.hands[work] = hand
      return true
    }
    guard isNew else { return lane.giveBack() }
    group.enter()
    DispatchQueue(label: "work").async { [self] in
      let end = perform(work, hand)
      // The slot is free before the loop hears of it, so that the next decision can give it away.
      lane.giveBack()
      state.withLock { $0.ended.append(Ended(work: work, end: end)) }
      bell.ring()
      group.leave()
    }
  }

  private func perform(_ work: Work, _ hand: Hand) -> WorkEnd {
    do throws(Failure) {
      let job = try onDisk { () throws(SpoolError) in try JobFolder.open(work.job, in: shop.spool) }
      if let stage = work.stage, job.state != stage { return .done }
      do throws(Failure) {
        try perform(work, job, hand)
      } catch {
        try settle(error, work, job)
      }
      return .done
    } catch {
      return end(of: error, work)
    }
  }

  /// A shot's ticket says by its folder that it is worked on; a job whose stage is worked on gets a mark.
  private func perform(_ work: Work, _ job: JobFolder, _ hand: Hand) throws(Failure) {
    guard work.shot == nil, work.stage != nil else { return try run(work, job, hand) }
    let desk = JobDesk(shop: shop, job: job)
    defer { desk.end() }
    try desk.begin()
    try run(work, job, hand)
  }

  private func end(of failure: Failure, _ work: Work) -> WorkEnd {
    switch failure.kind {
    case .full: return .full(failure.message)
    case .stopped: return .done
    default: return .stuck("\(failure)")
    }
  }

  private func run(_ work: Work, _ job: JobFolder, _ hand: Hand) throws(Failure) {
    let bench = ShotBench(shop: shop, job: job, stop: hand.stop) { hand.holding.store($0, ordering: .releasing) }
    switch work {
    case .hear: try HearWork(shop: shop, job: job, stop: hand.stop).run()
    case .treat: try TreatWork(shop: shop, job: job, stop: hand.stop).run()
    case .cast: try CastWork(shop: shop, job: job, stop: hand.stop).run()
    case .plan: try PlanWork(shop: shop, job: job, stop: hand.stop).run()
    case .draw(_, let shot): try DrawWork(bench: bench, shot: shot).run()
    case .animate(_, let shot): try AnimateWork(bench: bench, shot: shot).run()
    case .conform(_, let shot): try ConformWork(bench: bench, shot: shot).run()
    case .assemble: try AssembleWork(shop: shop, job: job, stop: hand.stop).run()
    case .advance(_, let from, let to):
      guard job.state == from else { return }
      try AdvanceWork(shop: shop, job: job, to: to).run()
    case .restart: try onDisk { () throws(SpoolError) in try JobDesk(shop: shop, job: job).restart() }
    case .mend: try onDisk { () throws(SpoolError) in try bench.desk.mend() }
    case .tidy: try TidyWork(shop: shop, job: job).run()
    case .reclaim(_, let shot): try reclaim(shot, bench)
    }
  }

  private func reclaim(_ shot: String, _ bench: ShotBench) throws(Failure) {
    for state in [ShotState.drawing, .animating] {
      guard let folder = try? bench.job.shots(state), folder.has(ShotTicket.fileName(shot)) else { continue }
      try onDisk { () throws(SpoolError) in
        do throws(SpoolError) {
          try bench.desk.reclaim(shot, in: state, jitter: Double.random(in: 0..<1))
        } catch {
          guard error.kind == .notRegular else { throw error }
          try bench.desk.reject(shot, from: state, Failure(.invalid, error.message, remedy: "correct the ticket"))
        }
      }
    }
  }

  /// A stage failed (a shot's work settles its own ticket): the job waits, or goes to failed/.
  private func settle(_ failure: Failure, _ work: Work, _ job: JobFolder) throws(Failure) {
    guard failure.kind != .stopped, failure.kind != .full, work.shot == nil, work.stage != nil else { throw failure }
    let fate = try onDisk { () throws(SpoolError) in
      try JobDesk(shop: shop, job: job).fail(failure, jitter: Double.random(in: 0..<1))
    }
    Journal.note("\(job.state.rawValue) failed", in: job.folder, failure: failure)
    switch fate {
    case .giveUp: shop.log(.error, "\(job.name): \(failure.message); now in failed/")
    case .again(let wait, _): shop.log(.warning, "\(job.name): \(failure.message); due again in \(seconds(wait))")
    case .pause: break
    }
  }
}
