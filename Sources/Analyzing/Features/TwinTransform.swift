// Two real frames are transformed by one complex FFT: the first rides on the real axis, the second on the imaginary one,
// and their spectra are separated by symmetry. A plain Stockham radix-4 keeps the code free of licences and bit-for-bit
// repeatable; all of it runs on SIMD lanes, the first stage over neighbouring butterflies and the others over their strides.
import Glibc

/// A Fourier transform of two real frames of equal length at once.
///
/// - Source: Stockham, "High-speed convolution and correlation", AFIPS 1966 (the self-sorting order).
final class TwinTransform {
  /// Samples in one frame; a power of two, at least 64.
  let size: Int
  /// Bins of one power spectrum that are written: the lowest of `size / 2`, the Nyquist bin is left out.
  let bins: Int

  private let window: [Float]
  private let twiddles: Twiddles
  // Four scratch rows of `size` floats: real and imaginary part, input and output of a stage.
  private let scratch: UnsafeMutablePointer<Float>

  /// - Parameter bins: how many bins are asked for; all where nil, more than there are is the same.
  init(size: Int, bins: Int? = nil) {
    precondition(size >= 64 && size & (size - 1) == 0)
    self.size = size
    self.bins = min(size / 2, bins ?? size / 2)
    let step = 2 * Double.pi / Double(size)
    // Scaled so that a full-scale sine has magnitude 1 whatever the size.
    window = (0..<size).map { Float((0.5 - 0.5 * cos(step * (Double($0) + 0.5))) * 4 / Double(size)) }
    twiddles = Twiddles(size: size)
    scratch = .allocate(capacity: 4 * size)
    scratch.initialize(repeating: 0, count: 4 * size)
  }

  deinit { scratch.deallocate() }

  /// Writes the power spectra of two windowed frames.
  ///
  /// - Parameters:
  ///   - first, second: `size` samples each; the same pointer twice is allowed.
  ///   - firstPower, secondPower: `bins` values each are written; a full-scale sine between bins peaks near 1.
  func powers(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>,
    into firstPower: UnsafeMutablePointer<Float>, _ secondPower: UnsafeMutablePointer<Float>
  ) {
    window.withUnsafeBufferPointer { window in
      for i in stride(from: 0, to: size, by: 8) {
        let shape = eight(window.baseAddress! + i)
        store(eight(first + i) * shape, scratch + i)
        store(eight(second + i) * shape, scratch + size + i)
      }
    }
    separate(transform(), firstPower, secondPower)
  }

  /// The spectra of the two frames, from what even and odd symmetry leave of the one.
  private func separate(
    _ spectrum: Rows, _ firstPower: UnsafeMutablePointer<Float>, _ secondPower: UnsafeMutablePointer<Float>
  ) {
    let (real, imaginary) = spectrum
    var k = 1
    while k + 8 <= bins {
      let (a, b) = (eight(real + k), eight(imaginary + k))
      let (c, d) = (mirrored(eight(real + size - k - 7)), mirrored(eight(imaginary + size - k - 7)))
      store(0.25 * ((a + c) * (a + c) + (b - d) * (b - d)), firstPower + k)
      store(0.25 * ((b + d) * (b + d) + (c - a) * (c - a)), secondPower + k)
      k += 8
    }
    for k in k..<max(k, bins) {
      let (a, b, c, d) = (real[k], imaginary[k], real[size - k], imaginary[size - k])
      firstPower[k] = 0.25 * ((a + c) * (a + c) + (b - d) * (b - d))
      secondPower[k] = 0.25 * ((b + d) * (b + d) + (c - a) * (c - a))
    }
    firstPower[0] = real[0] * real[0]
    secondPower[0] = imaginary[0] * imaginary[0]
  }

  /// Runs all stages on the first two scratch rows and says in which rows the result lies.
  private func transform() -> Rows {
    var from = (scratch, scratch + size)
    var to = (scratch + 2 * size, scratch + 3 * size)
    var (length, stride) = (size, 1)
    while length > 1 {
      if stride == 1 {
        firstStage(from, to)
      } else if length == 2 {
        lastStage(from, to)
      } else if stride == 4 {
        stage(from, to, length, stride, SIMD4<Float>.self)
      } else {
        stage(from, to, length, stride, SIMD8<Float>.self)
      }
      swap(&from, &to)
      (length, stride) = (length / 4, stride * 4)
    }
    return from
  }

  /// Four butterflies at a time; their results lie crosswise, so they are turned before they are stored.
  private func firstStage(_ from: Rows, _ to: Rows) {
    let quarter = size / 4
    let (one, two, three) = (twiddles.once, twiddles.twice, twiddles.thrice)
    for p in Swift.stride(from: 0, to: quarter, by: 4) {
      let out = butterfly(from, p, quarter, SIMD4<Float>.self)
      let second = turned(out.1, four(one + p), four(one + quarter + p))
      let third = turned(out.2, four(two + p), four(two + quarter + p))
      let fourth = turned(out.3, four(three + p), four(three + quarter + p))
      for lane in 0..<4 {
        let at = 4 * (p + lane)
        store(SIMD4(out.0.0[lane], second.0[lane], third.0[lane], fourth.0[lane]), to.0 + at)
        store(SIMD4(out.0.1[lane], second.1[lane], third.1[lane], fourth.1[lane]), to.1 + at)
      }
    }
  }

