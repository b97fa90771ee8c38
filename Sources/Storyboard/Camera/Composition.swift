import Vocabulary

/// Where things lie in the frame: what a framing means in units of the view.
struct Composition {
  /// How much larger than in a wide shot the world is.
  var lens: Double
  /// Screen height of the horizon.
  var horizon: Double
  /// Height of the lead from sole to crown; more than the frame in close shots.
  var leadHeight: Double
  /// Where the lead stands on the screen: soles.
  var feet: Point
  /// 1 where the world behind is out of focus.
  var blur: Double
  /// Which third the lead takes: -1 left, 1 right; things of interest take the other.
  var side: Double
  var showsLead: Bool

  init(_ shot: Shot, view: View, take: Int, dice source: Dice) {
    var dice = source
    // Neighbours look from opposite sides, so that every cut is seen; the next take from the other one.
    let number = Int(shot.id.filter(\.isNumber)) ?? 0
    let drawn = (number % 2 == 0 ? 1.0 : -1) * (take % 2 == 0 ? 1 : -1)
    side = drawn
    let lift = dice.between(-0.025, 0.025)
    let third = Composition.third(shot.scene.framing, dice: &dice)
    let (lens, horizon, height, soles, blur) = Composition.figures(shot.scene.framing)
    self.lens = lens
    self.horizon = (horizon + lift) * View.height
    // Furniture says how tall a person is: inside, nobody shrinks to a toy.
    leadHeight = max(height, Diorama.isClosed(shot.scene.place) ? 0.2 : 0) * View.height
    // On wide formats the lead stays in the middle square, where the scene is composed.
    feet = Point(view.width / 2 + drawn * third * min(view.width, View.height * 0.8), soles * View.height)
    self.blur = blur
    showsLead = !shot.characterIds.isEmpty
  }

  /// Lens, horizon, height of the lead, soles (all but the first in frame heights), blur.
  private static func figures(_ framing: Framing) -> (Double, Double, Double, Double, Double) {
    switch framing {
    case .extremeWide: (0.86, 0.655, 0.115, 0.79, 0)
    case .wide: (1, 0.62, 0.255, 0.86, 0)
    case .medium: (1.28, 0.55, 0.47, 0.915, 0.25)
    case .close: (1.7, 0.56, 1.55, 1.86, 1)
    case .detail: (1.9, 0.36, 1.5, 0.86, 1)
    case .silhouetteBack: (1.1, 0.60, 0.42, 0.885, 0)
    case .overShoulder: (1.15, 0.54, 1.75, 2.05, 0)
    case .reflection: (1, 0.50, 0.30, 0.655, 0)
    }
  }

  /// Distance of the lead from the middle, as a share of the width.
  private static func third(_ framing: Framing, dice: inout Dice) -> Double {
    switch framing {
    case .close: dice.between(0.02, 0.1)
    case .overShoulder: dice.between(0.2, 0.26)
    case .silhouetteBack: dice.between(0, 0.08)
    case .medium: dice.between(0.04, 0.14)
    default: dice.between(0.08, 0.2)
    }
  }
}
