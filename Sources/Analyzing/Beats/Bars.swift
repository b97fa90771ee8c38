// Which beats begin a bar. No single beat says it reliably; the whole song does: chords and sections change on
// downbeats, kicks fall on them and snares beside them, and bars repeat.
import Glibc

/// The bars of a song.
struct Bars {
  /// Beats in one bar.
  let beatsPerBar: Int
  /// Indices of the beats that begin a bar, ascending.
  let downbeats: [Int]

  /// Cost of a bar of another length, in the units of ``evidence``: songs drop or add a beat a few times at most.
  private static let shiftCost = 8.0

  /// - Parameter strips: one a beat.
  init(_ strips: Strips, _ onsets: Onsets) {
    let evidence = Self.evidence(strips, onsets)
    var best: (appeal: Double, metre: Int, downbeats: [Int]) = (-.infinity, 4, [])
    for (metre, preference) in [(4, 0.0), (3, -0.5)] {
      let (downbeats, score) = Self.decode(evidence, metre: metre)
      let appeal = score / Double(max(1, downbeats.count)).squareRoot() + preference + Self.repetition(strips, metre)
      if appeal > best.appeal { best = (appeal, metre, downbeats) }
    }
    beatsPerBar = best.metre
    downbeats = best.downbeats
  }

  /// How much each beat looks like the first of a bar: zero mean, larger is likelier.
  static func evidence(_ strips: Strips, _ onsets: Onsets) -> [Double] {
    let n = strips.count
    let harmony = standardised((0..<n).map { harmonicChange(strips, $0) })
    let novelty = standardised((0..<n).map { change(strips.timbre, $0, span: 4) })
    let wide = standardised((0..<n).map { change(strips.timbre, $0, span: 8) })
    let kick = standardised((0..<n).map { Double(strips.pattern[$0, 0]) })
    let snare = standardised((0..<n).map { Double(strips.pattern[$0, 3] + strips.pattern[$0, 4]) })
    let weighted = [(harmony, 1.0), (novelty, 0.6), (wide, 0.6), (kick, 0.5), (snare, -0.4)]
    return (0..<n).map { i in weighted.reduce(0) { $0 + $1.0[i] * $1.1 } }
  }

  private static func harmonicChange(_ strips: Strips, _ i: Int) -> Double {
    guard i > 0 else { return 0 }
    let near = distance(strips.chroma.mean(of: i - 1..<i), strips.chroma.mean(of: i..<i + 1))
    let far = distance(strips.chroma.mean(of: i - 2..<i), strips.chroma.mean(of: i..<i + 2))
    return near + far
  }

  private static func change(_ grid: Grid, _ i: Int, span: Int) -> Double {
    guard i > 0 else { return 0 }
    return distance(grid.mean(of: i - span..<i), grid.mean(of: i..<i + span))
  }

  /// How much better bars of `metre` beats repeat than the average lag does.
  private static func repetition(_ strips: Strips, _ metre: Int) -> Double {
    let lags = [2, 3, 4, 6, 8, 9, 12]
    let all = lags.map { lag in (lag, similarity(strips.pattern, lag)) }
    let mean = all.reduce(0) { $0 + $1.1 } / Double(all.count)
    let own = all.filter { $0.0 % metre == 0 }
    return 12 * (own.reduce(0) { $0 + $1.1 } / Double(max(1, own.count)) - mean)
  }

  private static func similarity(_ grid: Grid, _ lag: Int) -> Double {
    guard grid.count > lag else { return 0 }
    let distances = (lag..<grid.count).map {
      distance(grid.mean(of: $0 - lag..<$0 - lag + 1), grid.mean(of: $0..<$0 + 1))
    }
    return -distances.reduce(0, +) / Double(distances.count)
  }

  /// The phase of the bar at every beat, with as few shifts as the evidence allows.
  private static func decode(_ evidence: [Double], metre: Int) -> (downbeats: [Int], score: Double) {
    let n = evidence.count
    var best = [[Double]](repeating: [Double](repeating: 0, count: metre), count: n + 1)
    var back = [[Int]](repeating: [Int](repeating: 0, count: metre), count: n + 1)
    for i in 0..<n {
      for phase in 0..<metre {
        // The usual way to reach `phase` is from the phase before it; any other costs.
        let usual = (phase + metre - 1) % metre
        var (value, from) = (best[i][usual], usual)
        for other in 0..<metre where best[i][other] - shiftCost > value {
          (value, from) = (best[i][other] - shiftCost, other)
        }
        best[i + 1][phase] = value + (phase == 0 ? evidence[i] : 0)
        back[i + 1][phase] = from
      }
    }
    guard n > 0, let top = best[n].indices.max(by: { best[n][$0] < best[n][$1] }) else { return ([], 0) }
    var (phase, downbeats) = (top, [Int]())
    for i in stride(from: n, to: 0, by: -1) {
      if phase == 0 { downbeats.append(i - 1) }
      phase = back[i][phase]
    }
    return (downbeats.reversed(), best[n][top])
  }
}
