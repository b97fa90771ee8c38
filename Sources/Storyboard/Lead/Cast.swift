import CCairo
import Glibc
import Vocabulary

/// Who is in the shot, where they stand and how they move through it.
struct Cast {
  struct Player {
    var performer: Performer
    var at: Point
    var scale: Double
    /// Radians by which this one's walk is ahead.
    var ahead: Double
  }

  let players: [Player]
  let pose: Pose
  /// 1 looks right, -1 left.
  let facing: Double
  /// Units a second that the lead crosses the frame with; 0 where they stay or the camera goes along.
  let speed: Double
  let seconds: Double
  /// Units of the ground at the lead's depth that a camera which goes along lets pass, a second of the music's clock.
  let passing: Double
  let mood, wind: Double
  let light: Light
  private let view: View
  private let seating: Seating
  private let figureLight: FigureLight
  /// One for each player.
  private let sheets: [FigureSheet]

  init(
    _ characters: [Character], shot: Shot, composition: Composition, view: View, light: Light, seconds: Double,
    dice: Dice
  ) {
    var dice = dice
    let bearing = Bearing(shot, Cast.pose(shot), dice: &dice)
    let aspect = bearing.aspect
    (pose, mood, self.light, self.seconds) = (Cast.pose(shot), shot.scene.mood, light, seconds)
    (facing, self.view) = (-composition.side, view)
    figureLight = FigureLight(light, lit: -composition.side)
    let height = composition.leadHeight
    let moves = aspect == .side && (pose == .walk || pose == .run) && height < view.height * 0.6
    let pace = height * (pose == .run ? 1.5 : 0.58)
    let tracked = shot.move == .trackSide && !Diorama.isClosed(shot.scene.place)
    speed = moves && !tracked ? min(pace, (height > 700 ? 0.3 : 0.62) * view.width / max(seconds, 0.5)) : 0
    passing = tracked && (moves || shot.showsSteps) ? Cast.passing(height, pose) * 0.8 : 0
    wind = Cast.wind(shot.scene)
    let ordered = shot.characterIds.compactMap { id in characters.first { $0.id == id } }
    let shown = ordered.isEmpty ? characters : ordered
    let lies = Cast.pose(shot) == .lie && aspect == .side
    let looks = shown.prefix(3).map { Look($0, air: light.haze) }
    // The camera steps nearer to a child from very far, because a coat of few pixels is all edge, and to a part of one,
    // because it would show the whole child.
    let stepsNearer = shot.scene.framing == .extremeWide || shot.showsSteps || shot.showsHands
    let nearer = stepsNearer ? 1 / min(looks.first?.size ?? 1, 1) : 1
    sheets = shown.prefix(3).map { _ in FigureSheet() }
    seating = Seating(shot.scene.place, light)
    players = looks.enumerated().map { n, look in
      // Near the lens eyes stay at the same height, however small somebody is; else soles do.
      let lifted = height > view.height * 0.6 && !stepsNearer ? height * (1 - look.size) * 0.92 : 0
      let apart = n == 0 ? 0 : (n == 1 ? 1 : -1) * composition.side * -0.34 * height
      return Player(
        performer: Performer(look: look, pose: Cast.pose(shot), bearing: bearing, isNear: height > view.height),
        at: Point(
          lies ? view.width / 2 : composition.feet.x + apart, composition.feet.y - Double(n) * 0.012 * height - lifted),
        scale: (lies ? min(height, 0.8 * view.width) : height) * look.size * nearer / 100, ahead: Double(n) * 1.3)
    }
  }

  /// Near the lens big gestures leave the frame and only limbs remain: there a raised head says the same.
  private static func pose(_ shot: Shot) -> Pose {
    guard shot.scene.framing == .close || shot.scene.framing == .overShoulder else { return shot.scene.pose }
    switch shot.scene.pose {
    case .reach: return .lookUp
    // Who sits is as near as who stands, and has no seat to be seen on.
    case .run, .walk, .lie, .sit: return .stand
    case .stand, .lookUp, .play: return shot.scene.pose
    }
  }

  private static func wind(_ scene: Scene) -> Double {
    let indoors: [Place] = [.room, .corridor, .train, .stage]
    if indoors.contains(scene.place) { return 0.25 }
    switch scene.weather {
    case .storm: return 2
    case .rain, .dust, .leaves, .snow: return 1.2
    default: return scene.place == .underwater || scene.place == .space ? 1.4 : 0.8
    }
  }

  /// Adds everybody to `stack` as they stand on the frame of `now`, in the drawing that was made for the frame of
  /// `drawn`: a drawing is held for a few frames, as in any animation by hand, and only moves with ground and camera.
  func add(to stack: inout Stack, on frame: Canvas, depth: Double, _ now: Moment, drawn: Moment) {
    for (player, sheet) in zip(players, sheets).reversed() {
      let motion = Motion(
        stride: stride(of: player, drawn.pulse), time: drawn.pulse.time + player.ahead, mood: mood,
        beat: drawn.pulse.beat, wind: wind)
      sheet.draw(
        motion, stand(of: player, drawn, depth), facing: facing, on: view, in: figureLight,
        below: { c in
          shadow(c)
          if pose == .sit, player.performer.aspect == .side { seating.draw(on: c) }
        }, { body($0, player.performer, motion) })
      sheet.add(to: &stack, at: stand(of: player, now, depth), on: frame)
    }
  }

  /// Where a player stands on the frame of `moment`.
  private func stand(of player: Player, _ moment: Moment, _ depth: Double) -> Stand {
    let (lens, zoom) = (moment.lens, moment.lens.zoom(depth))
    let gone = Point(facing * speed * (moment.pulse.time - seconds / 2), 0)
    let shifted = lens.offset(depth) * Point(lens.follows ? 0 : 1, 1)
    return Stand(
      at: (view.middle + shifted + (player.at + gone - view.middle) * zoom) * view.scale,
      scale: player.scale * zoom * view.scale)
  }

  /// Legs turn as far as ground is covered, and no faster: feet that slide are the mark of cheap animation.
  private func stride(of player: Player, _ p: Pulse) -> Double {
    let cycle = (pose == .run ? Skeleton.runStride : Skeleton.walkStride) * player.scale
    let covered = speed * p.time + passing * p.clock
    // Seen from behind nobody crosses the frame: they walk away at their own pace.
    return 2 * .pi * (covered > 0 ? covered / cycle : (pose == .run ? 1.4 : 0.82) * p.time) + player.ahead
  }

  /// Units a second that a tracking camera passes at the nearest layer, for a lead of this height.
  static func passing(_ height: Double, _ pose: Pose) -> Double {
    min(max(height * (pose == .run ? 1.5 : 0.6), 120), 760)
  }

  private func body(_ c: Canvas, _ performer: Performer, _ m: Motion) {
    guard pose == .lie, performer.aspect == .side else { return performer.draw(on: c, m) }
    c.translate(42, -7)
    c.rotate(-.pi / 2)
    performer.draw(on: c, m)
  }

  private func shadow(_ c: Canvas) {
    c.local {
      c.scale(1, 0.13)
      c.circle(
        Point(0, 0), pose == .lie ? 62 : 30,
        .radial(Point(0, 0), pose == .lie ? 62 : 30, [(0, light.ink, 0.6), (0.5, light.ink, 0.3), (1, light.ink, 0)]))
    }
  }
}
