import CCairo
import CShim

/// What turns layers into film: shadow towards the edges, grain, and the colour of a transition, in one pass over the
/// frame, which also brings it into the encoder's form.
final class Finish {
  private let view: View
  private let shade: [UInt8]
  private let dark: UInt32
  private let grain: [UInt8]
  private let seed: UInt64
  private var planes: [UInt8] = []

  init(_ view: View, seed: UInt64, light: Light) {
    (self.view, self.seed) = (view, seed)
    let ink = light.ink.at(lightness: 0.06)
    dark = word(ink)
    shade = Finish.shade(view)
    grain = Finish.grain(65536 + view.pixelWidth, seed: seed)
  }

  /// Finishes `frame` in place.
  func lay(on frame: Canvas, number: Int, veil: Veil) {
    frame.pixels { all in
      with(number, veil) { rs_finish_frame(all.baseAddress, Int32(frame.width), Int32(frame.height), &$0) }
    }
  }

  /// The finished `frame` as 4:2:0 planes; good until the next call.
  func film(of frame: Canvas, number: Int, veil: Veil) -> UnsafeRawBufferPointer {
    let size = frame.width * frame.height * 3 / 2
    if planes.count != size { planes = [UInt8](repeating: 0, count: size) }
    return frame.pixels { all in
      planes.withUnsafeMutableBytes { out in
        with(number, veil) {
          rs_finish_film(
            all.baseAddress, Int32(frame.width), Int32(frame.height), &$0, out.bindMemory(to: UInt8.self).baseAddress,
            false)
        }
        return UnsafeRawBufferPointer(out)
      }
    }
  }

  private func with(_ number: Int, _ veil: Veil, _ body: (inout rs_finish) -> Void) {
    shade.withUnsafeBufferPointer { shade in
      grain.withUnsafeBufferPointer { grain in
        var finish = rs_finish(
          shade: shade.baseAddress, dark: dark, grain: grain.baseAddress,
          seed: mixedBits(seed &+ UInt64(number) &* 0x9e37_79b9_7f4a_7c15), veil: word(veil.colour),
          veil_alpha: Int32((clamp(veil.alpha) * 256).rounded()))
        body(&finish)
      }
    }
  }

  /// Corners and the far edges fall into shadow.
  private static func shade(_ view: View) -> [UInt8] {
    let canvas = Canvas(width: view.pixelWidth, height: view.pixelHeight)
    canvas.scale(view.scale, view.scale)
    let dark = Colour(0, 0, 0)
    let stops = [(0, dark, 0), (0.5, dark, 0), (0.75, dark, 0.14), (0.92, dark, 0.36), (1, dark, 0.5)]
    canvas.rect(
      0, 0, view.width, view.height, .radial(view.middle + Point(0, 40), view.middle.length * 1.06, stops))
    return canvas.pixels { all in all.map { UInt8($0 >> 24) } }
  }

  /// Grain only adds; its mean is 2 % of white, about which it swings: the sum of two throws.
  private static func grain(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed | 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8((state >> 60) % 6 + (state >> 52) % 6)
    }
  }
}

/// A colour as cairo keeps an opaque pixel.
private func word(_ c: Colour) -> UInt32 {
  func byte(_ v: Double) -> UInt32 { UInt32((clamp(v) * 255).rounded()) }
  return 0xff00_0000 | byte(c.r) << 16 | byte(c.g) << 8 | byte(c.b)
}
