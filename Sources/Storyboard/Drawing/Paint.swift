import CCairo

/// What fills a path.
enum Paint {
  case flat(Colour, Double)
  /// Between two points; each stop is (place from 0 to 1, colour, alpha).
  case linear(Point, Point, [(Double, Colour, Double)])
  case radial(Point, Double, [(Double, Colour, Double)])

  static func solid(_ colour: Colour, _ alpha: Double = 1) -> Paint { .flat(colour, alpha) }
  /// From `top` at `y0` to `bottom` at `y1`.
  static func down(_ y0: Double, _ y1: Double, _ top: Colour, _ bottom: Colour) -> Paint {
    .linear(Point(0, y0), Point(0, y1), [(0, top, 1), (1, bottom, 1)])
  }
  /// `colour` fading out downwards.
  static func fade(_ y0: Double, _ y1: Double, _ colour: Colour, _ a0: Double, _ a1: Double) -> Paint {
    .linear(Point(0, y0), Point(0, y1), [(0, colour, a0), (1, colour, a1)])
  }
  /// A soft light: bright inside, gone at `radius`, falling like real light falls.
  static func glow(_ at: Point, _ radius: Double, _ colour: Colour, _ alpha: Double) -> Paint {
    .radial(
      at, radius,
      [
        (0, colour, alpha), (0.15, colour, alpha * 0.62), (0.35, colour, alpha * 0.27),
        (0.65, colour, alpha * 0.07), (1, colour, 0),
      ])
  }
}

extension Canvas {
  func use(_ paint: Paint) {
    switch paint {
    case .flat(let c, let alpha): cairo_set_source_rgba(cr, c.r, c.g, c.b, alpha)
    case .linear(let a, let b, let stops): use(cairo_pattern_create_linear(a.x, a.y, b.x, b.y), stops)
    case .radial(let at, let radius, let stops):
      use(cairo_pattern_create_radial(at.x, at.y, 0, at.x, at.y, max(radius, 0.01)), stops)
    }
  }

  private func use(_ pattern: OpaquePointer?, _ stops: [(Double, Colour, Double)]) {
    for (place, c, alpha) in stops { cairo_pattern_add_color_stop_rgba(pattern, place, c.r, c.g, c.b, alpha) }
    cairo_set_source(cr, pattern)
    cairo_pattern_destroy(pattern)
  }

  /// Fills the current path.
  func fill(_ paint: Paint) {
    use(paint)
    cairo_fill(cr)
  }

  /// Draws the current path as a line with round ends.
  func stroke(_ paint: Paint, _ width: Double) {
    use(paint)
    cairo_set_line_width(cr, width)
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND)
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND)
    cairo_stroke(cr)
  }
}

/// A colour as cairo keeps a pixel of it.
func premultiplied(_ c: Colour, _ alpha: Double) -> UInt32 {
  func byte(_ v: Double) -> UInt32 { UInt32((clamp(v) * clamp(alpha) * 255).rounded()) }
  return byte(1) << 24 | byte(c.r) << 16 | byte(c.g) << 8 | byte(c.b)
}
