// A look at one still before money is spent on its clip: is the one whom it should show dressed as in the reference? By
// colour alone, because no model of faces belongs here; so it warns and never decides. A red lamp passes for a red coat;
// a coat that the light turns grey is doubted for nothing.
import Vocabulary

/// What one character's garment looks like.
public struct Likeness: Sendable, Equatable {
  /// `lead`, `second`.
  public let who: String
  public let garment: Lab

  public init(who: String, garment: Lab) {
    self.who = who
    self.garment = garment
  }

  /// The garment as a reference picture shows it; as `named` says where the picture shows nothing of that colour.
  public init(who: String, reference: Picture, named: Lab) {
    self.init(who: who, garment: Coat(in: reference, near: named, within: 2 * Continuity.near)?.colour ?? named)
  }

  /// Whether anything can be said by a garment's colour in a view: nothing in details and against the light.
  public static func canJudge(_ framing: Framing) -> Bool { framing != .detail && framing != .silhouetteBack }

  /// What is odd about a still that should show this character; nil where nothing is.
  public func doubt(_ still: Picture, _ framing: Framing) -> String? {
    guard Likeness.canJudge(framing) else { return nil }
    let least = Likeness.least(framing)
    if (Coat(in: still, near: garment)?.share ?? 0) >= least { return nil }
    guard let other = Coat(in: still, near: garment, within: 2 * Continuity.near), other.share >= least else {
      return "the colour of the \(who)'s clothes (\(garment.hex)) is not to be seen"
    }
    return "the \(who)'s clothes are \(garment.hex) in the reference, and here at best \(other.colour.hex)"
  }

  /// The share of the picture that a garment takes up at least.
  private static func least(_ framing: Framing) -> Double {
    switch framing {
    case .extremeWide: 0.0005
    case .wide, .reflection: 0.003
    case .medium, .close, .overShoulder, .detail, .silhouetteBack: 0.01
    }
  }
}
