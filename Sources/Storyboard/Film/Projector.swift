import Vocabulary

/// Puts the sheets of one diorama together, frame by frame.
final class Projector {
  let diorama: Diorama
  let camera: Camera
  let cast: Cast
  private let frame: Canvas
  private let finish: Finish
  private let weather: Particles
  private var stack = Stack()

  init(_ diorama: Diorama, camera: Camera, cast: Cast) {
    (self.diorama, self.camera, self.cast) = (diorama, camera, cast)
    frame = Canvas(width: diorama.view.pixelWidth, height: diorama.view.pixelHeight)
    finish = Finish(diorama.view, seed: diorama.seed, light: diorama.light)
    weather = Particles(diorama)
    diorama.settle()
  }

  /// The frame with this number, finished, as a picture.
  func picture(_ number: Int, _ pulse: Pulse) -> Canvas {
    compose(number, pulse)
    finish.lay(on: frame, number: number, veil: veil(number))
    return frame
  }

  /// The frame with this number, finished, as the encoder wants it; good until the next call.
  func film(_ number: Int, _ pulse: Pulse) -> UnsafeRawBufferPointer {
    compose(number, pulse)
    return finish.film(of: frame, number: number, veil: veil(number))
  }

  /// Draws what the lens sees into `frame`.
  private func compose(_ number: Int, _ pulse: Pulse) {
    let lens = camera.lens(at: pulse)
    stack.begin()
    for (n, element) in diorama.elements.enumerated() {
      switch element {
      case .layer(let layer): lay(layer, lens, pulse, salt: UInt64(n))
      case .lead(let depth):
        guard diorama.composition.showsLead else { continue }
        stack.lay(on: frame)
        people(depth, lens, pulse)
      case .particles(let depth):
        stack.lay(on: frame)
        weather.draw(on: frame, depth: depth, pulse)
      }
    }
    stack.lay(on: frame)
    if diorama.scene.framing == .reflection { frame.mirror(below: 0.685, pulse.time, diorama.light) }
    if let t = passing(number) { frame.come(in: diorama.shot.transitionIn, t) }
  }

  private func people(_ depth: Double, _ lens: Lens, _ pulse: Pulse) {
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
      return stack.add(layer, at: corner * view.scale, size: size, alpha: alpha, on: frame)
    }
    // The first copy whose right end is on the screen, then as many as the screen takes.
    var x = corner.x - (corner.x / period).rounded(.up) * period
    while x < view.width {
      stack.add(layer, at: Point(x, corner.y) * view.scale, size: size, alpha: alpha, on: frame)
      x += period
    }
  }

  /// How far the transition into the shot is, from just above 0 to just below 1; nil when it is over.
  private func passing(_ number: Int) -> Double? {
    let frames = diorama.shot.transitionFrames
    return number < frames ? Double(number + 1) / Double(frames + 1) : nil
  }

  private func veil(_ number: Int) -> Veil {
    passing(number).map { Veil(diorama.shot.transitionIn, $0) } ?? .none
  }
}
