// Cuts the stream of samples into overlapping frames and takes the features of each. Half a long window of silence is
// put in front, so that frame 0 is centred on sample 0; the end is padded likewise.

/// Turns samples into ``Features`` while they arrive.
final class Ear {
  private static let mainSize = 2048
  private static let hitSize = 1024
  private static let pitchSize = 8192
  /// Pitch frames come every fourth hop, two to a transform.
  private static let pitchEvery = 4
  /// Samples that are taken in before frames are made of them.
  private static let portion = 32_768

  private let hop: Int
  private var features: Features
  private let chromaPlan: ChromaPlan
  private let main: TwinTransform
  private let hit: TwinTransform
  private let pitch: TwinTransform
  private var firstPower = [Float](repeating: 0, count: pitchSize / 2)
  private var secondPower = [Float](repeating: 0, count: pitchSize / 2)

  // Samples not yet done with; `middle[base]` is the first sample of the long window around the next frame.
  private var middle = [Float](repeating: 0, count: pitchSize / 2)
  private var wide = [Float](repeating: 0, count: pitchSize / 2)
  private var base = 0
  private var frame = 0
  private var pending: Int16?

  init(sampleRate: Double) {
    let rate = sampleRate.isFinite && sampleRate >= 1000 ? sampleRate : 44100
    hop = max(32, Int((rate / 100).rounded()))
    features = Features(sampleRate: rate, hop: hop, mainSize: Self.mainSize, hitSize: Self.hitSize)
    chromaPlan = ChromaPlan(size: Self.pitchSize, sampleRate: rate)
    main = TwinTransform(size: Self.mainSize, bins: features.bandPlan.edges.last)
    hit = TwinTransform(size: Self.hitSize, bins: features.hitPlan.edges.last)
    pitch = TwinTransform(size: Self.pitchSize, bins: chromaPlan.bins)
  }

  func feed(_ interleaved: UnsafeBufferPointer<Int16>) {
    guard var rest = interleaved.baseAddress, !interleaved.isEmpty else { return }
    var count = interleaved.count
    if let left = pending {
      take([left, rest[0]])
      (rest, count, pending) = (rest + 1, count - 1, nil)
    }
    // Bounded memory: frames are taken as soon as they are complete, not once the piece is through.
    while count > 1 {
      let part = min(Self.portion, count / 2)
      take(UnsafeBufferPointer(start: rest, count: 2 * part))
      (rest, count) = (rest + 2 * part, count - 2 * part)
      takeFrames()
    }
    if count == 1 { pending = rest[0] }
    takeFrames()
  }

  /// Takes the frames that still overlap the end and gives everything away.
  func finish() -> Features {
    let frames = features.sampleCount == 0 ? 0 : (features.sampleCount + hop - 1) / hop
    let silence = [Float](repeating: 0, count: Self.pitchSize + (2 * Self.pitchEvery + 1) * hop)
    middle += silence
    wide += silence
    while frame < frames { takeFrame() }
    features.compress()
    return features
  }

  private func take(_ pair: [Int16]) { pair.withUnsafeBufferPointer { take($0) } }

  /// Takes whole frames: the middle and the side of both channels, at half the sum, and what is measured of all samples.
  private func take(_ pairs: UnsafeBufferPointer<Int16>) {
    let count = pairs.count / 2
    let start = middle.count
    middle.append(contentsOf: repeatElement(0, count: count))
    wide.append(contentsOf: repeatElement(0, count: count))
    let scale: Float = 1 / 65536
    var (squares, peak): (Int64, Int32) = (0, 0)
    middle.withUnsafeMutableBufferPointer { middle in
      wide.withUnsafeMutableBufferPointer { wide in
        for i in 0..<count {
          let (left, right) = (Int32(pairs[2 * i]), Int32(pairs[2 * i + 1]))
          middle[start + i] = Float(left &+ right) * scale
          wide[start + i] = Float(left &- right) * scale
          peak = max(peak, max(abs(left), abs(right)))
          squares &+= Int64(left &* left) &+ Int64(right &* right)
        }
      }
    }
    features.sampleCount += count
    features.peak = max(features.peak, Float(peak) * 2 * scale)
    features.squareSum += Double(squares)
  }

  private func takeFrames() {
    // A pitch frame looks `pitchEvery` hops further ahead than its partner.
    while base + Self.pitchSize + (Self.pitchEvery + 1) * hop <= middle.count { takeFrame() }
    middle.removeFirst(base)
    wide.removeFirst(base)
    base = 0
  }

  private func takeFrame() {
    middle.withUnsafeBufferPointer { middle in
      wide.withUnsafeBufferPointer { wide in
        guard let middle = middle.baseAddress, let wide = wide.baseAddress else { return }
        takeSpectra(middle + base, wide + base)
      }
    }
    frame += 1
    base += hop
  }

  /// - Parameters: first sample of the long window in either channel; the frame's centre is half a window later.
  private func takeSpectra(_ middle: UnsafePointer<Float>, _ wide: UnsafePointer<Float>) {
    let centre = Self.pitchSize / 2
    var square: Float = 0
    for i in 0..<hop { square += middle[centre + i] * middle[centre + i] }
    features.power.append(square / Float(hop))
    firstPower.withUnsafeMutableBufferPointer { first in
      secondPower.withUnsafeMutableBufferPointer { second in
        guard let first = first.baseAddress, let second = second.baseAddress else { return }
        let start = centre - Self.mainSize / 2
        main.powers(middle + start, wide + start, into: first, second)
        features.bandPlan.gather(first, into: &features.bands.values)
        features.sidePlan.gather(second, into: &features.side.values)
        let hitStart = centre - Self.hitSize / 2
        hit.powers(middle + hitStart, middle + hitStart + hop / 2, into: first, second)
        features.hitPlan.gather(first, into: &features.hits.values)
        features.hitPlan.gather(second, into: &features.hits.values)
        guard frame % (2 * Self.pitchEvery) == 0 else { return }
        pitch.powers(middle, middle + Self.pitchEvery * hop, into: first, second)
        chromaPlan.gather(first, into: &features.chroma)
        chromaPlan.gather(second, into: &features.chroma)
      }
    }
  }
}
