import CCairo
import Vocabulary

/// A picture of somebody else's, set in motion: the camera's move over it, a vignette, grain and the light of the beat.
final class Moved {
  let frame: Canvas
  private let plate: Plate
  private let view: View
  private let camera: Camera
  private let finish: Finish
  private let shot: Shot

  init(_ picture: Canvas, shot written: Shot, format: FilmFormat, seed: UInt64, take: Int) {
    view = View(width: format.width, height: format.height)
    frame = Canvas(width: format.width, height: format.height)
    var shot = written
    shot.scene = shot.scene.edited(by: shot.imagePrompt, motionPrompt: shot.motionPrompt)
    self.shot = shot
    plate = Plate(picture, width: format.width, height: format.height, camera: shot.scene.camera)
    var dice = Dice("\(shot.id)/\(take)", seed: seed)
    let seconds = Double(max(shot.frames, 1)) / Double(format.fps)
    camera = Camera(
      // A flat picture ends somewhere: who would go along with somebody pans instead.
      move: shot.scene.camera == .trackSide ? .panRight : shot.scene.camera, seconds: seconds,
      room: max(view.width * 0.11, min(plate.spare * 0.8 / view.scale, view.width)), energy: shot.scene.intensity,
      leadDepth: 0.5, direction: dice.side(), speed: 0, phase: dice.between(0, 6))
    finish = Finish(view, seed: dice.next(), light: Light(shot))
  }

  func show(_ number: Int, _ pulse: Pulse) {
    let lens = camera.lens(at: pulse)
    for plane in plate.placed(lens, on: view) { frame.put(plane.layer, at: plane.at, size: plane.size, alpha: 1) }
    beatLight(pulse)
    finish.lay(on: frame, number: number)
    if number < shot.transitionFrames {
      frame.come(in: shot.transitionIn, Double(number + 1) / Double(shot.transitionFrames + 1))
    }
  }

  private func beatLight(_ pulse: Pulse) {
    let at = Point(Double(frame.width), Double(frame.height)) * plate.brightest
    frame.adding {
      frame.use(
        .glow(at, Double(frame.height) * 0.8, Light(shot).key, 0.05 + 0.1 * pulse.beat * shot.scene.intensity))
      cairo_paint(frame.cr)
    }
  }
}
