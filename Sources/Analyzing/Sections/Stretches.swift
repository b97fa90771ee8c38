// From stretches of bars to sections with a role and an energy word.
import Glibc
import Vocabulary

/// What is measured of one stretch before it gets its words.
struct Stretch {
  var start: Double
  var end: Double
  /// Mean square of the middle channel.
  var power: Double
  /// Mean logarithmic magnitude over all bands: how much of the spectrum is filled, whatever the master does to the level.
  var fullness: Double
  /// Decibels between its first and its last quarter; negative when it fades.
  var slope: Double
  var length: Double { end - start }

  /// - Parameters: `start` before `end`, in seconds.
  init(_ features: Features, from start: Double, to end: Double) {
    let quarter = (end - start) / 4
    (self.start, self.end) = (start, end)
    power = features.meanPower(start, end)
    let rows =
      Int((start * features.rate).rounded())..<max(Int((start * features.rate).rounded()), Int(end * features.rate))
    let bands = features.bands.mean(of: rows)
    fullness = Double(bands.reduce(0, +)) / Double(max(1, bands.count))
    slope = decibels(features.meanPower(end - quarter, end)) - decibels(features.meanPower(start, start + quarter))
  }
}

/// Energy words as the loudest stretch sees them: within 2.5 dB is high, within 8 dB medium. A last stretch that loses
/// more than 4 dB falls.
func energyWord(_ stretch: Stretch, loudest: Double, role: SectionRole) -> EnergyWord {
  if role == .outro && stretch.slope < -4 { return .falling }
  let below = decibels(stretch.power) - decibels(loudest)
  return below > -2.5 ? .high : below > -8 ? .medium : .low
}

/// Roles from place, weight and repetition: among the stretches that are neither quiet nor at an end, the heavier kind is the
/// chorus and the lighter one the verse; what is far lighter than both is a bridge.
func roles(of stretches: [Stretch]) -> [SectionRole] {
  guard stretches.count > 1 else { return stretches.map { _ in .verse } }
  let weights = weights(of: stretches)
  let levels = stretches.map { decibels($0.power) }
  let top = levels.max() ?? 0
  let isIntro = stretches[0].length < 25 || levels[0] < top - 4
  let isOutro = levels[stretches.count - 1] < top - 1
  let middle = (isIntro ? 1 : 0)..<(isOutro ? stretches.count - 1 : stretches.count)
  let line = chorusLine(weights[middle.clamped(to: 0..<stretches.count)].filter { $0 > bridgeWeight })
  return stretches.indices.map { i in
    if i == 0 && isIntro { return .intro }
    if i == stretches.count - 1 && isOutro { return .outro }
    if weights[i] >= line { return .chorus }
    return weights[i] < bridgeWeight && i > 1 ? .bridge : .verse
  }
}

/// Weight below which a stretch is only a bridge, in the unit of ``weights(of:)``.
private let bridgeWeight = -13.0

/// How heavy each stretch is beside the heaviest, in decibels: its level, and how much of the spectrum it fills.
private func weights(of stretches: [Stretch]) -> [Double] {
  let loudest = stretches.map { decibels($0.power) }.max() ?? 0
  let fullest = max(1e-6, stretches.map(\.fullness).max() ?? 0)
  let raw = stretches.map { decibels($0.power) - loudest + 12 * ($0.fullness / fullest - 1) }
  let top = raw.max() ?? 0
  return raw.map { $0 - top }
}

/// The weight that parts choruses from verses: the widest gap between neighbours, or just below the heaviest few where all
/// are alike.
private func chorusLine(_ weights: [Double]) -> Double {
  let sorted = weights.sorted()
  var widest = (gap: 0.8, line: (sorted.last ?? 0) - 2)
  for (low, high) in zip(sorted, sorted.dropFirst()) where high - low > widest.gap {
    widest = (high - low, (low + high) / 2)
  }
  return widest.line
}

extension Features {
  /// Mean square of the middle channel between two instants; 0 where there is nothing.
  func meanPower(_ start: Double, _ end: Double) -> Double {
    let rows =
      max(0, Int((start * rate).rounded()))..<max(0, Int((start * rate).rounded()), Int((end * rate).rounded()))
    let inside = power[rows.clamped(to: 0..<power.count)]
    return inside.isEmpty ? 0 : inside.reduce(0) { $0 + Double($1) } / Double(inside.count)
  }
}
