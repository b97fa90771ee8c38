// Nine short stretches of a sound, kept while the whole of it streams by: a song of 20 minutes is 200 MB, these are 2.

/// Stretches of mono sound at 44.1 kHz, evenly spread over `duration`.
final class Windows {
  /// Samples compared at each place.
  static let length = 16384
  /// The farthest shift looked for, in samples: 100 ms.
  static let reach = 4410
  static let count = 9
  static let rate = 44100.0

  private let starts: [Int]
  private var kept: [[Float]]
  private var position = 0
  /// The bytes of a sample frame that a chunk cut apart.
  private var rest: [UInt8] = []

  init(over duration: Double) {
    let whole = Self.length + 2 * Self.reach
    let room = max(0, Int(duration * Self.rate) - whole)
    starts = (0..<Self.count).map { room * $0 / (Self.count - 1) }
    kept = starts.map { _ in [] }
    for index in kept.indices { kept[index].reserveCapacity(whole) }
  }

  /// Seconds that have streamed by.
  var seconds: Double { Double(position) / Self.rate }

  /// Takes in interleaved 16-bit stereo, in any portions.
  func take(_ bytes: UnsafeRawBufferPointer) {
    var bytes = bytes
    while !rest.isEmpty, rest.count < 4, let first = bytes.first {
      rest.append(first)
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    }
    if rest.count == 4 {
      let frame = rest
      rest = []
      frame.withUnsafeBytes { keep($0, frames: 1) }
    }
    let frames = bytes.count / 4
    keep(bytes, frames: frames)
    if bytes.count > frames * 4 { rest.append(contentsOf: bytes[(frames * 4)...]) }
  }

  private func keep(_ bytes: UnsafeRawBufferPointer, frames: Int) {
    defer { position += frames }
    for index in starts.indices {
      let from = max(starts[index], position)
      let to = min(starts[index] + Self.length + 2 * Self.reach, position + frames)
      guard from < to else { continue }
      for frame in (from - position)..<(to - position) {
        let left = bytes.loadUnaligned(fromByteOffset: frame * 4, as: Int16.self)
        let right = bytes.loadUnaligned(fromByteOffset: frame * 4 + 2, as: Int16.self)
        kept[index].append((Float(left) + Float(right)) / 65536)
      }
    }
  }

  /// How late this sound is against `other` at one place; negative is early.
  struct Offset {
    /// Where the window begins, in seconds.
    var at: Double
    var milliseconds: Double
    /// How alike the two are there, up to 1 for the same samples.
    var agreement: Double
  }

  /// The offset at each place that is not silent.
  func offsets(against other: Windows) -> [Offset] {
    starts.indices.compactMap { index in
      guard let (shift, agreement) = shift(kept[index], against: other.kept[index]) else { return nil }
      return Offset(
        at: Double(starts[index]) / Self.rate, milliseconds: Double(shift) * 1000 / Self.rate, agreement: agreement)
    }
  }

  /// The shift in samples at which the middle of `sound` agrees best with `truth`; nil for silence. A steady tone
  /// agrees at many shifts: the smallest of those that agree within half a per cent is the answer.
  private func shift(_ sound: [Float], against truth: [Float]) -> (Int, Double)? {
    let whole = Self.length + 2 * Self.reach
    guard sound.count >= whole - 2048, truth.count >= whole - 2048 else { return nil }
    let length = min(sound.count, truth.count) - 2 * Self.reach
    let piece = Array(sound[Self.reach..<(Self.reach + length)])
    let energy = piece.reduce(0.0) { $0 + Double($1 * $1) }
    guard energy / Double(length) > 1e-8 else { return nil }
    let energies = energies(truth, length)
    // By the energy of the stretch that is compared, so that a louder passage nearby does not win by loudness.
    let agreements = (0...(2 * Self.reach)).map { start in
      Double(dot(piece, truth, start)) / max(1e-9, energies[start] * energy).squareRoot()
    }
    guard let best = agreements.max() else { return nil }
    let near = agreements.indices.filter { agreements[$0] >= best - 0.005 * abs(best) }
    let shift = near.map { Self.reach - $0 }.min { abs($0) < abs($1) } ?? 0
    return (shift, best)
  }

  /// Sum of the squares of the `length` samples from each start on.
  private func energies(_ samples: [Float], _ length: Int) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(samples.count + 1)
    for sample in samples { sums.append(sums[sums.count - 1] + Double(sample * sample)) }
    return (0...(samples.count - length)).map { sums[$0 + length] - sums[$0] }
  }

  private func dot(_ a: [Float], _ b: [Float], _ offset: Int) -> Float {
    a.withUnsafeBytes { rawA in
      b.withUnsafeBytes { rawB in
        var sum = SIMD8<Float>()
        for step in 0..<(a.count / 8) {
          let x = rawA.loadUnaligned(fromByteOffset: step * 32, as: SIMD8<Float>.self)
          sum += x * rawB.loadUnaligned(fromByteOffset: (offset + step * 8) * 4, as: SIMD8<Float>.self)
        }
        return sum.sum()
      }
    }
  }
}
