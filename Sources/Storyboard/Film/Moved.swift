import CCairo
import Generating
import Media
import Vocabulary

/// A picture of somebody else's, set in motion: the camera's move over it, a vignette, grain and the light of the beat.
final class Moved {
  private let frame: Canvas
  private let plate: Plate
  private let glow: Layer
  private let view: View
  private let camera: Camera
  private let finish: Finish
  private let shot: Shot
  private var stack = Stack()

  init(_ picture: Canvas, shot written: Shot, format: FilmFormat, seed: UInt64, take: Int) {
    view = View(width: format.width, height: format.height)
    frame = Canvas(width: format.width, height: format.height)
    var shot = written
    shot.scene = shot.scene.edited(by: shot.imagePrompt, motionPrompt: shot.motionPrompt)
    self.shot = shot
    plate = Plate(picture, width: format.width, height: format.height, camera: shot.scene.camera)
    for layer in plate.layers { layer.picture.settle() }
    var dice = Dice("\(shot.id)/\(take)", seed: seed)
    let seconds = Double(max(shot.frames, 1)) / Double(format.fps)
    camera = Camera(
      // A flat picture ends somewhere: who would go along with somebody pans instead.
      move: shot.scene.camera == .trackSide ? .panRight : shot.scene.camera, seconds: seconds,
      room: max(view.width * 0.11, min(plate.spare * 0.8 / view.scale, view.width)), energy: shot.scene.intensity,
      leadDepth: 0.5, direction: dice.side(), speed: 0, phase: dice.between(0, 6))
    let light = Light(shot)
    finish = Finish(view, seed: dice.next(), light: light)
    glow = Moved.glow(view, light, at: plate.brightest)
  }

  /// The frame with this number as the encoder wants it; good until the next call.
  func film(_ number: Int, _ pulse: Pulse) -> UnsafeRawBufferPointer {
    let lens = camera.lens(at: pulse)
    stack.begin()
    for plane in plate.placed(lens, on: view) {
      stack.add(plane.layer, at: plane.at, size: plane.size, alpha: 1, on: frame)
    }
    stack.add(
      glow, at: .zero, size: Double(Moved.coarse), alpha: 0.05 + 0.1 * pulse.beat * shot.scene.intensity, on: frame)
    stack.lay(on: frame)
    let frames = shot.transitionFrames
    let t = number < frames ? Double(number + 1) / Double(frames + 1) : nil
    if let t { frame.come(in: shot.transitionIn, t) }
    return finish.film(of: frame, number: number, veil: t.map { Veil(shot.transitionIn, $0) } ?? .none)
  }

  /// Light is soft: one pixel for each 4 × 4 of the frame.
  private static let coarse = 4

  /// The light of the beat at its full strength; a frame gets a part of it.
  private static func glow(_ view: View, _ light: Light, at brightest: Point) -> Layer {
    let canvas = Canvas(
      width: (view.pixelWidth + coarse) / coarse + 1, height: (view.pixelHeight + coarse) / coarse + 1)
    let at = Point(
      Double(view.pixelWidth) * brightest.x / Double(coarse), Double(view.pixelHeight) * brightest.y / Double(coarse))
    canvas.use(.glow(at, Double(view.pixelHeight) * 0.8 / Double(coarse), light.key, 1))
    cairo_paint(canvas.cr)
    let layer = Layer(picture: canvas, corner: .zero, scale: 1, depth: 0, period: nil, drive: .beat).weightless()
    canvas.settle()
    return layer
  }
}
