import Foundation
import Synchronization

/// One thread that cuts the power of one kind of filesystem again and again.
final class PowerCuts: Sendable {
  private let kind: String
  private let home: String
  private let cuts: Int
  private let setting: Setting
  private let seed: UInt64
  private let ended = Atomic<Bool>(false)
  private static let cutsPerRound = 6
  private static let roundsPerSpool = 4

  init(_ kind: String, home: String, cuts: Int, setting: Setting, seed: UInt64) {
    self.kind = kind
    self.home = home
    self.cuts = cuts
    self.setting = setting
    self.seed = seed
  }

  var isFinished: Bool { ended.load(ordering: .acquiring) }
  private var done: Int { setting.score.now.kills[name] ?? 0 }
  private var name: String { "power cuts of \(kind)" }

  func start() {
    Thread {
      do { try self.work() } catch {
        // Nothing was proved, and nothing is wrong with the farm.
        self.setting.score.say("\(self.name) skipped after \(self.done): \(error)")
      }
      self.ended.store(true, ordering: .releasing)
    }.start()
  }

  private func work() throws {
    var dice = Dice(seed)
    var spools = 0
    while done < cuts && !setting.isOver {
      spools += 1
      let place = "\(home)-\(kind)-\(spools)"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      let disk = try LoopDisk(kind, in: place)
      defer { disk.remove() }
      let stage = try Stage(
        at: "\(place)/home", spool: disk.mount, maker: setting.maker(spools), seed: seed &+ UInt64(spools), setting)
      try stage.open(&dice)
      for _ in 0..<Self.roundsPerSpool where done < cuts && !setting.isOver && stage.oracle.faults.isEmpty {
        try round(on: stage, disk, &dice)
      }
      setting.score.blame(stage.oracle.faults, on: "\(name), seed \(seed), spool \(spools)", at: stage.yard.home)
      setting.score.note { $0.films += stage.oracle.dropped.count }
      if stage.oracle.faults.isEmpty { stage.remove() }
    }
  }

  private func round(on stage: Stage, _ disk: LoopDisk, _ dice: inout Dice) throws {
    for _ in 0..<2 { try stage.drop() }
    disk.sync()
    for _ in 0..<Self.cutsPerRound {
      let blow = Blow.killAfter(Double.random(in: 0.05...1.5, using: &dice))
      var trouble: (any Error)?
      let cut = { do { try disk.cut() } catch { trouble = error } }
      let outcome = try stage.live(blow, before: cut, until: { stage.isDone })
      if let trouble { throw trouble }
      guard outcome == .killed else { break }
      setting.score.note { $0.kills[name, default: 0] += 1 }
      try disk.comeBack()
      stage.oracle.inspect()
    }
    try stage.finish()
  }
}
