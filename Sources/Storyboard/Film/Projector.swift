import CCairo
import Vocabulary

/// Puts the sheets of one diorama together, frame by frame.
final class Projector {
  let diorama: Diorama
  let camera: Camera
  let cast: Cast
  let frame: Canvas
  private let finish: Finish
  private let weather: Particles

  init(_ diorama: Diorama, camera: Camera, cast: Cast) {
    (self.diorama, self.camera, self.cast) = (diorama, camera, cast)
    frame = Canvas(width: diorama.view.pixelWidth, height: diorama.view.pixelHeight)
    finish = Finish(diorama.view, seed: diorama.seed, light: diorama.light)
    weather = Particles(diorama)
  }

  /// Draws the frame with this number into `frame`.
  func show(_ number: Int, _ pulse: Pulse) {
    let lens = camera.lens(at: pulse)
    for (n, element) in diorama.elements.enumerated() {
      switch element {
      case .layer(let layer):
        // The backdrop covers the frame: nothing of the frame before needs to be mixed in.
        if n == 0 { cairo_set_operator(frame.cr, CAIRO_OPERATOR_SOURCE) }
        lay(layer, lens, pulse, salt: UInt64(n))
        cairo_set_operator(frame.cr, CAIRO_OPERATOR_OVER)
      case .lead(let depth): people(depth, lens, pulse)
      case .particles(let depth): weather.draw(on: frame, depth: depth, pulse)
      }
    }
    if diorama.scene.framing == .reflection { frame.mirror(below: 0.685, pulse.time, diorama.light) }
    finish.lay(on: frame, number: number)
    transition(number)
  }

  private func people(_ depth: Double, _ lens: Lens, _ pulse: Pulse) {
    guard diorama.composition.showsLead else { return }
    let view = diorama.view
    frame.local {
      frame.scale(view.scale, view.scale)
      let at = view.middle + lens.offset(depth) * Point(lens.follows ? 0 : 1, 1)
      frame.translate(at.x, at.y)
      frame.scale(lens.zoom(depth), lens.zoom(depth))
      frame.translate(-view.middle.x, -view.middle.y)
      cast.draw(on: frame, pulse)
    }
  }

  private func lay(_ layer: Layer, _ lens: Lens, _ pulse: Pulse, salt: UInt64) {
    let zoom = lens.zoom(layer.depth)
    let view = diorama.view
    let drifted = Point(layer.drift * pulse.clock, 0)
    let corner = (diorama.anchor + layer.corner - view.middle + drifted) * zoom + view.middle + lens.offset(layer.depth)
    let alpha = layer.drive?.alpha(pulse, salt: salt) ?? 1
    let size = view.scale * zoom / layer.scale
    guard let period = layer.period.map({ $0 * zoom }) else {
      return frame.put(layer, at: corner * view.scale, size: size, alpha: alpha)
    }
    // The first copy whose right end is on the screen, then as many as the screen takes.
    var x = corner.x - (corner.x / period).rounded(.up) * period
    while x < view.width {
      frame.put(layer, at: Point(x, corner.y) * view.scale, size: size, alpha: alpha)
      x += period
    }
  }

  private func transition(_ number: Int) {
    let shot = diorama.shot
    guard number < shot.transitionFrames else { return }
    frame.come(in: shot.transitionIn, Double(number + 1) / Double(shot.transitionFrames + 1))
  }
}

extension Canvas {
  /// Lays a layer down so that whole pixels are touched only: cairo's fast paths need that.
  func put(_ layer: Layer, at: Point, size: Double, alpha: Double) {
    let (w, h) = (Double(layer.picture.width) * size, Double(layer.picture.height) * size)
    let left = max(0, at.x.rounded(.up))
    let top = max(0, at.y.rounded(.up))
    let right = min(Double(width), (at.x + w).rounded(layer.period == nil ? .down : .up))
    let bottom = min(Double(height), (at.y + h).rounded(.down))
    guard right > left, bottom > top, alpha > 0.004 else { return }
    cairo_set_source_surface(cr, layer.picture.surface, 0, 0)
    var matrix = cairo_matrix_t()
    cairo_matrix_init(&matrix, 1 / size, 0, 0, 1 / size, -at.x / size, -at.y / size)
    let pattern = cairo_get_source(cr)
    cairo_pattern_set_matrix(pattern, &matrix)
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_BILINEAR)
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    local {
      cairo_rectangle(cr, left, top, right - left, bottom - top)
      if alpha > 0.996 {
        cairo_fill(cr)
      } else {
        cairo_clip(cr)
        cairo_paint_with_alpha(cr, alpha)
      }
    }
  }
}
