import CCairo

/// What turns layers into film: a vignette and grain, laid over each frame in one pass.
///
/// A plate carries the vignette in its alpha and the grain in its colours. Laid *over* a picture it gives
/// `grain + (1 - vignette) × picture`: the colours need not stay below the alpha, as with light (see `weightless`).
final class Finish {
  private let plates: [Canvas]
  /// Plates that take turns: fewer would be seen to repeat, more would only cost memory.
  private static let turns = 5

  init(_ view: View, seed: UInt64, light: Light) {
    let shade = Finish.shade(view, light)
    plates = (0..<Finish.turns).map { turn in
      let plate = shade.copied()
      Finish.grain(plate, seed: mixedBits(seed &+ UInt64(turn)))
      return plate
    }
  }

  func lay(on frame: Canvas, number: Int) {
    cairo_set_source_surface(frame.cr, plates[number % plates.count].surface, 0, 0)
    cairo_paint(frame.cr)
  }

  /// Corners and the far edges fall into shadow.
  private static func shade(_ view: View, _ light: Light) -> Canvas {
    let canvas = Canvas(width: view.pixelWidth, height: view.pixelHeight)
    canvas.scale(view.scale, view.scale)
    let dark = light.ink.at(lightness: 0.06)
    let stops = [(0, dark, 0), (0.5, dark, 0), (0.75, dark, 0.14), (0.92, dark, 0.36), (1, dark, 0.5)]
    canvas.rect(
      0, 0, view.width, view.height, .radial(view.middle + Point(0, 40), view.middle.length * 1.06, stops))
    return canvas
  }

  /// Grain only adds; its mean is 2 % of white, about which it swings.
  private static func grain(_ plate: Canvas, seed: UInt64) {
    var state = seed | 1
    plate.pixels { all in
      for i in all.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // The sum of two throws, 0 to 10; the vignette's own colours are far below 245, so no channel overflows.
        let grain = UInt32((state >> 60) % 6 + (state >> 52) % 6)
        all[i] &+= grain << 16 | grain << 8 | grain
      }
    }
  }
}
