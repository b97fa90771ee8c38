import Media
import Testing
import Vocabulary

@testable import Assembling

@Suite struct JoinTests {
  @Test func `rounding of lengths never adds up`() {
    let studio = Studio()
    // 10 frames at 30 a second are a third of a second: each length alone is rounded.
    var plan = studio.plan(Array(repeating: 10, count: 300))
    plan.fps = 30
    let profile = HouseProfile(width: 90, height: 160, fps: 30)
    let clips = (1...300).map { CutOrder.Clip(name: "c\($0).mp4", take: 1, packetHash: "") }
    let order = CutOrder(cut: 1, plan: plan, profile: profile, clips: clips, music: studio.music(100))
    let lengths = concatList(order).split(separator: "\n").compactMap { line in
      line.hasPrefix("duration ") ? Double(line.dropFirst(9)) : nil
    }
    #expect(lengths.count == 300)
    var at = 0.0
    for (index, length) in lengths.enumerated() {
      at += length
      #expect(abs(at - Double(index + 1) / 3) < 1e-6)
    }
  }
}
