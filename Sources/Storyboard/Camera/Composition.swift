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
    let drawn = (shot.number % 2 == 0 ? 1.0 : -1) * (take % 2 == 0 ? 1 : -1)
    side = drawn
    let third = Composition.third(shot, dice: &dice)
    let angle = Composition.angle(shot, dice: &dice)
    var (lens, horizon, height, soles, blur) = Composition.figures(shot)
    if Diorama.isClosed(shot.scene.place) { lens = max(lens, 0.9) }
    self.lens = lens * dice.between(0.95, 1.07)
    self.horizon = (horizon + angle.horizon + dice.between(-0.015, 0.015)) * View.height
    soles += angle.soles
    height *= angle.height
    // Furniture says how tall a person is: inside, nobody shrinks to a toy.
    leadHeight = max(height, Composition.least(shot.scene.place)) * View.height
    // On wide formats the lead stays in the middle square, where the scene is composed.
    feet = Point(view.width / 2 + drawn * third * min(view.width, View.height * 0.8), soles * View.height)
    self.blur = blur
    showsLead = !shot.characterIds.isEmpty
  }

  private static func least(_ place: Place) -> Double {
    place == .train ? 0.34 : Diorama.isClosed(place) ? 0.24 : 0
  }

  /// Low or high, where the whole lead is seen: a low eye makes them tall against the sky, a high one gives them ground.
  private static func angle(_ shot: Shot, dice: inout Dice) -> (horizon: Double, soles: Double, height: Double) {
    let low = (horizon: 0.055, soles: 0.035, height: 1.12)
    let high = (horizon: -0.1, soles: -0.025, height: 0.96)
    switch shot.scene.framing {
    case .wide, .extremeWide, .silhouetteBack, .medium:
      if shot.purpose == .climax { return low }
      return dice.pick([low, high, (0, 0, 1)])
    case .close, .detail, .overShoulder, .reflection: return (0, 0, 1)
    }
  }

  /// Lens, horizon, height of the lead, soles (all but the first in frame heights), blur.
  private static func figures(_ shot: Shot) -> (Double, Double, Double, Double, Double) {
    if shot.showsSteps { return (2, 0.7, 1.42, 0.92, 1) }
    if shot.showsHands { return (2.1, 0.5, 1.45, 1.33, 1) }
    switch shot.scene.framing {
    case .extremeWide: return (0.74, 0.66, 0.125, 0.815, 0)
    case .wide: return (1, 0.62, 0.27, 0.865, 0)
    case .medium: return (1.5, 0.52, 0.66, 1.03, 0.25)
    case .close:
      // Nearer and farther, the eyes always at the same height.
      let height = shot.choice(of: [1.6, 1.75, 1.36, 1.68])
      return (2, 0.56, height, 0.442 + 0.93 * height, 1)
    case .detail: return (2.1, 0.34, 1.62, 1.4, 1)
    case .silhouetteBack: return (1.2, 0.59, 0.45, 0.9, 0)
    case .overShoulder: return (1.35, 0.5, 1.9, 2.22, 0)
    case .reflection: return (1, 0.50, 0.30, 0.655, 0)
    }
  }

  /// Distance of the lead from the middle, as a share of the width.
  private static func third(_ shot: Shot, dice: inout Dice) -> Double {
    if shot.showsSteps || shot.showsHands { return dice.between(0, 0.05) }
    switch shot.scene.framing {
    case .close: return dice.between(0.08, 0.17)
    case .overShoulder: return dice.between(0.24, 0.3)
    case .silhouetteBack: return dice.between(0, 0.08)
    case .medium: return dice.between(0.1, 0.2)
    default: return dice.between(0.14, 0.24)
    }
  }
}
