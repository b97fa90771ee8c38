// What is kept of the sound once the samples are gone: a few curves, 100 to 200 rows a second. A minute of song needs
// about 3 MB of it.

import Glibc

/// Everything later stages know about the sound. Row `k` of a grid is centred on `k / rate` seconds.
struct Features {
  /// Samples a second, and how many were heard.
  let sampleRate: Double
  var sampleCount = 0
  var duration: Double { sampleRate > 0 ? Double(sampleCount) / sampleRate : 0 }

  /// Rows of `bands`, `side` and `power` a second (100 at 44.1 kHz).
  let rate: Double
  /// Logarithmic magnitudes of the middle channel (left + right) in `bandPlan`: 0 is silence, about 3 is loud.
  var bands: Grid
  let bandPlan: BandPlan
  /// Logarithmic magnitudes of left - right in `sidePlan`, on the same scale: what is panned or wide.
  var side: Grid
  let sidePlan: BandPlan
  /// Mean square of the middle channel in each hop.
  var power: [Float] = []

  /// Logarithmic magnitudes of a short window, for hits: two rows a hop.
  var hits: Grid
  let hitPlan: BandPlan
  var hitRate: Double { 2 * rate }

  /// Twelve pitch classes of the melody range, then twelve of the bass range: linear power, 25 rows a second.
  var chroma: Grid
  let chromaRate: Double

  /// Highest sample of either channel, 0 to 1; sum of squares over both channels.
  var peak: Float = 0
  var squareSum: Double = 0

  init(sampleRate: Double, hop: Int, mainSize: Int, hitSize: Int) {
    self.sampleRate = sampleRate
    rate = sampleRate / Double(hop)
    chromaRate = rate / 4
    bandPlan = BandPlan(low: 30, high: 16_000, perOctave: 6, size: mainSize, sampleRate: sampleRate)
    sidePlan = BandPlan(low: 100, high: 12_000, perOctave: 1.5, size: mainSize, sampleRate: sampleRate)
    hitPlan = BandPlan(low: 40, high: 16_000, perOctave: 3, size: hitSize, sampleRate: sampleRate)
    bands = Grid(width: bandPlan.count)
    side = Grid(width: sidePlan.count)
    hits = Grid(width: hitPlan.count)
    chroma = Grid(width: ChromaPlan.width)
  }
}

extension Features {
  /// Turns the linear magnitudes that were gathered into logarithmic ones, so that a quiet master looks like a loud one.
  /// Done once, when all is heard, and in place: a second copy would double the memory of a long song.
  mutating func compress() {
    let loud = bands.loudMagnitude
    bands.compress(loud: loud)
    side.compress(loud: loud)
    hits.compress(loud: hits.loudMagnitude)
  }
}

extension Grid {
  /// What one value in twenty exceeds. Every seventh is looked at, which is coprime with the usual width.
  fileprivate var loudMagnitude: Float {
    percentile(stride(from: 0, to: values.count, by: 7).map { values[$0] }, 0.95)
  }

  fileprivate mutating func compress(loud: Float) {
    let scale = loud > 1e-6 ? 20 / loud : 0
    for i in values.indices { values[i] = log1pf(scale * values[i]) }
  }
}
