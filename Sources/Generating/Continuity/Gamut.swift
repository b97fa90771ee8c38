import Vocabulary

/// The few colours that a picture is made of, with their shares: k-means, started on the picture's own lightness steps,
/// so that the same picture always gives the same answer.
public struct Gamut: Sendable, Equatable {
  public let colours: [(Lab, share: Double)]

  public static func == (a: Gamut, b: Gamut) -> Bool {
    a.colours.count == b.colours.count && zip(a.colours, b.colours).allSatisfy { $0.0 == $1.0 && $0.share == $1.share }
  }

  public init(_ picture: Picture, count: Int = 5) {
    let sample = stride(from: 0, to: picture.pixels.count, by: max(1, picture.pixels.count / 4000))
      .map { picture.pixels[$0] }
    let sorted = sample.sorted { $0.l < $1.l }
    var centres = (0..<count).map { sorted[min(sorted.count - 1, (2 * $0 + 1) * sorted.count / (2 * count))] }
    var shares = [Double](repeating: 0, count: count)
    for _ in 0..<8 {
      var sums = [(l: Double, a: Double, b: Double, n: Double)](repeating: (0, 0, 0, 0), count: count)
      for p in sample {
        let i = Gamut.nearest(p, centres)
        sums[i] = (sums[i].l + p.l, sums[i].a + p.a, sums[i].b + p.b, sums[i].n + 1)
      }
      for i in 0..<count where sums[i].n > 0 {
        centres[i] = Lab(l: sums[i].l / sums[i].n, a: sums[i].a / sums[i].n, b: sums[i].b / sums[i].n)
      }
      shares = sums.map { $0.n / Double(sample.count) }
    }
    colours = zip(centres, shares).map { ($0, share: $1) }
  }

  private static func nearest(_ p: Lab, _ centres: [Lab]) -> Int {
    centres.indices.min { centres[$0].clothDistance(p) < centres[$1].clothDistance(p) } ?? 0
  }

  /// How far colour must be carried to make one picture's colours into the other's: the earth mover's distance, by
  /// always carrying over the shortest way that is left. 0 for equal pictures.
  public func distance(_ other: Gamut) -> Double {
    var (have, want) = (colours.map(\.share), other.colours.map(\.share))
    let ways = colours.indices.flatMap { i in other.colours.indices.map { (i, $0) } }
      .map { (i, j) in (i, j, colours[i].0.clothDistance(other.colours[j].0)) }.sorted { $0.2 < $1.2 }
    var carried = 0.0
    for (i, j, far) in ways {
      let load = min(have[i], want[j])
      (have[i], want[j]) = (have[i] - load, want[j] - load)
      carried += load * far
    }
    return carried
  }
}
