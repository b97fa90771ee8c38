import Testing

@testable import Assembling

@Suite struct JumpsTests {
  /// Pictures of one grey each.
  func film(_ greys: [UInt8]) -> Jumps {
    let jumps = Jumps()
    for grey in greys {
      let frame = [UInt8](repeating: grey, count: Jumps.width * Jumps.height * 3)
      frame.withUnsafeBytes { raw in
        jumps.take(UnsafeRawBufferPointer(rebasing: raw[..<100]))
        jumps.take(UnsafeRawBufferPointer(rebasing: raw[100...]))
      }
    }
    return jumps
  }

  @Test func `a jump is a cut, unrest is none`() {
    let calm = film((0..<20).map { UInt8(100 + $0 % 2 + ($0 >= 10 ? 30 : 0)) })
    #expect((0..<20).filter { calm.isCut(at: $0, reach: 5) } == [10])
    let wild = film((0..<20).map { UInt8($0 % 2 == 0 ? 100 : 140) })
    #expect((0..<20).allSatisfy { !wild.isCut(at: $0, reach: 5) })
    #expect(!calm.isCut(at: 20, reach: 5))
  }

  @Test func `a cut between two whips at few frames a second is seen, and the whips alone are none`() {
    // How much the pictures of a foggy forest change, frame by frame, at 12 a second; the cut is the tenth.
    let changes = [1, 0, 1, 0, 1, 0, 0, 5, 2, 10, 4, 9, 9, 0, 0, 1, 1, 1]
    var greys = [100]
    for (index, change) in changes.enumerated() { greys.append(greys[index] + (index % 2 == 0 ? change : -change)) }
    let whips = film(greys.map(UInt8.init))
    #expect(!whips.isCut(at: 10, reach: 6))
    #expect(whips.isCut(at: 10, reach: 6, whip: 8...13))
    #expect(!whips.isCut(at: 9, reach: 6, whip: 8...13))
    // What is torn away and comes back the same is no cut.
    let none = film(greys.enumerated().map { UInt8($1 + ($0 >= 10 ? (greys[9] > greys[10] ? 7 : -7) : 0)) })
    #expect(!none.isCut(at: 10, reach: 6, whip: 8...13))
  }

  @Test func `what stands still or is black for too long is said`() {
    let still = film([50, 60] + Array(repeating: 70, count: 12) + [80])
    #expect(still.stillness(fps: 10) == [3...13])
    #expect(still.stillness(fps: 12) == [])
    let dark = film([50] + Array(repeating: 16, count: 7) + [50])
    #expect(dark.darkness(fps: 12) == [1...7])
    #expect(dark.darkness(fps: 14) == [])
  }
}
