import CCairo
import CShim

/// The light of a scene on the people in it.
struct FigureLight {
  private let across, down: [UInt32]
  private let rim: UInt32
  /// Side that the light comes from: 1 right, -1 left.
  private let lit: Double

  init(_ light: Light, lit: Double) {
    self.lit = lit
    // Light wraps a little way round; the far side turns away from it.
    across = ramp([
      (0, light.key, 0.16), (0.18, light.key, 0.02), (0.42, light.ink, 0), (0.62, light.ink, 0.08),
      (1, light.ink, 0.42),
    ])
    down = ramp([(0, light.ink, 0), (1, light.ink, 0.42)])
    rim = premultiplied(light.key, 0.8)
  }

  /// Lays `figure` over `sheet`, shaded on the side away from the light and down the legs, with its edge of light.
  ///
  /// - Parameters:
  ///   - stand: where the figure stands on its canvas.
  ///   - unit: pixels of one unit of the view.
  func fall(on figure: Canvas, _ stand: Stand, into sheet: Canvas, unit: Double) {
    let k = stand.scale
    // From the lit side to the far one, a little downwards, in pixels of the canvas.
    let from = stand.at + Point(14 * lit, -8) * k
    let way = Point(-28 * lit, 16) * k
    let step = way / (way * way).sum()
    let first = ((Point(0.5, 0.5) - from) * step).sum()
    let edge = min(0.62 * k, 5 * unit) * 128
    figure.pixels { pixels in
      across.withUnsafeBufferPointer { across in
        down.withUnsafeBufferPointer { down in
          var one = rs_figure(
            pixels: pixels.baseAddress, width: Int32(figure.width), height: Int32(figure.height),
            across: across.baseAddress, down: down.baseAddress, across_at: entries(first),
            across_right: entries(step.x),
            across_down: entries(step.y), down_at: entries((0.5 - stand.at.y) / k / 46 + 1),
            down_step: entries(1 / k / 46),
            rim: rim, rim_x: Int32((lit * edge).rounded()), rim_y: Int32((-0.7 * edge).rounded()))
          sheet.pixels { rs_light_figure(&one, $0.baseAddress) }
        }
      }
    }
  }

  /// A share of a ramp in 65536ths of its entries.
  private func entries(_ share: Double) -> Int64 { Int64((share * Double(RS_RAMP) * 65536).rounded()) }
}

/// Colours between `stops` (place from 0 to 1, colour, alpha; ascending, the first at 0 and the last at 1).
private func ramp(_ stops: [(Double, Colour, Double)]) -> [UInt32] {
  (0..<Int(RS_RAMP)).map { i in
    let t = (Double(i) + 0.5) / Double(RS_RAMP)
    let next = stops.firstIndex { $0.0 >= t } ?? stops.count - 1
    let (a, b) = (stops[max(next - 1, 0)], stops[next])
    let share = b.0 > a.0 ? (t - a.0) / (b.0 - a.0) : 0
    let colour = Colour(mix(a.1.r, b.1.r, share), mix(a.1.g, b.1.g, share), mix(a.1.b, b.1.b, share))
    return premultiplied(colour, mix(a.2, b.2, share))
  }
}
