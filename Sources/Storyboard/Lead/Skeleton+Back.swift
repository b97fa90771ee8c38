import Glibc
import Vocabulary

extension Skeleton {
  /// A body seen from behind (or, for one who plays, from the front): the width of the shoulders is `broad`.
  static func back(_ pose: Pose, _ m: Motion, broad: Double) -> Skeleton {
    let steps = pose == .walk || pose == .run
    let sway = steps ? 1.3 * sin(m.stride) : 0.5 * m.breath
    let bob = steps ? 1.1 * abs(cos(m.stride)) : 0
    let pelvis = Point(sway - (steps ? 0 : 0.9), -51 - bob)
    let chest = Point(sway * 0.4, -82.5 - bob - 0.25 * m.breath)
    let tilt = (pose == .lookUp ? -0.02 : 0.05 * (0.5 - m.mood)) + 0.03 * m.breath
    let low = pose == .lookUp ? -1.2 : (1 - m.mood) * 2.2
    var s = Skeleton(
      pelvis: pelvis, chest: chest, neck: chest + Point(0, -3), head: chest + Point(tilt * 8, -11 + low), tilt: tilt,
      legs: [], arms: [])
    for side in [-1.0, 1] {
      // Walking away, the leg that swings is lifted and looks shorter.
      let lift = steps ? 6 * max(0, side * cos(m.stride)) : 0
      let hip = pelvis + Point(side * 4.4, 0)
      let ankle = Point(side * (steps ? 3.6 : side > 0 ? 6.4 : 4.4) + sway * 0.3, -ankle - lift)
      let knee = mix(hip, ankle, 0.51) + Point(side * 0.5, -lift * 0.3)
      s.legs.append(Leg(hip: hip, knee: knee, ankle: ankle, toe: ankle + Point(side * 1.4, 3.2)))
      s.arms.append(arm(side, pose, m, chest, broad))
    }
    return s
  }

  private static func arm(_ side: Double, _ pose: Pose, _ m: Motion, _ chest: Point, _ broad: Double) -> Arm {
    // The shoulder over the standing leg sinks.
    let shoulder =
      chest + Point(side * (broad - 3), 2.2 + side * (pose == .walk || pose == .run ? -0.5 * sin(m.stride) : 0.7))
    if pose == .play { return playing(side, shoulder, chest, m) }
    if pose == .reach, side > 0 {
      return Arm(shoulder: shoulder, elbow: shoulder + Point(6, -14), hand: shoulder + Point(4, -28 + m.breath))
    }
    let swing = pose == .walk || pose == .run ? 2.6 * sin(m.stride) * side : 0.4 * m.breath
    let elbow = shoulder + Point(side * 2.2, 16 - abs(swing) * 0.2)
    return Arm(shoulder: shoulder, elbow: elbow, hand: elbow + Point(-side * 0.2, 14.2 - abs(swing)))
  }

  /// Left hand on the neck of the guitar, right hand over the strings.
  private static func playing(_ side: Double, _ shoulder: Point, _ chest: Point, _ m: Motion) -> Arm {
    if side < 0 {
      let strum = 1.6 * sin(m.time * 9) * (0.4 + 0.6 * m.beat)
      return Arm(shoulder: shoulder, elbow: shoulder + Point(-5.5, 14), hand: chest + Point(-2, 24 + strum))
    }
    return Arm(shoulder: shoulder, elbow: shoulder + Point(6, 13), hand: chest + Point(20, 13))
  }
}
