import Glibc
import Vocabulary

extension Skeleton {
  /// A body in profile.
  static func side(_ pose: Pose, _ m: Motion) -> Skeleton {
    switch pose {
    case .walk: gait(m, run: false, lean: 3, arm: 20, elbow: 16)
    case .run: gait(m, run: true, lean: 13, arm: 42, elbow: 78)
    case .sit: seated(m)
    case .reach: upright(m, arms: [(-12, 14), (138 + 4 * m.breath, 12)], head: -16, lean: 4)
    case .lookUp: upright(m, arms: [(-5, 9), (5, 12)], head: -21, lean: -4)
    case .lie: upright(m, legs: [(4, 6), (38, 72)], arms: [(6, 10), (24, 60)], head: -4, lean: 0)
    case .stand, .play:
      // The near hand in the pocket of who is low, hanging loose of who is well; the head turns now and then.
      upright(
        m, arms: [(-4, 16), m.mood < 0.55 ? (-19, 50) : (-7, 22)], head: 11 - 14 * m.mood + 3.5 * sin(m.time * 0.45),
        lean: 2.4 - 3 * m.mood)
    }
  }

  private static func body(lean: Double, head: Double, pelvis: Point = Point(0, -51)) -> Skeleton {
    let spine = Point(sin(lean * .pi / 180), -cos(lean * .pi / 180))
    let chest = pelvis + spine * torso
    let neck = chest + spine * 3.2 + Point(0.6, 0)
    let tilt = (head + lean * 0.5) * .pi / 180
    return Skeleton(
      pelvis: pelvis, chest: chest, neck: neck, head: neck + Point(1.4, -8.2).turned(tilt), tilt: tilt, legs: [],
      arms: [])
  }

  /// A step that holds the ground: while a foot stands it goes back as fast as the body goes forward, so it stays
  /// where it is; then it is lifted and overtakes. Knees follow from hip and ankle.
  private static func gait(_ m: Motion, run: Bool, lean: Double, arm: Double, elbow: Double) -> Skeleton {
    let bob = run ? 2.2 * abs(sin(m.stride)) - 2.6 : -0.8 * cos(2 * m.stride) - 1.6
    var s = body(
      lean: lean + (0.5 - m.mood) * 6, head: 10 - 14 * m.mood + 2 * sin(m.time * 0.6), pelvis: Point(0, -50 - bob))
    let (reach, stance) = run ? (Skeleton.runStride, 0.36) : (Skeleton.walkStride, 0.6)
    for phase in [m.stride + .pi, m.stride] {
      let turn = phase / (2 * .pi)
      let t = turn - turn.rounded(.down)
      let standing = t < stance
      let k = standing ? t / stance : (t - stance) / (1 - stance)
      let half = reach * stance / 2
      let along = standing ? half * (1 - 2 * k) : half * (2 * smooth(0, 1, k) - 1)
      let lift = standing ? 0 : (run ? 17 : 7.5) * sin(.pi * k) * (1 - 0.35 * k)
      // Heel down first, toes last.
      let roll = standing ? mix(16, 0, smooth(0, 0.18, k)) - 34 * smooth(0.72, 1, k) : mix(-40, 18, smooth(0, 0.8, k))
      let heel = standing ? 3.4 * smooth(0.72, 1, k) : 3.4 * (1 - smooth(0, 0.5, k))
      let ankle = Point(along + 1, -Skeleton.ankle - lift - heel)
      s.legs.append(leg(from: s.pelvis, to: ankle, foot: roll))
      s.arms.append(
        Skeleton.arm(
          from: s.chest + Point(0, 1.5), upper: -arm * cos(phase - 0.5) - 3, elbow: elbow + 9 * max(0, -cos(phase))))
    }
    return s
  }

  private static func upright(
    _ m: Motion, legs: [(Double, Double)] = [(-5, 2), (8, 15)], arms: [(Double, Double)], head: Double, lean: Double
  ) -> Skeleton {
    var s = body(lean: lean + 0.8 * m.breath, head: head)
    s.legs = legs.map { leg(from: s.pelvis, thigh: $0.0, knee: $0.1) }
    s.arms = arms.map {
      Skeleton.arm(from: s.chest + Point(0, 1.5), upper: $0.0 + 1.5 * m.breath, elbow: $0.1 + 2 * m.beat)
    }
    s.stand()
    return s
  }

  /// On something knee-high; who is sad leans on the knees.
  private static func seated(_ m: Motion) -> Skeleton {
    let lean = 20 - 18 * m.mood + m.breath
    var s = body(lean: lean, head: 22 - 24 * m.mood, pelvis: Point(-12, -30))
    s.legs = [leg(from: s.pelvis, thigh: 78, knee: 72), leg(from: s.pelvis, thigh: 84, knee: 86)]
    s.arms = [
      Skeleton.arm(from: s.chest + Point(0, 1.5), upper: 22 - lean * 0.4, elbow: 48),
      Skeleton.arm(from: s.chest + Point(0, 1.5), upper: 14 - lean * 0.4, elbow: 56),
    ]
    s.stand()
    return s
  }
}
