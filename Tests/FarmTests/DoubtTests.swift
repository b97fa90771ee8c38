import Generating
import Spool
import Testing
import Vocabulary

@testable import Farm

/// Stills from elsewhere are held against the references before their clips are asked for.
@Suite struct DoubtTests {
  @Test func `a still in another coat is doubted before its clip is asked for, and one in the right coat is not`()
    throws
  {
    let barn = try Barn(lane: "server")
    var settings = Barn.tiny
    settings.lanes["server"] = 1
    let odd = Set((1...40).map { Shot.id($0) }.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    barn.puppet.dress(wrong: odd)
    for shot in odd { barn.puppet.hold(.animate, shot) }
    try barn.start(settings)
    try barn.drop()
    let job = try barn.job(in: .generating)
    try waitUntil("there is a plan") { barn.has("generating/\(job)/plan.json") }
    let plan = try barn.plan("generating/\(job)")
    let judged = plan.shots.filter { !$0.characterIds.isEmpty && Likeness.canJudge($0.scene.framing) }.map(\.id)
    let wrong = judged.filter(odd.contains)
    try #require(!wrong.isEmpty && wrong.count < judged.count)

    try waitUntil("a doubted shot's clip is asked for") { !barn.puppet.calls(.animate, wrong[0]).isEmpty }
    #expect(barn.lines.all.contains { $0.contains("\(wrong[0]): the ") && $0.contains("redo \(job) \(wrong[0])") })
    for shot in odd { barn.puppet.release(.animate, shot) }

    let done = try barn.job(in: .done)
    barn.stop()
    let folder = try Folder.open("\(barn.path)/done/\(done)")
    #expect(plan.shots.map(\.id).filter { doubt(about: $0, take: 1, in: folder) != nil } == wrong)
    let report = try Document.read(Report.self, "report.json", in: folder.folder("cuts").folder("1"))
    let named = report.warnings.compactMap { warning in plan.shots.map(\.id).first { warning.hasPrefix("\($0): ") } }
    #expect(named == wrong)
    #expect(barn.text("done/\(done)/journal.ndjson").contains("doubted"))
  }
}
