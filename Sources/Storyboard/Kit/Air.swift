import CCairo
import Glibc
import Vocabulary

/// Light and matter on a sheet that was drawn in flat colours: the glow of the nearest source eats into edges that stand
/// before it, and every surface gets a grain of its own, as paint on paper has. Done once a sheet, so that it costs a
/// frame nothing.
extension Diorama {
  func air(on c: Canvas, depth: Double, sharp: Double, repeats: Bool) {
    if depth > 0.03, depth < 1.05 { backlight(c, depth) }
    c.brushed(step: repeats ? Double(Brush.side) * 2 / (span * sharp) : 0.6 / sharp, strength: depth < 0.06 ? 12 : 30)
  }

  /// Where the scene's light comes from, in set units: sun or moon, else the window, the end of the street, the rig.
  var lightFrom: Point {
    switch scene.place {
    case .room: Point(centre - composition.side * halfFrame * 0.2, Diorama.horizon - 380)
    case .train: Point(centre, Diorama.horizon - 380)
    case .street, .corridor: Point(centre - composition.side * 40, Diorama.horizon - 80)
    case .stage: Point(centre, Diorama.horizon - 420)
    case .underwater: Point(centre, top)
    case .forest: Point(centre - composition.side * halfFrame * 0.35, Diorama.horizon - 330)
    case .space: Point(centre - composition.side * halfFrame * 0.32, Diorama.horizon - 560)
    default: luminaryAt
    }
  }

  private func backlight(_ c: Canvas, _ depth: Double) {
    let near = 1 - clamp(depth / 1.05)
    let indoors = closed && scene.place != .street ? 0.5 : 1
    let strength = (0.16 + 0.34 * near) * mix(1, 0.62, light.night) * indoors
    let reach = mix(420, 760, near)
    let at = lightFrom
    let colour = light.key.mixed(light.skyLow, 0.35)
    cairo_set_operator(c.cr, CAIRO_OPERATOR_ATOP)
    c.rect(
      at.x - reach, at.y - reach, 2 * reach, 2 * reach,
      .radial(at, reach, [(0, colour, strength), (0.4, colour, strength * 0.45), (1, colour, 0)]))
    cairo_set_operator(c.cr, CAIRO_OPERATOR_OVER)
  }
}

/// A square of strokes and grain whose edges meet, made once.
enum Brush {
  static let side = 512
  static let strokes: [UInt8] = {
    (0..<side * side).map { i in
      let (x, y) = (Double(i % side), Double(i / side))
      let wide = wrapped(x / 64, y / 32, 8, 16, 1)
      let stroke = wrapped(x / 32, y / 8, 16, 64, 2)
      let grain = wrapped(x / 2, y / 2, 256, 256, 3)
      return UInt8(clamp(0.5 * wide + 0.34 * stroke + 0.16 * grain) * 255)
    }
  }()

  private static func wrapped(_ x: Double, _ y: Double, _ w: Int, _ h: Int, _ salt: UInt64) -> Double {
    let (ix, iy) = (Int(x), Int(y))
    let (u, v) = (smooth(0, 1, x - Double(ix)), smooth(0, 1, y - Double(iy)))
    func node(_ a: Int, _ b: Int) -> Double { hashed((b % h) * 4096 + a % w, salt) }
    return mix(mix(node(ix, iy), node(ix + 1, iy), u), mix(node(ix, iy + 1), node(ix + 1, iy + 1), u), v)
  }
}

extension Canvas {
  /// Darkens what is drawn by the brush's pattern, at most `strength` of 256; `step` texels a pixel.
  func brushed(step: Double, strength: UInt32) {
    let side = Brush.side
    let fixed = Int(step * 256)
    Brush.strokes.withUnsafeBufferPointer { brush in
      pixels { all in
        for y in 0..<height {
          let row = ((y * fixed) >> 8) % side * side
          for x in 0..<width {
            let p = all[y * width + x]
            if p == 0 { continue }
            let by = 256 - ((UInt32(brush[row + ((x * fixed) >> 8) & (side - 1)]) * strength) >> 8)
            let redBlue = (((p & 0x00ff_00ff) &* by) >> 8) & 0x00ff_00ff
            let green = (((p & 0x0000_ff00) &* by) >> 8) & 0x0000_ff00
            all[y * width + x] = p & 0xff00_0000 | redBlue | green
          }
        }
      }
    }
  }
}
