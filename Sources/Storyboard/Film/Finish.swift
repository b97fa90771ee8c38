import CCairo

/// What turns layers into film: a vignette, grain that never repeats, and the light of the beat.
final class Finish {
  private let vignette: Canvas
  private let grain: Canvas
  private let light: Light
  private let seed: UInt64
  /// How far the grain may be shifted, in pixels.
  private static let slack = 64

  init(_ view: View, seed: UInt64, light: Light) {
    (self.light, self.seed) = (light, seed)
    vignette = Finish.shade(view, light)
    grain = Finish.noise(view, seed)
  }

  func lay(on frame: Canvas, number: Int, _ pulse: Pulse) {
    cairo_set_source_surface(frame.cr, vignette.surface, 0, 0)
    cairo_paint(frame.cr)
    let (dx, dy) = (hashed(number, seed ^ 1), hashed(number, seed ^ 2))
    let slack = Double(Finish.slack)
    cairo_set_source_surface(frame.cr, grain.surface, -(dx * slack).rounded(), -(dy * slack).rounded())
    cairo_pattern_set_filter(cairo_get_source(frame.cr), CAIRO_FILTER_NEAREST)
    frame.adding { cairo_paint(frame.cr) }
  }

  /// Corners and the far edges fall into shadow, the upper and lower safe areas a little more.
  private static func shade(_ view: View, _ light: Light) -> Canvas {
    let canvas = Canvas(width: view.pixelWidth, height: view.pixelHeight)
    canvas.scale(view.scale, view.scale)
    let dark = light.ink.at(lightness: 0.06)
    let reach = (view.middle * Point(1, 1)).length
    canvas.rect(
      0, 0, view.width, view.height,
      .radial(
        view.middle + Point(0, 40), reach * 1.06,
        [(0, dark, 0), (0.5, dark, 0), (0.75, dark, 0.14), (0.92, dark, 0.36), (1, dark, 0.5)]))
    return canvas
  }

  /// Grain only adds: half of it is missing light, which the layers were drawn without, so its mean is a few steps.
  private static func noise(_ view: View, _ seed: UInt64) -> Canvas {
    let canvas = Canvas(width: view.pixelWidth + slack, height: view.pixelHeight + slack)
    var state = seed | 1
    canvas.pixels { all in
      for i in all.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // The sum of two throws, 0 to 10: a triangle about 5, which is 2 % of white.
        let v = UInt32((state >> 60) % 6 + (state >> 52) % 6)
        all[i] = 0xff00_0000 | v << 16 | v << 8 | v
      }
    }
    return canvas
  }
}
