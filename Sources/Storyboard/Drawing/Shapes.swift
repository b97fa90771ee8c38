import Glibc

/// A place on the picture: x to the right, y down.
typealias Point = SIMD2<Double>

extension Point {
  var length: Double { (x * x + y * y).squareRoot() }
  /// Turned by `angle` radians, clockwise on the screen.
  func turned(_ angle: Double) -> Point {
    Point(x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle))
  }
}

func mix(_ a: Double, _ b: Double, _ t: Double) -> Double { a + (b - a) * t }
func mix(_ a: Point, _ b: Point, _ t: Double) -> Point { a + (b - a) * t }
func clamp(_ x: Double, _ low: Double = 0, _ high: Double = 1) -> Double { min(max(x, low), high) }
/// 0 below `a`, 1 above `b`, and smooth between.
func smooth(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let t = clamp((x - a) / (b - a))
  return t * t * (3 - 2 * t)
}
