import CCairo
import Glibc

// Paths are built on the canvas and end with `fill` or `stroke`.
extension Canvas {
  func polygon(_ points: [Point], _ paint: Paint) {
    trace(points)
    cairo_close_path(cr)
    fill(paint)
  }

  func line(_ points: [Point], _ paint: Paint, _ width: Double) {
    trace(points)
    stroke(paint, width)
  }

  func trace(_ points: [Point]) {
    guard let first = points.first else { return }
    cairo_move_to(cr, first.x, first.y)
    for p in points.dropFirst() { cairo_line_to(cr, p.x, p.y) }
  }

  func rect(_ x: Double, _ y: Double, _ w: Double, _ h: Double, _ paint: Paint) {
    cairo_rectangle(cr, x, y, w, h)
    fill(paint)
  }

  func circle(_ at: Point, _ radius: Double, _ paint: Paint) {
    cairo_new_sub_path(cr)
    cairo_arc(cr, at.x, at.y, max(radius, 0), 0, 2 * .pi)
    fill(paint)
  }

  func ellipse(_ at: Point, _ rx: Double, _ ry: Double, turned: Double = 0, _ paint: Paint) {
    local {
      translate(at.x, at.y)
      rotate(turned)
      scale(max(rx, 0.001), max(ry, 0.001))
      cairo_new_sub_path(cr)
      cairo_arc(cr, 0, 0, 1, 0, 2 * .pi)
    }
    fill(paint)
  }

  func glow(_ at: Point, _ radius: Double, _ colour: Colour, _ alpha: Double) {
    circle(at, radius, .glow(at, radius, colour, alpha))
  }

  /// A closed shape with soft corners through all points (Catmull-Rom as cubics).
  func blob(_ points: [Point], _ paint: Paint) {
    soft(points, closed: true)
    fill(paint)
  }

  /// An open soft line through all points.
  func curve(_ points: [Point], _ paint: Paint, _ width: Double) {
    soft(points, closed: false)
    stroke(paint, width)
  }

  func soft(_ p: [Point], closed: Bool) {
    guard p.count > 2 else { return trace(p) }
    let n = p.count
    func at(_ i: Int) -> Point { closed ? p[(i + n) % n] : p[min(max(i, 0), n - 1)] }
    cairo_move_to(cr, p[0].x, p[0].y)
    for i in 0..<(closed ? n : n - 1) {
      let (a, b) = (at(i) + (at(i + 1) - at(i - 1)) / 6, at(i + 1) - (at(i + 2) - at(i)) / 6)
      let to = at(i + 1)
      cairo_curve_to(cr, a.x, a.y, b.x, b.y, to.x, to.y)
    }
    if closed { cairo_close_path(cr) }
  }

  /// A limb: two round ends of different width and what lies between.
  func taper(_ a: Point, _ ra: Double, _ b: Point, _ rb: Double, _ paint: Paint) {
    let along = b - a
    let length = max(along.length, 0.001)
    let angle = atan2(along.y, along.x)
    let lean = acos(clamp((ra - rb) / length, -1, 1))
    cairo_new_sub_path(cr)
    cairo_arc(cr, a.x, a.y, ra, angle + lean, angle - lean + 2 * .pi)
    cairo_arc(cr, b.x, b.y, rb, angle - lean, angle + lean)
    cairo_close_path(cr)
    fill(paint)
  }
}
