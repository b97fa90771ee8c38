// Pitch classes from a long window. Only spectral peaks count: the skirts of a drum would smear over all twelve.
import Glibc

/// Folds a power spectrum into pitch classes of the melody range and of the bass range.
struct ChromaPlan {
  /// Values in one row: 12 of the melody, then 12 of the bass.
  static let width = 24
  /// Bins that are looked at, from 0.
  var bins: Int { highBin + 1 }
  private let lowBin: Int
  private let highBin: Int
  private let classOfBin: [Int]

  /// - Parameter size: samples in the frame; 8192 at 44.1 kHz tells semitones apart from about 90 Hz on.
  init(size: Int, sampleRate: Double) {
    let binWidth = sampleRate / Double(size)
    lowBin = max(2, Int(45 / binWidth))
    highBin = min(size / 2 - 1, Int(2100 / binWidth))
    classOfBin = (0...max(lowBin, highBin)).map { bin in
      guard bin > 0 else { return 0 }
      let pitch = 69 + 12 * log2(Double(bin) * binWidth / 440)
      let pitchClass = ((Int(pitch.rounded()) % 12) + 12) % 12
      return Double(bin) * binWidth < 190 ? 12 + pitchClass : pitchClass
    }
  }

  /// Appends one row of pitch-class magnitudes to `grid`.
  func gather(_ power: UnsafePointer<Float>, into grid: inout Grid) {
    let start = grid.values.count
    for _ in 0..<Self.width { grid.values.append(0) }
    guard lowBin < highBin else { return }
    for bin in lowBin..<highBin where power[bin] > power[bin - 1] && power[bin] >= power[bin + 1] {
      grid.values[start + classOfBin[bin]] += power[bin].squareRoot()
    }
  }
}
