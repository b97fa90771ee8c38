import Vocabulary

/// One frame of a shot: its number, what the music does there, and what the lens sees.
struct Moment {
  var number: Int
  var pulse: Pulse
  var lens: Lens
}

/// Puts the sheets of one diorama together, frame by frame.
final class Projector {
  let diorama: Diorama
  let camera: Camera
  let cast: Cast
  private let frame: Canvas
  private let finish: Finish
  private let weather: Particles
  private var stack = Stack()
  /// Frames that share one drawing of the people.
  private let hold: Int

  /// - Parameter fps: frames a second of the film.
  init(_ diorama: Diorama, camera: Camera, cast: Cast, fps: Int) {
    hold = max(1, fps / Self.drawings)
    (self.diorama, self.camera, self.cast) = (diorama, camera, cast)
    frame = Canvas(width: diorama.view.pixelWidth, height: diorama.view.pixelHeight)
    finish = Finish(diorama.view, seed: diorama.seed, light: diorama.light)
    weather = Particles(diorama)
    diorama.settle()
  }

  /// Drawings of a person in a second: animation by hand has twelve, and nobody sees more in a step or in hair.
  private static let drawings = 15

  /// The frame with this number, finished, as a picture.
  func picture(_ number: Int, _ pulse: Pulse) -> Canvas {
    let now = moment(number, pulse)
    compose(now, drawn: now)
    finish.lay(on: frame, number: number, veil: veil(number))
    return frame
  }

  /// The frame with this number, finished, as the encoder wants it; good until the next call.
  ///
  /// - Parameter pulses: of all frames of the shot.
  func film(_ number: Int, _ pulses: [Pulse]) -> UnsafeRawBufferPointer {
    let drawn = number - number % hold
    compose(moment(number, pulses[number]), drawn: moment(drawn, pulses[drawn]))
    return finish.film(of: frame, number: number, veil: veil(number))
  }

  private func moment(_ number: Int, _ pulse: Pulse) -> Moment {
    Moment(number: number, pulse: pulse, lens: camera.lens(at: pulse))
  }

  /// Draws what the lens sees into `frame`, with the people as they were drawn at `drawn`.
  private func compose(_ now: Moment, drawn: Moment) {
    let pulse = now.pulse
    stack.begin()
    for (n, element) in diorama.elements.enumerated() {
      switch element {
      case .layer(let layer): lay(layer, now.lens, pulse, salt: UInt64(n))
      case .lead(let depth):
        guard diorama.composition.showsLead else { continue }
        cast.add(to: &stack, on: frame, depth: depth, now, drawn: drawn)
      case .particles(let depth):
        stack.lay(on: frame)
        weather.draw(on: frame, depth: depth, pulse)
      }
    }
    stack.lay(on: frame)
    if diorama.scene.framing == .reflection { frame.mirror(below: 0.685, pulse.time, diorama.light) }
    if let t = passing(now.number) { frame.come(in: diorama.shot.transitionIn, t) }
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
