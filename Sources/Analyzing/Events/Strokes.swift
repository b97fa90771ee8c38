// Kick, snare and hi-hat: everything that begins is a candidate, and is judged by how its bands rise, stay and fall beside
// the other candidates of the same song. Several drums may be struck at once. The network has a say in kicks and snares; of
// hi-hats the older judge knows more.
import Glibc
import Vocabulary

/// Drum strokes of a song.
struct Strokes {
  private let levels: Grid
  private let rate: Double
  private let beliefs: Odds
  // Frames of the candidates, and how far each stands out in the low, middle and high bands.
  private var frames: [Int] = []
  private var salience: [[Float]] = []

  /// A frame hears a stroke this long after it begins, in seconds (median over strokes whose time is known).
  private static let delay = 0.005
  /// Log odds from which on a candidate is called a stroke: missing one costs a little more than a false one.
  private static let threshold: Float = -0.35
  /// Edges of the low, middle and high bands.
  private static let parts = [0..<4, 4..<15, 15..<23]

  /// How a judge's log odds and the network's make one: weights of a logistic regression, checked on kinds of songs left out.
  private struct Blend {
    let judge: Float
    let network: Float
    let bias: Float

    static let kick = Blend(judge: 0.44, network: 1.02, bias: 0.92)
    static let snare = Blend(judge: 0.40, network: 0.97, bias: 1.03)
  }

  init(_ features: Features, _ odds: Odds) {
    beliefs = odds
    levels = features.hits
    rate = features.hitRate
    // The weights belong to one plan of bands; another sample rate has another plan, and no strokes rather than wrong ones.
    guard levels.width == StrokeWeights.kick.rise.count else { return }
    findCandidates()
  }

  /// All strokes in order of time, at most one of a kind at a time.
  func events() -> [MusicEvent] {
    guard frames.count > 3 else { return [] }
    let rows = standardised(frames.map(describe))
    let kinds: [(MusicEventKind, Int)] = [(.kick, 0), (.snare, 1), (.hihat, 2)]
    var events: [MusicEvent] = []
    for (i, frame) in frames.enumerated() {
      let time = max(0, Double(frame) / rate - Self.delay)
      for (kind, part) in kinds where isStruck(kind, frame, rows[i]) {
        events.append(MusicEvent(time: time, kind: kind, strength: Double(min(1, salience[part][i] / 16))))
      }
    }
    return events
  }

  private func isStruck(_ kind: MusicEventKind, _ frame: Int, _ row: [Float]) -> Bool {
    switch kind {
    case .kick: blended(Self.odds(row, .kick), beliefs.kick, frame, .kick) > Self.threshold
    case .snare: blended(Self.odds(row, .snare), beliefs.snare, frame, .snare) > Self.threshold
    default: Self.odds(row, .hihat) > Self.threshold
    }
  }

  /// - Parameter frame: of the short window, two of which come in a frame of the network.
  private func blended(_ judged: Float, _ belief: [Float], _ frame: Int, _ blend: Blend) -> Float {
    guard beliefs.isKnown else { return judged }
    let believed = max(-7, min(5, belief[around: Int((Double(frame) / 2).rounded()), 2]))
    return blend.judge * max(-8, min(8, judged)) + blend.network * believed + blend.bias
  }

  private mutating func findCandidates() {
    let curves = Self.parts.map(risingCurve)
    let together = levels.count == 0 ? [] : (0..<levels.count).map { i in curves.reduce(0) { max($0, $1[i]) } }
    var last = -100
    for i in together.indices where together[i] > 2 && together[i] >= together[around: i, 5] && i - last >= 5 {
      frames.append(i)
      last = i
    }
    salience = curves.map { curve in frames.map { curve[$0] } }
  }

  /// How much the bands of `part` rise over 10 and 15 ms before, divided by what is usual around.
  private func risingCurve(_ part: Range<Int>) -> [Float] {
    var curve = [Float](repeating: 0, count: levels.count)
    for row in 3..<max(3, levels.count) {
      for band in part {
        curve[row] += max(0, levels[row, band] - max(levels[row - 2, band], levels[row - 3, band]))
      }
    }
    let whole = curve.reduce(0, +) / Float(max(1, curve.count))
    return zip(curve, movingMean(curve, radius: Int(4 * rate))).map { $0 / (0.75 * $1 + 0.25 * whole + 0.01) }
  }

  /// Rise, level and decay of each band around a candidate.
  private func describe(_ frame: Int) -> [Float] {
    let width = levels.width
    var (rise, level, decay) = ([Float](), [Float](), [Float]())
    let before = mean(frame - 8, frame - 3)
    let later = mean(frame + 10, frame + 18)
    for band in 0..<width {
      var top: Float = 0
      for row in frame - 1...frame + 3 { top = max(top, levels[clamped(row), band]) }
      rise.append(top - before[band])
      level.append(top)
      decay.append(top - later[band])
    }
    return rise + level + decay
  }

  private func mean(_ first: Int, _ end: Int) -> [Float] {
    var sum = [Float](repeating: 0, count: levels.width)
    for row in first..<end {
      for band in 0..<levels.width { sum[band] += levels[clamped(row), band] / Float(end - first) }
    }
    return sum
  }

  private func clamped(_ row: Int) -> Int { max(0, min(levels.count - 1, row)) }

  /// Each number relative to its mean and deviation over the candidates of the song.
  private func standardised(_ rows: [[Float]]) -> [[Float]] {
    let width = rows.first?.count ?? 0
    var result = rows
    for column in 0..<width {
      let (mean, deviation) = spread(rows.map { Double($0[column]) })
      let (centre, scale) = (Float(mean), Float(deviation) + 0.1)
      for i in result.indices { result[i][column] = max(-4, min(4, (result[i][column] - centre) / scale)) }
    }
    return result
  }

  private static func odds(_ row: [Float], _ weights: StrokeWeights) -> Float {
    var sum = weights.bias
    for (i, weight) in (weights.rise + weights.level + weights.decay).enumerated() { sum += weight * row[i] }
    return sum
  }
}
