import CCairo

extension Layer {
  /// The same sheet without its empty edges: most sheets cover a third of the frame, and every pixel counts per frame.
  func cropped() -> Layer {
    guard let box = picture.inked() else { return moved(Canvas(width: 1, height: 1), to: (0, 0)) }
    if box.width == picture.width, box.height == picture.height { return self }
    // A sheet that repeats keeps its full width, or the seam would show.
    let x = period == nil ? box.x : 0
    let part = Canvas(width: period == nil ? box.width : picture.width, height: box.height)
    cairo_set_source_surface(part.cr, picture.surface, Double(-x), Double(-box.y))
    cairo_set_operator(part.cr, CAIRO_OPERATOR_SOURCE)
    cairo_paint(part.cr)
    return moved(part, to: (x, box.y))
  }

  /// Light without body: alpha is set to 0 and the colours stay, so that laying the sheet *over* a picture adds it
  /// (`source + (1 - 0) * below`). Pixman scales OVER with SIMD and ADD without: this is four times as fast.
  func weightless() -> Layer {
    picture.pixels { all in for i in all.indices { all[i] &= 0x00ff_ffff } }
    return self
  }

  private func moved(_ part: Canvas, to at: (x: Int, y: Int)) -> Layer {
    Layer(
      picture: part, corner: corner + Point(Double(at.x), Double(at.y)) / scale, scale: scale, depth: depth,
      period: period, drive: drive, drift: drift)
  }
}

extension Canvas {
  /// The smallest box with everything that was drawn; nil for an empty canvas.
  func inked() -> (x: Int, y: Int, width: Int, height: Int)? {
    pixels { all in
      var (left, right, top, bottom) = (width, -1, height, -1)
      for y in 0..<height {
        let row = y * width
        guard let first = (0..<width).first(where: { all[row + $0] != 0 }) else { continue }
        let last = (0..<width).last { all[row + $0] != 0 } ?? first
        (left, right) = (min(left, first), max(right, last))
        (top, bottom) = (min(top, y), y)
      }
      return right < 0 ? nil : (left, top, right - left + 1, bottom - top + 1)
    }
  }
}
