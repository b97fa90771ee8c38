import Testing

@testable import Analyzing

@Suite struct DecoderTests {
  /// A curve with strokes at `frames` and a little less than nothing between them.
  private func curve(_ frames: [Int], count: Int) -> [Float] {
    var curve = [Float](repeating: -0.2, count: count)
    for frame in frames { curve[frame] = 3 }
    return curve
  }

  @Test func `steady beats are found to the frame, also with a fraction in their period`() {
    let truth = (0..<40).map { 12 + Int((Double($0) * 45.4).rounded()) }
    let beats = SteadyDecoder(period: 45.4).decode(curve(truth, count: 1900))
    #expect(beats.count == truth.count)
    #expect(zip(beats, truth).allSatisfy { abs($0 - $1) <= 1 })
  }

  @Test func `a steady decoder counts on through a gap`() {
    let truth = (0..<40).map { 20 + 50 * $0 }
    let beats = SteadyDecoder(period: 50).decode(curve(truth.filter { $0 < 800 || $0 > 1200 }, count: 2100))
    #expect(beats == truth)
  }

  @Test func `strokes on the off-beat do not pull a steady decoder away`() {
    let truth = (0..<40).map { 20 + 50 * $0 }
    let strokes = truth.filter { $0 < 900 || $0 > 1100 } + truth.filter { $0 > 900 && $0 < 1100 }.map { $0 + 25 }
    let beats = SteadyDecoder(period: 50).decode(curve(strokes, count: 2100))
    #expect(beats.filter { truth.contains($0) }.count > 36)
  }

  @Test func `a free decoder follows a tempo that falls by a quarter`() {
    var (truth, time) = ([Int](), 30.0)
    for beat in 0..<60 {
      truth.append(Int(time))
      time += 40 + 13 * Double(beat) / 60
    }
    let beats = BeatDecoder(range: 30...60, changeCost: 1.5).decode(curve(truth, count: Int(time) + 50))
    #expect(truth.filter { beat in beats.contains { abs($0 - beat) <= 1 } }.count >= 57)
  }

  @Test func `nothing struck, nothing decoded`() {
    let flat = [Float](repeating: -0.1, count: 500)
    #expect(SteadyDecoder(period: 50).decode(flat).isEmpty)
    #expect(BeatDecoder(range: 30...60, changeCost: 1).decode(flat).isEmpty)
    #expect(
      SteadyDecoder(period: 50).decode([]).isEmpty && BeatDecoder(range: 30...60, changeCost: 1).decode([]).isEmpty)
  }
}
