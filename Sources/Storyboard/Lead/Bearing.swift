import Glibc
import Vocabulary

/// From where a body is seen, and where its head looks.
struct Bearing: Equatable {
  var aspect: Aspect
  /// How far a head that is seen from the front is turned aside: -1 left, 1 right.
  var turn = 0.0
  /// Eyes that open, and look at us.
  var gazes = false

  static let side = Bearing(aspect: .side)
  static let back = Bearing(aspect: .back)
  static func front(_ turn: Double, gazes: Bool = false) -> Bearing {
    Bearing(aspect: .front, turn: turn, gazes: gazes)
  }

  /// Profile for what only profile can show; else the back, which needs no face. Near the lens who stands or plays is seen
  /// differently from one shot to the next: a face seen twice the same way is a mask.
  init(_ shot: Shot, _ pose: Pose, dice: inout Dice) {
    let scene = shot.scene
    self = .back
    if scene.framing == .silhouetteBack || scene.framing == .overShoulder { return }
    switch pose {
    case .play: self = Bearing.playing(shot)
    case .run, .sit, .lie: self = .side
    case .walk:
      let small = scene.framing == .wide || scene.framing == .extremeWide || scene.framing == .detail
      self = small || scene.camera == .trackSide || dice.chance(0.4) ? .side : .back
    case .stand where scene.framing == .close:
      self = shot.choice(of: [
        .side, .front(0.55), .back, .front(-0.15, gazes: true), .side, .front(-0.6), .back,
      ])
    case .lookUp where scene.framing == .close: self = shot.choice(of: [.side, .back, .side])
    case .stand, .reach, .lookUp: self = dice.chance(scene.framing == .close ? 0.85 : 0.55) ? .side : .back
    }
  }

  init(aspect: Aspect, turn: Double = 0, gazes: Bool = false) {
    (self.aspect, self.turn, self.gazes) = (aspect, turn, gazes)
  }

  /// Over the strings with closed eyes, down along the neck, up and away, or at us.
  private static func playing(_ shot: Shot) -> Bearing {
    guard shot.scene.framing == .close || shot.scene.framing == .medium else { return Bearing(aspect: .front) }
    return shot.choice(of: [
      .front(0.7), .front(-0.5), .front(0.1, gazes: true), .front(0.4), .front(-0.75), .front(0),
      .front(-0.2, gazes: true),
    ])
  }

  /// A head is never quite still.
  func turn(at time: Double) -> Double { turn + 0.14 * sin(time * 0.6 + turn * 5) }
}
