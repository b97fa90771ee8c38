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

  /// How late this sound is against `other` at each place where both can be heard; negative is early.
  func offsets(against other: Windows) -> [(at: Double, milliseconds: Double)] {
    starts.indices.compactMap { index in
      guard let shift = shift(kept[index], against: other.kept[index]) else { return nil }
      return (Double(starts[index]) / Self.rate, Double(shift) * 1000 / Self.rate)
    }
  }

  /// The shift in samples at which the middle of `sound` agrees best with `truth`; nil for silence. A steady tone
  /// agrees at many shifts: the smallest of those that agree within half a per cent is the answer.
  private func shift(_ sound: [Float], against truth: [Float]) -> Int? {
    let whole = Self.length + 2 * Self.reach
    guard sound.count >= whole - 2048, truth.count >= whole - 2048 else { return nil }
    let length = min(sound.count, truth.count) - 2 * Self.reach
    let piece = Array(sound[Self.reach..<(Self.reach + length)])
    let energy = dot(piece, piece, 0)
    guard energy / Float(length) > 1e-8 else { return nil }
    var best: (shift: Int, agreement: Float) = (0, 0)
    var agreements: [Float] = []
    for start in 0...(2 * Self.reach) {
      // Energy of the stretch that is compared, so that a louder passage nearby does not win by loudness.
      let agreement = dot(piece, truth, start) / max(1e-9, dot(truth, truth, start, start, length)).squareRoot()
      agreements.append(agreement)
      if agreement > best.agreement { best = (Self.reach - start, agreement) }
    }
    guard best.agreement > 0 else { return nil }
    let near = agreements.indices.filter { agreements[$0] >= best.agreement * 0.995 }
    return near.map { Self.reach - $0 }.min { abs($0) < abs($1) }
  }

  private func dot(_ a: [Float], _ b: [Float], _ offset: Int) -> Float { dot(a, b, 0, offset, a.count) }

  private func dot(_ a: [Float], _ b: [Float], _ atA: Int, _ atB: Int, _ count: Int) -> Float {
    a.withUnsafeBytes { rawA in
      b.withUnsafeBytes { rawB in
        var sum = SIMD8<Float>()
        let steps = count / 8
        for step in 0..<steps {
          let x = rawA.loadUnaligned(fromByteOffset: (atA + step * 8) * 4, as: SIMD8<Float>.self)
          let y = rawB.loadUnaligned(fromByteOffset: (atB + step * 8) * 4, as: SIMD8<Float>.self)
          sum += x * y
        }
        return sum.sum()
      }
    }
  }
}
