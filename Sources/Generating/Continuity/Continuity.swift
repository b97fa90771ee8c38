import Vocabulary

/// Whether somebody looks like themselves in all shots of a film, in figures.
///
/// The measure and its bars come from a trial on synthetic figures: medians of the garment's pixels, lightness counted
/// half. Two shots of one person lie within 10 of each other, two people at least 25 apart.
public struct Continuity: Sendable, Equatable {
  /// Pairs of shots of one person may differ by this much; 95 of 100 must.
  public static let same = 10.0
  /// Two people of one film must differ by this much.
  public static let apart = 25.0
  /// Share of the frame that a garment should take up where its wearer is the subject. Very wide shots show less.
  public static let area = 0.02...0.35
  /// Pixels this near to a garment in some light are taken for it where there is no mask.
  public static let near = 14.0

  /// Distances of all pairs of shots of one person, ascending. Empty with fewer than two shots.
  public let pairs: [Double]

  public init(_ coats: [Coat]) {
    pairs = coats.indices.flatMap { i in
      coats[(i + 1)...].map { coats[i].colour.clothDistance($0.colour) }
    }.sorted()
  }

  /// Share of the pairs that lie within ``same``; 1 without pairs.
  public var held: Double {
    pairs.isEmpty ? 1 : Double(pairs.count { $0 <= Continuity.same }) / Double(pairs.count)
  }
  /// The distance that `share` of the pairs do not exceed; 0 without pairs.
  public func quantile(_ share: Double) -> Double {
    pairs.isEmpty ? 0 : pairs[min(pairs.count - 1, Int(share * Double(pairs.count)))]
  }
}
