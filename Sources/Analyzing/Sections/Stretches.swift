// From stretches of bars to sections with a role and an energy word.
import Glibc
import Vocabulary

/// What is measured of one stretch before it gets its words.
struct Stretch {
  var start: Double
  var end: Double
  /// Mean square of the middle channel.
  var power: Double
  /// Decibels between its first and its last quarter; negative when it fades.
  var slope: Double
  var length: Double { end - start }

  /// - Parameters: `start` before `end`, in seconds.
  init(_ features: Features, from start: Double, to end: Double) {
    let quarter = (end - start) / 4
    (self.start, self.end) = (start, end)
    power = features.meanPower(start, end)
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

/// Roles from place, loudness and repetition: the loudest kind of stretch is the chorus, other kinds that return are
/// verses, a quiet kind in the middle that stands alone is a bridge.
func roles(of stretches: [Stretch]) -> [SectionRole] {
  guard stretches.count > 1 else { return stretches.map { _ in .verse } }
  let levels = stretches.map { decibels($0.power) }
  let top = levels.max() ?? 0
  return stretches.indices.map { i in
    if i == 0 && (stretches[0].length < 25 || levels[0] < top - 4) { return .intro }
    if i == stretches.count - 1 && levels[i] < top - 1 { return .outro }
    if levels[i] > top - 2 { return .chorus }
    if levels[i] < top - 7 && i > 1 { return .bridge }
    return .verse
  }
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