  /// Butterflies whose members lie `stride` apart: whole vectors share one turn.
  @inline(__always)
  private func stage<Lanes: SIMD>(_ from: Rows, _ to: Rows, _ length: Int, _ stride: Int, _: Lanes.Type)
  where Lanes.Scalar == Float {
    let quarter = length / 4
    for p in 0..<quarter {
      let (a, b, c) = (twiddles[p * stride], twiddles[2 * p * stride], twiddles[3 * p * stride])
      for q in Swift.stride(from: 0, to: stride, by: Lanes.scalarCount) {
        let out = butterfly(from, q + stride * p, stride * quarter, Lanes.self)
        let at = q + 4 * stride * p
        put(out.0, to, at)
        put(turned(out.1, Lanes(repeating: a.0), Lanes(repeating: a.1)), to, at + stride)
        put(turned(out.2, Lanes(repeating: b.0), Lanes(repeating: b.1)), to, at + 2 * stride)
        put(turned(out.3, Lanes(repeating: c.0), Lanes(repeating: c.1)), to, at + 3 * stride)
      }
    }
  }

  /// Where the size is no power of four, pairs are left at the end.
  private func lastStage(_ from: Rows, _ to: Rows) {
    let half = size / 2
    for q in Swift.stride(from: 0, to: half, by: 8) {
      let (a, b) = (eight(from.0 + q), eight(from.1 + q))
      let (c, d) = (eight(from.0 + q + half), eight(from.1 + q + half))
      store(a + c, to.0 + q)
      store(b + d, to.1 + q)
      store(a - c, to.0 + q + half)
      store(b - d, to.1 + q + half)
    }
  }
}

private typealias Rows = (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>)

/// Cosines and sines of every part of a turn, and those of the first stage once more in the order in which it wants them.
private final class Twiddles {
  private let whole: UnsafeMutablePointer<(Float, Float)>
  private let rows: UnsafeMutablePointer<Float>
  private let quarter: Int
  /// A quarter of a turn's cosines, then its sines; the same at twice and three times the angle.
  var once: UnsafeMutablePointer<Float> { rows }
  var twice: UnsafeMutablePointer<Float> { rows + 2 * quarter }
  var thrice: UnsafeMutablePointer<Float> { rows + 4 * quarter }

  init(size: Int) {
    quarter = size / 4
    (whole, rows) = (.allocate(capacity: size), .allocate(capacity: 6 * quarter))
    let step = 2 * Double.pi / Double(size)
    for i in 0..<size { (whole + i).initialize(to: (Float(cos(step * Double(i))), Float(-sin(step * Double(i))))) }
    for times in 0..<3 {
      for p in 0..<quarter {
        (rows + 2 * times * quarter + p).initialize(to: whole[(times + 1) * p].0)
        (rows + (2 * times + 1) * quarter + p).initialize(to: whole[(times + 1) * p].1)
      }
    }
  }

  deinit {
    whole.deallocate()
    rows.deallocate()
  }

  subscript(i: Int) -> (Float, Float) { whole[i] }
}

/// The four sums of a radix-4 butterfly, before they are turned; real and imaginary part of each.
@inline(__always)
private func butterfly<Lanes: SIMD>(
  _ from: Rows, _ i: Int, _ step: Int, _: Lanes.Type
) -> ((Lanes, Lanes), (Lanes, Lanes), (Lanes, Lanes), (Lanes, Lanes)) where Lanes.Scalar == Float {
  let (a, b) = (get(from, i, Lanes.self), get(from, i + step, Lanes.self))
  let (c, d) = (get(from, i + 2 * step, Lanes.self), get(from, i + 3 * step, Lanes.self))
  let (plus, minus) = ((a.0 + c.0, a.1 + c.1), (a.0 - c.0, a.1 - c.1))
  let (sum, difference) = ((b.0 + d.0, b.1 + d.1), (b.0 - d.0, b.1 - d.1))
  return (
    (plus.0 + sum.0, plus.1 + sum.1), (minus.0 + difference.1, minus.1 - difference.0),
    (plus.0 - sum.0, plus.1 - sum.1), (minus.0 - difference.1, minus.1 + difference.0)
  )
}

@inline(__always)
private func turned<Lanes: SIMD>(_ value: (Lanes, Lanes), _ cosine: Lanes, _ sine: Lanes) -> (Lanes, Lanes)
where Lanes.Scalar == Float {
  (value.0 * cosine - value.1 * sine, value.0 * sine + value.1 * cosine)
}

@inline(__always)
private func get<Lanes: SIMD>(_ rows: Rows, _ i: Int, _: Lanes.Type) -> (Lanes, Lanes) where Lanes.Scalar == Float {
  (
    UnsafeRawPointer(rows.0 + i).loadUnaligned(as: Lanes.self),
    UnsafeRawPointer(rows.1 + i).loadUnaligned(as: Lanes.self)
  )
}

@inline(__always)
private func put<Lanes: SIMD>(_ value: (Lanes, Lanes), _ rows: Rows, _ i: Int) where Lanes.Scalar == Float {
  store(value.0, rows.0 + i)
  store(value.1, rows.1 + i)
}

@inline(__always) private func four(_ pointer: UnsafePointer<Float>) -> SIMD4<Float> {
  UnsafeRawPointer(pointer).loadUnaligned(as: SIMD4<Float>.self)
}

@inline(__always) private func eight(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
  UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
}

@inline(__always) private func store<Lanes: SIMD>(_ value: Lanes, _ pointer: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: Lanes.self)
}

/// The lanes in the opposite order.
@inline(__always) private func mirrored(_ value: SIMD8<Float>) -> SIMD8<Float> {
  SIMD8(value[7], value[6], value[5], value[4], value[3], value[2], value[1], value[0])
}
