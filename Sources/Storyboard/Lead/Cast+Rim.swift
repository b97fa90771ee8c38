import CCairo

extension Cast {
  /// Draws `body`, then a thin edge of light along the side that faces the light: the scene touches the lead there,
  /// and leaves the wardrobe its colour.
  func rimmed(_ c: Canvas, scale: Double, _ body: () -> Void) {
    let cr = c.cr
    cairo_rectangle(cr, -70, -135, 140, 145)
    cairo_clip(cr)
    cairo_push_group(cr)
    c.local(body)
    shade(c)
    guard let figure = cairo_pop_group(cr) else { return }
    defer { cairo_pattern_destroy(figure) }
    cairo_set_source(cr, figure)
    cairo_paint(cr)
    cairo_push_group(cr)
    c.use(.solid(light.key))
    cairo_mask(cr, figure)
    cut(cr, figure, scale)
    cairo_pop_group_to_source(cr)
    cairo_paint_with_alpha(cr, 0.62)
  }

  /// Takes the figure, shifted away from the light, out of what is drawn: an edge is left.
  private func cut(_ cr: OpaquePointer, _ figure: OpaquePointer, _ scale: Double) {
    var old = cairo_matrix_t(), moved = cairo_matrix_t()
    cairo_pattern_get_matrix(figure, &old)
    moved = old
    let edge = min(0.6, 3.4 / scale)
    cairo_matrix_translate(&moved, edge * lit * facing, edge * 0.7)
    cairo_pattern_set_matrix(figure, &moved)
    cairo_set_operator(cr, CAIRO_OPERATOR_DEST_OUT)
    cairo_set_source(cr, figure)
    cairo_paint(cr)
    cairo_set_operator(cr, CAIRO_OPERATOR_OVER)
    cairo_pattern_set_matrix(figure, &old)
  }

  /// The side away from the light, and the legs, lie in a little shade.
  private func shade(_ c: Canvas) {
    cairo_set_operator(c.cr, CAIRO_OPERATOR_ATOP)
    let side = 12 * lit * facing
    c.rect(-70, -135, 140, 145, .linear(Point(side, 0), Point(-side, 0), [(0, light.ink, 0), (0.5, light.ink, 0.02), (1, light.ink, 0.3)]))
    c.rect(-70, -50, 140, 60, .fade(-50, 0, light.ink, 0, 0.3))
    cairo_set_operator(c.cr, CAIRO_OPERATOR_OVER)
  }
}
