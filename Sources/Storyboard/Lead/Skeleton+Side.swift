import Glibc
import Vocabulary

extension Skeleton {
  /// A body in profile.
  static func side(_ pose: Pose, _ m: Motion) -> Skeleton {
    switch pose {
    case .walk: gait(m, thigh: 25, knee: 52, lean: 3, arm: 24, elbow: 14)
    case .run: gait(m, thigh: 44, knee: 92, lean: 13, arm: 42, elbow: 78)
    case .sit: seated(m)
    case .reach: upright(m, arms: [(-12, 14), (138 + 4 * m.breath, 12)], head: -16, lean: 4)
    case .lookUp: upright(m, arms: [(-5, 9), (5, 12)], head: -30, lean: -4)
    case .lie: upright(m, legs: [(4, 6), (38, 72)], arms: [(6, 10), (24, 60)], head: -4, lean: 0)
    case .stand, .play: upright(m, arms: [(-6, 8), (3, 14)], head: 12 - 14 * m.mood, lean: 2 - 3 * m.mood)
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

  /// Thigh swings as a sine; the knee bends while the leg comes forward, as in every walking chart.
  private static func gait(_ m: Motion, thigh: Double, knee: Double, lean: Double, arm: Double, elbow: Double)
    -> Skeleton
  {
    var s = body(lean: lean + (0.5 - m.mood) * 6, head: 10 - 14 * m.mood)
    for phase in [m.stride + .pi, m.stride] {
      let forward = max(0, cos(phase))
      let foot = -26 * max(0, -sin(phase - 0.3)) + 14 * max(0, sin(phase)) * (1 - forward)
      s.legs.append(
        leg(from: s.pelvis, thigh: thigh * sin(phase) + 4, knee: 6 + knee * pow(forward, 1.4), foot: foot))
      s.arms.append(
        Skeleton.arm(
          from: s.chest + Point(0, 1.5), upper: -arm * sin(phase) - 3, elbow: elbow + 10 * max(0, -sin(phase))))
    }
    s.stand()
    return s
  }

  private static func upright(
    _ m: Motion, legs: [(Double, Double)] = [(-4, 2), (5, 3)], arms: [(Double, Double)], head: Double, lean: Double
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
