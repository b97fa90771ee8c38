// Beats as a musician counts them: evenly, from the first sound to the last, also where nothing is struck.
import Glibc

/// Beats in seconds from frames: single frames are too coarse, so each beat is moved onto the line through its neighbours
/// where they lie on one.
func smoothed(_ frames: [Int], rate: Double) -> [Double] {
  let reach = 4
  return frames.indices.map { i in
    let near = max(0, i - reach)...min(frames.count - 1, i + reach)
    guard near.count > 4 else { return Double(frames[i]) / rate }
    let line = Line(near.map { (Double($0 - i), Double(frames[$0])) })
    let isEven = near.allSatisfy { abs(line.value(at: Double($0 - i)) - Double(frames[$0])) <= 2.5 }
    return (isEven ? line.value(at: 0) : Double(frames[i])) / rate
  }
}

/// `beats` continued at their own pace to both ends of `span`; fewer than five beats are returned as they are.
func continued(_ beats: [Double], over span: ClosedRange<Double>) -> [Double] {
  guard beats.count > 4, var first = beats.first, var last = beats.last else { return beats }
  let opening = (beats[4] - beats[0]) / 4
  let closing = (beats[beats.count - 1] - beats[beats.count - 5]) / 4
  var (before, after) = ([Double](), [Double]())
  // A tenth of a beat early is still on the first sound.
  while first - opening >= max(0, span.lowerBound - 0.1 * opening) {
    first -= opening
    before.append(first)
  }
  while last + closing <= span.upperBound {
    last += closing
    after.append(last)
  }
  return before.reversed() + beats + after
}

/// The line through some points with the least squared error.
private struct Line {
  private let slope: Double
  private let start: Double

  init(_ points: [(Double, Double)]) {
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.0 } / count
    let meanY = points.reduce(0) { $0 + $1.1 } / count
    let square = points.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
    slope = square > 0 ? points.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / square : 0
    start = meanY - slope * meanX
  }

  func value(at x: Double) -> Double { start + slope * x }
}
