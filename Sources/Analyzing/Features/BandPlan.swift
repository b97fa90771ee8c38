// How the bins of a spectrum are gathered into bands of equal musical width.
import Glibc

/// Neighbouring bands over the bins of one power spectrum: log-spaced, but never narrower than one bin.
struct BandPlan {
  /// First bin of each band, and the end of the last one: `count + 1` ascending bin numbers.
  let edges: [Int]
  /// Centre of each band in hertz.
  let centres: [Double]
  var count: Int { centres.count }

  /// - Parameters:
  ///   - low, high: range covered, in hertz; `high` is cut at the Nyquist frequency.
  ///   - perOctave: bands in one octave, where the bins allow it.
  ///   - size: samples in the frame that is transformed.
  init(low: Double, high: Double, perOctave: Double, size: Int, sampleRate: Double) {
    let binWidth = sampleRate / Double(size)
    let last = min(size / 2, Int(high / binWidth) + 1)
    var edges = [max(1, Int((low / binWidth).rounded()))]
    var frequency = low
    while let edge = edges.last, edge < last {
      frequency *= pow(2, 1 / perOctave)
      let next = min(last, Int((frequency / binWidth).rounded()))
      if next > edge { edges.append(next) }
    }
    self.edges = edges
    centres = zip(edges, edges.dropFirst()).map { (Double($0) + Double($1 - 1)) / 2 * binWidth }
  }

  /// The bands whose centres lie in `range` hertz.
  func bands(in range: Range<Double>) -> Range<Int> {
    let first = centres.firstIndex { $0 >= range.lowerBound } ?? count
    let end = centres.firstIndex { $0 >= range.upperBound } ?? count
    return first..<max(first, end)
  }

  /// Appends the magnitude (root of the summed power) of each band to `row`.
  func gather(_ power: UnsafePointer<Float>, into row: inout [Float]) {
    edges.withUnsafeBufferPointer { edges in
      for band in 0..<count { row.append(total(of: power + edges[band], edges[band + 1] - edges[band]).squareRoot()) }
    }
  }

  /// The sum of `count` values; wide bands in lanes, since a single sum waits for itself.
  @inline(__always)
  private func total(of power: UnsafePointer<Float>, _ count: Int) -> Float {
    var lanes = SIMD8<Float>.zero
    var (i, sum): (Int, Float) = (0, 0)
    while i + 8 <= count {
      lanes += UnsafeRawPointer(power + i).loadUnaligned(as: SIMD8<Float>.self)
      i += 8
    }
    for i in i..<count { sum += power[i] }
    return sum + lanes.sum()
  }
}
