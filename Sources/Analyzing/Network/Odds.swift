// What the network believes, frame by frame, in the form that the decoders use.

/// Log odds of each of the network's answers; all 0 (no opinion) where the features do not fit the network.
struct Odds {
  /// Frames a second.
  let rate: Double
  let beat: [Float]
  let downbeat: [Float]
  let kick: [Float]
  let snare: [Float]
  let hihat: [Float]
  let boundary: [Float]
  /// The beat odds, cut to the limits of belief.
  let tameBeat: [Float]
  /// Whether there is an opinion at all.
  let isKnown: Bool

  /// Beliefs beyond this many natural logarithms are cut: the network was taught on made songs, and is too sure of real ones.
  private static let limits: ClosedRange<Float> = -4...3

  init(_ features: Features) {
    rate = features.rate
    isKnown = features.fitNetwork
    let grid = isKnown ? Network.taught.listen(to: features) : Grid(width: Network.outputs, count: features.bands.count)
    func column(_ index: Int) -> [Float] { (0..<grid.count).map { grid[$0, index] } }
    (beat, downbeat) = (column(0), column(1))
    tameBeat = beat.map { max(Self.limits.lowerBound, min(Self.limits.upperBound, $0)) }
    (kick, snare, hihat, boundary) = (column(2), column(3), column(4), column(5))
  }

  /// The beat odds with zero mean and unit deviation; all 0 without an opinion.
  var pulse: [Float] {
    let tame = tameBeat
    let (mean, deviation) = spread(tame.map(Double.init))
    return tame.map { deviation > 0.1 ? Float((Double($0) - mean) / deviation) : 0 }
  }

  /// Mean over `times` (seconds) of the highest of `curve` within two frames, cut to the limits of belief.
  func mean(of curve: [Float], at times: [Double]) -> Double {
    guard !times.isEmpty else { return 0 }
    return times.reduce(0) { $0 + Double(highest(curve, at: $1)) } / Double(times.count)
  }

  /// The highest of `curve` within two frames of a second, cut to the limits of belief.
  func highest(_ curve: [Float], at time: Double) -> Float {
    let value = curve[around: Int((time * rate).rounded()), 2]
    return max(Self.limits.lowerBound, min(Self.limits.upperBound, value))
  }
}
