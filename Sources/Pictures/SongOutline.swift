import Vocabulary

/// The shape of a song's sound: the lowest and highest sample, and the mean power, of each hundredth of a second. Fed
/// while the song streams by, so that 20 minutes need 3 MB.
public struct SongOutline: Sendable {
  /// Sample frames in one step.
  private let step: Int
  private let rate: Double
  private(set) var low: [Float] = []
  private(set) var high: [Float] = []
  private(set) var power: [Float] = []
  private var least: Float = 0
  private var most: Float = 0
  private var sum: Float = 0
  private var count = 0
  /// The bytes of a sample frame that a piece cut apart.
  private var rest: [UInt8] = []

  /// - Parameter sampleRate: frames a second.
  public init(sampleRate: Int = 44100) {
    step = max(1, sampleRate / 100)
    rate = Double(sampleRate)
  }

  /// Takes the next samples, interleaved stereo, whole frames.
  public mutating func feed(_ interleaved: UnsafeBufferPointer<Int16>) {
    for frame in 0..<(interleaved.count / 2) {
      let sample = (Float(interleaved[2 * frame]) + Float(interleaved[2 * frame + 1])) / 65536
      least = min(least, sample)
      most = max(most, sample)
      sum += sample * sample
      count += 1
      if count == step { close() }
    }
  }

  /// The same for samples as bytes, in any portions.
  public mutating func feed(bytes: UnsafeRawBufferPointer) {
    var all = rest
    all.append(contentsOf: bytes)
    let whole = all.count / 4 * 4
    rest = Array(all[whole...])
    all[..<whole].withUnsafeBytes { raw in
      let samples = (0..<(whole / 2)).map { raw.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self) }
      samples.withUnsafeBufferPointer { feed($0) }
    }
  }

  private mutating func close() {
    low.append(least)
    high.append(most)
    power.append(sum / Float(max(1, count)))
    (least, most, sum, count) = (0, 0, 0, 0)
  }

  /// The extremes and the root mean square between two instants, each from 0 to 1 of full scale; nil beyond the end.
  func look(from start: Seconds, to end: Seconds) -> (low: Double, high: Double, mean: Double)? {
    let perSecond = rate / Double(step)
    let first = Int(start * perSecond)
    let last = min(low.count, max(first + 1, Int((end * perSecond).rounded(.up))))
    guard first >= 0, first < last else { return nil }
    let mean = power[first..<last].reduce(0, +) / Float(last - first)
    return (Double(low[first..<last].min() ?? 0), Double(high[first..<last].max() ?? 0), Double(mean).squareRoot())
  }

  /// The largest excursion of the whole song, 0 to 1; what fills a chart's height.
  var peak: Double { Double(max(high.max() ?? 0, -(low.min() ?? 0))) }
}
