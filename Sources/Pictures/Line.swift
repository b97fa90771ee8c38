import CPango

/// One line of words in any script, shaped by pango: letters that join, run from right to left or come from another
/// font than the first are drawn as their script wants it.
final class Line {
  private let pen: OpaquePointer
  private let layout: OpaquePointer
  /// What is drawn: the text, with three dots for each stretch that no font of this machine has letters for.
  let text: String

  /// - Parameters:
  ///   - text: controls and ends of lines are drawn as spaces; empty text has no width.
  ///   - pen: a cairo context, which must outlive the line.
  init(_ text: String, _ type: Type, _ pen: OpaquePointer) {
    self.pen = pen
    layout = pango_cairo_create_layout(pen)
    pango_layout_set_single_paragraph_mode(layout, 1)
    let font = pango_font_description_new()
    pango_font_description_set_family(font, "DejaVu Sans")
    pango_font_description_set_weight(font, type.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(font, type.size * Double(PANGO_SCALE))
    pango_layout_set_font_description(layout, font)
    pango_font_description_free(font)
    let clean = String(text.map { $0.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } ? " " : $0 })
    self.text = Line.isDrawable(clean, layout) ? clean : Line.dotted(clean, layout)
    pango_layout_set_text(layout, self.text, -1)
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  /// Pixels from the first letter to where the next would stand.
  var width: Double {
    var (wide, tall): (Int32, Int32) = (0, 0)
    pango_layout_get_size(layout, &wide, &tall)
    return Double(wide) / Double(PANGO_SCALE)
  }

  /// Draws it in the pen's colour, from `x`, its letters on `y`.
  func show(x: Double, y: Double) {
    cairo_move_to(pen, x, y - Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE))
    pango_cairo_show_layout(pen, layout)
  }

  /// Whether fonts of this machine have letters for all of `text`.
  private static func isDrawable(_ text: String, _ layout: OpaquePointer) -> Bool {
    pango_layout_set_text(layout, text, -1)
    return pango_layout_get_unknown_glyphs_count(layout) == 0
  }

  private static func dotted(_ text: String, _ layout: OpaquePointer) -> String {
    text.reduce(into: "") { line, letter in
      if isDrawable(String(letter), layout) { line.append(letter) } else if line.last != "…" { line.append("…") }
    }
  }
}
