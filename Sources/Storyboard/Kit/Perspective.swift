import Vocabulary

/// One-point perspective for streets and corridors: what lies straight before the lens at distance `z` (1 is about where
/// the lead stands) meets at the vanishing point.
struct Perspective {
  let eye: Point
  /// Height of the eye over the ground, and half the distance between the walls, at z = 1.
  let tall, half: Double

  func at(_ x: Double, _ up: Double, _ z: Double) -> Point { Point(eye.x + x / z, eye.y + (tall - up) / z) }

  /// A patch of the wall on `side` (-1 or 1), from `z0` to `z1` and from height `low` to `high`.
  func wall(_ side: Double, _ z0: Double, _ z1: Double, _ low: Double, _ high: Double) -> [Point] {
    [at(side * half, low, z0), at(side * half, high, z0), at(side * half, high, z1), at(side * half, low, z1)]
  }

  /// How near `z` is, as the depth of a sheet: the zoom of the camera then moves it as a real dolly would.
  static func depth(_ z: Double) -> Double { clamp(0.9 / z, 0.05, 1.1) }
}
