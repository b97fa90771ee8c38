import Foundation
import Synchronization

/// Gives out rounds until there have been enough blows, or time is over.
final class RoundPlan: Sendable {
  private struct State {
    var round: UInt64 = 0
    var call: Int
  }
  private let state: Mutex<State>
  private let kills: Int
  private let seed: UInt64
  private let first: Int
  private let step: Int
  private let faults: Int
  private let calls: Int
  private let people: Int
  private let setting: Setting

  init(kills: Int, seed: UInt64, first: Int, step: Int, faults: Int, calls: Int, people: Int, _ setting: Setting) {
    self.kills = kills
    self.seed = seed
    self.first = first
    self.step = step
    self.faults = faults
    self.calls = calls
    self.people = people
    self.setting = setting
    state = Mutex(State(call: first))
  }

  func next() -> Round? {
    guard setting.score.kills < kills, !setting.isOver else { return nil }
    return state.withLock { state in
      state.round += 1
      let chance = seed &* 1_000_003 &+ state.round
      var dice = Dice(chance)
      let drawn = Int.random(in: 0..<100, using: &dice)
      if drawn < faults { return .fault(seed: chance) }
      if drawn < faults + people { return .people(seed: chance) }
      if drawn < faults + people + calls {
        // Past the end of a job the count begins again, one further.
        if state.call > max(setting.score.now.mostCalls, first) { state.call = state.call % step + 1 }
        defer { state.call += step }
        return .call(state.call, seed: chance)
      }
      return .moments(kills: 15, seed: chance)
    }
  }
}

/// One thread, one spool at a time. The daemon dies with the thread that started it, so all of a round is on this one.
final class Worker: Sendable {
  private let number: Int
  private let home: String
  private let plan: RoundPlan
  private let setting: Setting
  private let seed: UInt64
  private let ended = Atomic<Bool>(false)
  private static let roundsPerSpool = 6

  init(_ number: Int, home: String, plan: RoundPlan, setting: Setting, seed: UInt64) {
    self.number = number
    self.home = home
    self.plan = plan
    self.setting = setting
    self.seed = seed
  }

  var isFinished: Bool { ended.load(ordering: .acquiring) }

  func start() { Thread { self.work() }.start() }

  private func work() {
    var spools = 0
    do {
      while let round = plan.next() {
        spools += 1
        let stage = try Stage(
          at: "\(home)-\(spools)", maker: setting.maker(spools + number), seed: seed &+ UInt64(spools), setting)
        try work(from: round, on: stage, seed &+ UInt64(spools << 8))
      }
    } catch {
      setting.score.note { $0.faults.append("the harness: \(error)") }
      setting.score.say("the harness: \(error)")
    }
    ended.store(true, ordering: .releasing)
  }

  private func work(from first: Round, on stage: Stage, _ chance: UInt64) throws {
    var dice = Dice(chance)
    try stage.open(&dice)
    var round: Round? = first
    for number in 1...Self.roundsPerSpool {
      guard let now = round else { break }
      try now.run(on: stage)
      guard stage.oracle.faults.isEmpty else {
        return setting.score.blame(stage.oracle.faults, on: "\(now)", at: stage.yard.home)
      }
      round = number < Self.roundsPerSpool ? plan.next() : nil
    }
    setting.score.note { $0.films += stage.oracle.dropped.count }
    stage.remove()
  }
}
