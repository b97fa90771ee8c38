// Kills, fills and breaks the farm as often as is asked for, and checks after each blow that nothing that it had promised
// was lost. docs/promises.md says what that proves. It is a tool for those who work on the farm, and is not installed.
import ArgumentParser
import Foundation
import Glibc
import Synchronization

@main
struct Torture: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torture", abstract: "Kill the farm at every moment, and check that it keeps its promises.")

  @Option(help: "SIGKILLs to deal in all.") var kills = 2000
  @Option(help: "Minutes after which no new round begins; 0 for no limit.") var minutes = 0.0
  @Option(help: "Where chance begins: the same seed deals the same blows.") var seed: UInt64 = 1
  @Option(help: "Spools that are tortured at once.") var parallel = 2
  @Option(help: "The number of the first call to be struck, and how far the next is.") var first = 1
  @Option(help: "The distance from one struck call to the next.") var step = 37
  @Option(help: "Rounds on a disk that fails for a while, in a hundred rounds.") var faults = 10
  @Option(help: "Rounds beside a person who moves, spoils and deletes, in a hundred rounds.") var people = 10
  @Option(help: "Rounds killed call by call, in a hundred rounds.") var calls = 55
  @Option(help: "Power cuts, half of them on ext4, half on XFS; needs root.") var cuts = 0
  @Option(help: "Folders in which spools are made, in turns; each on another filesystem.") var place: [String] = []
  @Option(help: "Who makes stills and clips: paid, drawn, rented; the spools take turns.")
  var maker: [Maker] = Maker.allCases
  @Option(help: "The program; else the one beside this.") var reelspool: String?

  func run() throws {
    let score = Score()
    let setting = try prepare(score)
    let plan = RoundPlan(
      kills: kills, seed: seed, first: first, step: step, faults: faults, calls: calls, people: people, setting)
    let workers = (0..<max(1, parallel)).map { number in
      Worker(
        number, home: "\(places[number % places.count])/torture-\(getpid())-\(number)", plan: plan, setting: setting,
        seed: seed &+ UInt64(number))
    }
    let plugs = (cuts > 0 ? ["ext4", "xfs"] : []).map { kind in
      PowerCuts(kind, home: "\(places[0])/torture-\(getpid())-cuts", cuts: cuts / 2, setting: setting, seed: seed)
    }
    for worker in workers { worker.start() }
    for plug in plugs { plug.start() }
    while workers.contains(where: { !$0.isFinished }) || plugs.contains(where: { !$0.isFinished }) {
      Thread.sleep(forTimeInterval: 1)
      if Int(score.seconds) % 30 == 0 { score.say(score.line) }
    }
    print(score.line)
    try? FileManager.default.removeItem(atPath: setting.canned)
    let now = score.now
    print("a whole job makes up to \(now.mostCalls) calls that change the disk")
    for (deed, count) in now.deeds.sorted(by: { $0.key < $1.key }) { print("a person, \(count) times: \(deed)") }
    if !now.faults.isEmpty { throw ExitCode.failure }
  }

  private var places: [String] {
    if !place.isEmpty { return place }
    let shared = FileManager.default.isWritableFile(atPath: "/dev/shm") ? ["/dev/shm"] : []
    return [FileManager.default.temporaryDirectory.path] + shared
  }

  private func prepare(_ score: Score) throws -> Setting {
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    let ffmpeg = ["/usr/local/bin/ffmpeg", "/usr/bin/ffmpeg"]
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let ffmpeg else { throw ValidationError("unable to find ffmpeg; install it") }
    let programs = Programs(reelspool: reelspool ?? "\(own)/reelspool", ffmpeg: ffmpeg)
    guard access(programs.reelspool, X_OK) == 0 else {
      throw ValidationError("unable to find \(programs.reelspool); build it first: swift build -c release")
    }
    var setting = Setting(
      programs: programs, bundle: Bundle(), score: score, minutes: minutes, makers: maker,
      canned: try Canned.make(in: "\(places[0])/torture-\(getpid())-canned", ffmpeg))
    for maker in Set(maker) {
      let stage = try Stage(at: "\(places[0])/torture-\(getpid())-reference", maker: maker, seed: seed, setting)
      defer { stage.remove() }
      setting.references[maker] = try stage.reference(maker)
    }
    return setting
  }
}
