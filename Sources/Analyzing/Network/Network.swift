// Listens with the network that Training/ taught: two neighbouring frames make a step, each step is squeezed to a few
// channels, and every layer adds what it finds in five steps that lie further and further apart. Plain arithmetic in a fixed
// order, so the same song gives the same curves on every machine.

/// A small temporal convolutional network over the rows of ``Features/networkInput(_:into:)``.
///
/// - Source: after Davies and Böck, "Temporal convolutional networks for musical audio beat tracking", EUSIPCO 2019;
///   Training/network.py is this one, Training/README.md says what it was taught with.
struct Network {
  /// Channels between the layers: four times a vector of eight.
  static let width = 32
  static let taps = 5
  /// Distance of the five steps in each layer.
  static let dilations = [1, 1, 2, 4, 8, 16, 32, 64, 128, 256]
  /// Curves that come out: beat, downbeat, kick, snare, hi-hat, boundary.
  static let outputs = 6
  private static let frame = 93
  private static let pitch = 24
  static var inputs: Int { 2 * frame + pitch }

  private let squeeze: [Float]
  private let squeezeBias: [Float]
  private let layers: [[Float]]
  private let biases: [[Float]]
  private let answer: [Float]
  private let answerBias: [Float]

  /// - Parameter weights: in the order in which Training/export.py writes them.
  init(_ weights: [Float]) {
    var rest = weights[...]
    func take(_ count: Int) -> [Float] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    let width = Self.width
    squeeze = take(Self.inputs * width)
    squeezeBias = take(width)
    layers = Self.dilations.map { _ in take(Self.taps * width * width) }
    biases = Self.dilations.map { _ in take(width) }
    answer = take(width * 2 * Self.outputs)
    answerBias = take(2 * Self.outputs)
    precondition(answerBias.count == 2 * Self.outputs && rest.isEmpty, "the weights are of another network")
  }

  /// Log odds of each output in each frame; a last odd frame repeats the one before. Empty for no frames.
  ///
  /// - Parameter features: of a rate that the network knows, see ``Features/fitNetwork``.
  func listen(to features: Features) -> Grid {
    let steps = features.bands.count / 2
    guard steps > 0 else { return Grid(width: Self.outputs, count: features.bands.count) }
    var state = squeezed(features, steps)
    for (layer, dilation) in Self.dilations.enumerated() {
      state = convolved(state, steps, layers[layer], biases[layer], dilation)
    }
    return answered(state, steps, frames: features.bands.count)
  }

  private typealias Lanes = (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>)

  private func squeezed(_ features: Features, _ steps: Int) -> [Float] {
    var state = [Float](repeating: 0, count: steps * Self.width)
    var row = [Float](repeating: 0, count: 2 * Features.inputWidth)
    let (frame, width) = (Self.frame, Features.inputWidth)
    state.withUnsafeMutableBufferPointer { state in
      row.withUnsafeMutableBufferPointer { row in
        squeeze.withUnsafeBufferPointer { weights in
          squeezeBias.withUnsafeBufferPointer { bias in
            let (row, out) = (row.baseAddress!, state.baseAddress!)
            for step in 0..<steps {
              features.networkInput(2 * step, into: row)
              features.networkInput(2 * step + 1, into: row + width)
              var sum = load(bias.baseAddress!)
              accumulate(&sum, row, weights.baseAddress!, frame)
              accumulate(&sum, row + width, weights.baseAddress! + frame * Self.width, frame)
              // Pitch classes change slowly: those of the even frame stand for both.
              accumulate(&sum, row + frame, weights.baseAddress! + 2 * frame * Self.width, Self.pitch)
              store(positive(sum), out + step * Self.width)
            }
          }
        }
      }
    }
    return state
  }

  private func convolved(_ state: [Float], _ steps: Int, _ layer: [Float], _ bias: [Float], _ dilation: Int) -> [Float]
  {
    let (width, half) = (Self.width, Self.taps / 2)
    var result = state
    state.withUnsafeBufferPointer { state in
      result.withUnsafeMutableBufferPointer { result in
        layer.withUnsafeBufferPointer { layer in
          bias.withUnsafeBufferPointer { bias in
            for step in 0..<steps {
              var sum = load(bias.baseAddress!)
              for tap in 0..<Self.taps {
                let other = step + (tap - half) * dilation
                guard other >= 0, other < steps else { continue }
                accumulate(&sum, state.baseAddress! + other * width, layer.baseAddress! + tap * width * width, width)
              }
              let (old, new) = (load(state.baseAddress! + step * width), positive(sum))
              store((old.0 + new.0, old.1 + new.1, old.2 + new.2, old.3 + new.3), result.baseAddress! + step * width)
            }
          }
        }
      }
    }
    return result
  }

  private func answered(_ state: [Float], _ steps: Int, frames: Int) -> Grid {
    var odds = Grid(width: Self.outputs)
    odds.values.reserveCapacity(frames * Self.outputs)
    let count = 2 * Self.outputs
    for step in 0..<steps {
      var sums = answerBias
      for channel in 0..<Self.width {
        let value = state[step * Self.width + channel]
        for i in 0..<count { sums[i] += value * answer[channel * count + i] }
      }
      odds.values += sums
    }
    if frames > odds.count { odds.values += odds.values.suffix(Self.outputs) }
    return odds
  }

  /// Adds `values` times the rows of `weights` to `sum`.
  @inline(__always)
  private func accumulate(
    _ sum: inout Lanes, _ values: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ count: Int
  ) {
    for i in 0..<count {
      let value = SIMD8<Float>(repeating: values[i])
      let row = load(weights + i * Self.width)
      sum.0 += value * row.0
      sum.1 += value * row.1
      sum.2 += value * row.2
      sum.3 += value * row.3
    }
  }

  @inline(__always)
  private func load(_ pointer: UnsafePointer<Float>) -> Lanes {
    let raw = UnsafeRawPointer(pointer)
    return (
      raw.loadUnaligned(as: SIMD8<Float>.self), raw.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self),
      raw.loadUnaligned(fromByteOffset: 64, as: SIMD8<Float>.self),
      raw.loadUnaligned(fromByteOffset: 96, as: SIMD8<Float>.self)
    )
  }

  @inline(__always)
  private func store(_ lanes: Lanes, _ pointer: UnsafeMutablePointer<Float>) {
    let raw = UnsafeMutableRawPointer(pointer)
    raw.storeBytes(of: lanes.0, as: SIMD8<Float>.self)
    raw.storeBytes(of: lanes.1, toByteOffset: 32, as: SIMD8<Float>.self)
    raw.storeBytes(of: lanes.2, toByteOffset: 64, as: SIMD8<Float>.self)
    raw.storeBytes(of: lanes.3, toByteOffset: 96, as: SIMD8<Float>.self)
  }

  @inline(__always)
  private func positive(_ lanes: Lanes) -> Lanes {
    let zero = SIMD8<Float>.zero
    return (
      pointwiseMax(lanes.0, zero), pointwiseMax(lanes.1, zero), pointwiseMax(lanes.2, zero), pointwiseMax(lanes.3, zero)
    )
  }
}
