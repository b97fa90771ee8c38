import Testing

@testable import Analyzing

@Suite struct BoundariesTests {
  /// Rows that are alike inside each stretch, with a small regular disturbance.
  private func rows(_ lengths: [Int]) -> Grid {
    var values: [Float] = []
    for (stretch, length) in lengths.enumerated() {
      for bar in 0..<length {
        let wobble = Float(bar % 3) * 0.05
        values += stretch % 2 == 0 ? [1 + wobble, 0, 0.5] : [-1, 1.4 - wobble, -0.5]
      }
    }
    return Grid(width: 3, values: values)
  }

  @Test func `stretches begin where the rows change`() {
    #expect(Boundaries(rows([8, 16, 8, 4])).starts == [0, 8, 24, 32])
  }

  @Test func `rows that are all alike are one stretch`() {
    #expect(Boundaries(rows([40])).starts == [0])
  }

  @Test func `a song longer than the longest stretch is still cut`() {
    let starts = Boundaries(rows([200])).starts
    #expect(starts.first == 0 && zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 <= Boundaries.longest })
  }

  @Test func `no rows, no stretches`() {
    #expect(Boundaries(Grid(width: 3)).starts.isEmpty)
  }
}
