import Glibc
import Vocabulary

/// The joints of one body at one instant. Units: a standing adult is 100 high, soles at 0, y down (so heads are
/// negative); in profile the body looks towards +x.
struct Skeleton {
  /// Proportions of an adult of seven and a half heads.
  static let thigh = 24.0, shin = 23.0, ankle = 4.0, torso = 31.5, upperArm = 16.5, foreArm = 14.5

  /// Ground that one cycle of two steps covers, in the same units: what keeps feet from sliding.
  static let walkStride = 62.0, runStride = 108.0

  struct Leg { var hip, knee, ankle, toe: Point }
  struct Arm { var shoulder, elbow, hand: Point }

  var pelvis: Point
  var chest: Point
  var neck: Point
  var head: Point
  /// Radians; positive looks down (in profile), or leans right (from behind).
  var tilt: Double
  /// The far limb first, then the near one (left and right from behind).
  var legs: [Leg]
  var arms: [Arm]

  /// Direction of a limb that hangs at `angle` degrees from straight down, positive forwards.
  static func hanging(_ angle: Double) -> Point { Point(sin(angle * .pi / 180), cos(angle * .pi / 180)) }

  static func leg(from hip: Point, thigh: Double, knee: Double, foot: Double = 0) -> Leg {
    let kneeAt = hip + hanging(thigh) * Skeleton.thigh
    let ankleAt = kneeAt + hanging(thigh - knee) * shin
    return Leg(hip: hip, knee: kneeAt, ankle: ankleAt, toe: ankleAt + hanging(90 - foot) * 8 + hanging(-foot) * 2.6)
  }

  /// Hip, ankle and the lengths between say where the knee is: before the line that joins them.
  static func leg(from hip: Point, to wished: Point, foot: Double) -> Leg {
    let way = wished - hip
    let most = thigh + shin - 0.2
    let ankle = way.length > most ? hip + way * (most / way.length) : wished
    let d = (ankle - hip).length
    let along = (thigh * thigh - shin * shin + d * d) / (2 * d)
    let aside = max(0, thigh * thigh - along * along).squareRoot()
    let unit = (ankle - hip) / d
    let knee = hip + unit * along + Point(unit.y, -unit.x) * aside
    return Leg(hip: hip, knee: knee, ankle: ankle, toe: ankle + hanging(90 + foot) * 8 + hanging(foot) * 2.6)
  }

  static func arm(from shoulder: Point, upper: Double, elbow: Double) -> Arm {
    let at = shoulder + hanging(upper) * upperArm
    return Arm(shoulder: shoulder, elbow: at, hand: at + hanging(upper + elbow) * foreArm)
  }

  mutating func move(by d: Point) {
    pelvis += d
    chest += d
    neck += d
    head += d
    for i in legs.indices {
      legs[i] = Leg(hip: legs[i].hip + d, knee: legs[i].knee + d, ankle: legs[i].ankle + d, toe: legs[i].toe + d)
    }
    for i in arms.indices {
      arms[i] = Arm(shoulder: arms[i].shoulder + d, elbow: arms[i].elbow + d, hand: arms[i].hand + d)
    }
  }

  /// Sets the lowest foot on the ground.
  mutating func stand(on ground: Double = 0) {
    let lowest = legs.map { max($0.ankle.y + Skeleton.ankle, $0.toe.y + 1.4) }.max() ?? 0
    move(by: Point(0, ground - lowest))
  }
}

/// What moves a body: where it is in its step, how it feels, and the wind.
struct Motion: Equatable {
  /// Radians of the walk; a whole step with each leg is 2π.
  var stride = 0.0
  var time = 0.0
  /// 0 hangs its head, 1 holds it high.
  var mood = 0.5
  /// Jumps with the beat, 0 to 1.
  var beat = 0.0
  var wind = 1.0

  /// How far the eyes are open, 0 to 1: lowered at first, then they look up at us, and blink now and then.
  var gaze: Double {
    let since = (time - 1.9).truncatingRemainder(dividingBy: 3.7)
    let blink = time > 1.9 && since < 0.24 ? abs(since - 0.12) / 0.12 : 1
    return smooth(0.25, 0.8, time) * blink
  }
  var breath: Double { sin(time * 1.5) }
  /// How far loose cloth is blown, -1 to 1, for cloth at `place`.
  func flutter(_ place: Double = 0) -> Double {
    wind * (0.6 * sin(time * 2.3 + place) + 0.3 * sin(time * 4.1 + place * 2.3) + 0.25 * sin(time * 0.7))
  }
}
