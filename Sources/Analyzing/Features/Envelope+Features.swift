// The two curves that light and motion follow.
import Vocabulary

extension Envelope {
  /// Values a second.
  static let steps = 25.0

  /// - Parameters: what was heard; an empty song gives empty curves.
  init(_ features: Features, _ onsets: Onsets) {
    let count = Int((features.duration * Self.steps).rounded(.up))
    let amplitude = movingMean(features.power, radius: 5).map { max(0, $0).squareRoot() }
    let loudest = max(1e-5, amplitude.max() ?? 0)
    let strongest = max(0.1, percentile(onsets.strength, 0.998))
    var (level, onset) = ([Double](), [Double]())
    for step in 0..<count {
      let first = Int(Double(step) * features.rate / Self.steps)
      let rows = (first..<max(first + 1, Int(Double(step + 1) * features.rate / Self.steps)))
      let loud = amplitude[rows.clamped(to: 0..<amplitude.count)].max() ?? 0
      let strike = onsets.strength[rows.clamped(to: 0..<onsets.strength.count)].max() ?? 0
      level.append(Double(min(1, loud / loudest)))
      onset.append(Double(max(0, min(1, strike / strongest))))
    }
    self.init(rate: Self.steps, level: level, onset: onset)
  }
}
