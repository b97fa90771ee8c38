import Media
import Testing
import Vocabulary

@testable import Assembling

@Suite struct AssembleTests {
  let studio = Studio()

  @Test func `a film is as many frames as its plan, its sound where it was heard, every cut seen`() throws {
    let order = try studio.order()
    let report = try assemble(order, in: studio.place, stop: studio.stop)
    #expect(report.passed)
    #expect(report.frames == 61)
    #expect(abs(report.audioOffsetMilliseconds) < 1)
    #expect(report.shots.map(\.packetHash) == order.clips.map(\.packetHash))
    #expect(report.shots.map(\.cutFound) == [nil, true, true])
    #expect(report.shots.map(\.startFrame) == [0, 17, 30])
    #expect(report.shots.allSatisfy { abs(($0.offsetMilliseconds ?? 0) + 10) < 0.01 })
    #expect(studio.bench.exists("final.mp4") && studio.bench.exists("poster.jpg"))
    #expect(studio.bench.exists("storyboard.jpg"))
    #expect(!studio.bench.exists("list.txt") && !studio.bench.exists("final.mp4.part"))
  }
}
