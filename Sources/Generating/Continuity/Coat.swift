import Vocabulary

/// What can be seen of a garment in one picture.
public struct Coat: Sendable, Equatable {
  /// The median colour of its pixels.
  public var colour: Lab
  /// Its share of the picture, 0 to 1.
  public var share: Double
  /// Height over width of the box that holds all but its outermost fiftieth on each side: the silhouette.
  public var shape: Double

  /// The garment where `mask` says it is; nil where that is less than 0.05 % of the picture, too little to judge.
  ///
  /// - Parameter mask: one value a pixel of `picture`, row by row.
  public init?(in picture: Picture, mask: [Bool]) {
    let hits = mask.indices.filter { mask[$0] }
    guard mask.count == picture.pixels.count, hits.count * 2000 >= mask.count, hits.count > 4 else { return nil }
    func median(_ part: (Lab) -> Double) -> Double { hits.map { part(picture.pixels[$0]) }.sorted()[hits.count / 2] }
    colour = Lab(l: median { $0.l }, a: median { $0.a }, b: median { $0.b })
    share = Double(hits.count) / Double(mask.count)
    func spread(_ part: (Int) -> Int) -> Double {
      let all = hits.map(part).sorted()
      return Double(all[all.count - 1 - all.count / 50] - all[all.count / 50] + 1)
    }
    let wide = spread { $0 % picture.width }
    shape = spread { $0 / picture.width } / wide
  }

  /// The garment in a picture of which nobody has a mask: all that is, in some light, as near to `colour` as `within`
  /// says.
  ///
  /// Meant for warnings, never for verdicts: a red lamp counts as a red coat.
  public init?(in picture: Picture, near colour: Lab, within: Double = Continuity.near) {
    self.init(in: picture, mask: picture.pixels.map { $0.distance(fromLit: colour) <= within })
  }
}
