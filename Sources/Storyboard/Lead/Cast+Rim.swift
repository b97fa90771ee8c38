import CCairo

/// Two canvases of the frame's size that are used again for each figure in each frame.
final class Scratch {
  let figure, rim: Canvas

  init(_ view: View) {
    figure = Canvas(width: view.pixelWidth, height: view.pixelHeight)
    rim = Canvas(width: view.pixelWidth, height: view.pixelHeight)
  }
}

extension Cast {
  /// Draws `body`, then a thin edge of light along the side that faces the light: the scene touches the lead there,
  /// and leaves the wardrobe its colour.
  func rimmed(_ c: Canvas, scale: Double, _ body: (Canvas) -> Void) {
    let box = c.boxOnPixels(-70, -135, 140, 145)
    guard box.width > 0, box.height > 0 else { return }
    for canvas in [scratch.figure, scratch.rim] { canvas.begin(box) }
    scratch.figure.local {
      scratch.figure.follow(c)
      scratch.figure.local { body(scratch.figure) }
      shade(scratch.figure)
    }
    // The rim is the figure in the light's colour, less the figure shifted away from the light.
    let edge = min(0.62 * scale, 5) * c.pixelsPerUnit(scale)
    scratch.rim.use(.solid(light.key))
    cairo_mask_surface(scratch.rim.cr, scratch.figure.surface, 0, 0)
    cairo_set_operator(scratch.rim.cr, CAIRO_OPERATOR_DEST_OUT)
    cairo_set_source_surface(scratch.rim.cr, scratch.figure.surface, -lit * edge, edge * 0.7)
    cairo_paint(scratch.rim.cr)
    cairo_set_operator(scratch.rim.cr, CAIRO_OPERATOR_OVER)
    for (canvas, alpha) in [(scratch.figure, 1.0), (scratch.rim, 0.8)] {
      canvas.end()
      c.stamp(canvas, box, alpha)
    }
  }

  /// The side away from the light, and the legs, lie in a little shade.
  private func shade(_ c: Canvas) {
    cairo_set_operator(c.cr, CAIRO_OPERATOR_ATOP)
    let side = 14 * lit * facing
    // Light wraps a little way round; the far side turns away from it.
    c.rect(
      -70, -135, 140, 145,
      .linear(
        Point(side, -8), Point(-side, 8),
        [
          (0, light.key, 0.16), (0.18, light.key, 0.02), (0.42, light.ink, 0), (0.62, light.ink, 0.08),
          (1, light.ink, 0.42),
        ]))
    c.rect(-70, -46, 140, 56, .fade(-46, 0, light.ink, 0, 0.42))
    cairo_set_operator(c.cr, CAIRO_OPERATOR_OVER)
  }
}

private typealias Box = (x: Int, y: Int, width: Int, height: Int)

extension Canvas {
  /// The part of the canvas that this rectangle of the present frame touches.
  fileprivate func boxOnPixels(_ x: Double, _ y: Double, _ w: Double, _ h: Double) -> Box {
    var (x0, y0, x1, y1) = (x, y, x + w, y + h)
    cairo_user_to_device(cr, &x0, &y0)
    cairo_user_to_device(cr, &x1, &y1)
    let left = max(0, Int(min(x0, x1).rounded(.down)))
    let top = max(0, Int(min(y0, y1).rounded(.down)))
    return (
      left, top, min(width, Int(max(x0, x1).rounded(.up))) - left, min(height, Int(max(y0, y1).rounded(.up))) - top
    )
  }

  /// Clears `box` and keeps to it until ``end()``.
  fileprivate func begin(_ box: Box) {
    cairo_save(cr)
    cairo_rectangle(cr, Double(box.x), Double(box.y), Double(box.width), Double(box.height))
    cairo_clip(cr)
    clear()
  }

  fileprivate func end() { cairo_restore(cr) }

  /// Takes over the transform of another canvas.
  fileprivate func follow(_ other: Canvas) {
    var matrix = cairo_matrix_t()
    cairo_get_matrix(other.cr, &matrix)
    cairo_set_matrix(cr, &matrix)
  }

  /// Pixels of one unit of the view, where the present frame has `scale` units of the view in one of its own.
  fileprivate func pixelsPerUnit(_ scale: Double) -> Double {
    var (dx, dy) = (0.0, 1.0)
    cairo_user_to_device_distance(cr, &dx, &dy)
    return abs(dy) / scale
  }

  /// Lays `box` of a canvas of the same size over this one.
  fileprivate func stamp(_ other: Canvas, _ box: Box, _ alpha: Double) {
    local {
      cairo_identity_matrix(cr)
      cairo_rectangle(cr, Double(box.x), Double(box.y), Double(box.width), Double(box.height))
      cairo_clip(cr)
      cairo_set_source_surface(cr, other.surface, 0, 0)
      cairo_paint_with_alpha(cr, alpha)
    }
  }
}
