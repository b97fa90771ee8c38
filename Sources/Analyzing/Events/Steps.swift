// Where the loudness steps up or down for good.
import Vocabulary

/// Rises and falls of at least 4 dB between the four seconds before and after each of `boundaries`.
func energySteps(_ features: Features, at boundaries: [Double]) -> [MusicEvent] {
  boundaries.compactMap { time in
    guard time > 2, time < features.duration - 2 else { return nil }
    let before = max(-90, decibels(features.meanPower(time - 4, time)))
    let after = max(-90, decibels(features.meanPower(time, time + 4)))
    guard abs(after - before) >= 4 else { return nil }
    let strength = min(1, abs(after - before) / 20)
    return MusicEvent(time: time, kind: after > before ? .energyRise : .energyFall, strength: strength)
  }
}
