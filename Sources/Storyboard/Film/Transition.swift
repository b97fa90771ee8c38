import CCairo
import Glibc
import Vocabulary

/// One colour over the whole frame.
struct Veil {
  var colour: Colour
  var alpha: Double

  static let none = Veil(colour: Colour(0, 0, 0), alpha: 0)
}

extension Veil {
  /// What a transition lays over the incoming picture, `t` from just above 0 to just below 1.
  init(_ transition: Transition, _ t: Double) {
    switch transition {
    case .flash: self.init(colour: Colour(1, 0.98, 0.94), alpha: (1 - t) * (1 - t) * 0.85)
    case .dip: self.init(colour: Colour(0, 0, 0), alpha: (1 - t) * 0.92)
    case .whip, .cut, .dissolve: self = .none
    }
  }
}

extension Canvas {
  /// The incoming part of a transition that moves the picture, `t` from just above 0 to just below 1.
  func come(in transition: Transition, _ t: Double) {
    if transition == .whip { whip(1 - whipped(t)) }
  }

  /// The picture arrives from the side, smeared along its way. It travels a quarter of its width: one that flew in from
  /// farther would change as much in each frame as at the cut, and the cut would be no longer seen.
  private func whip(_ left: Double) {
    let copy = copied()
    let steps = 9
    for i in 0..<steps {
      // Each further echo counts less; together they are one blurred picture.
      let shift = left * Double(width) * (0.22 + 0.3 * Double(i) / Double(steps))
      cairo_set_source_surface(cr, copy.surface, shift.rounded(), 0)
      let pattern = cairo_get_source(cr)
      cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REFLECT)
      cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
      cairo_paint_with_alpha(cr, 1 / Double(i + 1))
    }
  }

  /// The upper part of the picture again, upside down, as moving water below the line `at` (share of the height).
  func mirror(below at: Double, _ time: Double, _ light: Light) {
    let line = Int(Double(height) * at)
    pixels { all in
      for y in line..<height {
        let depth = Double(y - line) / Double(max(height - line, 1))
        // Compressed a little, as water seen from above is; waves grow towards the viewer.
        let from = max(0, line - 1 - Int(Double(y - line) * 1.25))
        let wave = waveAt(depth * 26 / (0.35 + depth), time) * (0.002 + 0.012 * depth) * Double(width)
        let shift = Int(wave.rounded())
        for x in 0..<width { all[y * width + x] = all[from * width + min(max(x + shift, 0), width - 1)] }
      }
    }
    cairo_rectangle(cr, 0, Double(line), Double(width), Double(height - line))
    fill(
      .linear(
        Point(0, Double(line)), Point(0, Double(height)),
        [(0, light.ink, 0.18), (0.25, light.ink, 0.3), (1, light.ink, 0.72)]))
  }
}

private func waveAt(_ y: Double, _ t: Double) -> Double {
  sin(y * 1.7 + t * 1.9) * 0.6 + sin(y * 4.3 - t * 2.7) * 0.3 + sin(y * 9.1 + t * 3.9) * 0.2
}
