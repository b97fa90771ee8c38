import CCairo
import Generating
import Media
import Vocabulary

/// A picture of somebody else's, set in motion: the camera's move over it, a vignette, grain and the light of the beat.
final class Moved {
  let frame: Canvas
  private let picture: Canvas
  private let view: View
  private let camera: Camera
  private let finish: Finish
  private let shot: Shot
  /// Pixels of the frame in one pixel of the picture, when the picture just covers the frame.
  private let cover: Double

  init(_ picture: Canvas, shot written: Shot, format: FilmFormat, seed: UInt64, take: Int) {
    view = View(width: format.width, height: format.height)
    frame = Canvas(width: format.width, height: format.height)
    var shot = written
    shot.scene = shot.scene.edited(by: shot.imagePrompt, motionPrompt: shot.motionPrompt)
    (self.picture, self.shot) = (picture, shot)
    var dice = Dice("\(shot.id)/\(take)", seed: seed)
    let seconds = Double(max(shot.frames, 1)) / Double(format.fps)
    camera = Camera(
      move: shot.scene.camera, seconds: seconds, room: view.width * 0.09, energy: shot.scene.intensity, leadDepth: 0.5,
      direction: dice.side(), speed: 0, phase: dice.between(0, 6))
    finish = Finish(view, seed: dice.next(), light: Light(shot.scene))
    cover = max(Double(format.width) / Double(picture.width), Double(format.height) / Double(picture.height))
  }

  func show(_ number: Int, _ pulse: Pulse) {
    let lens = camera.lens(at: pulse)
    // A tenth more than the frame at rest, so that the move never meets the picture's edge.
    let size = cover * max(1.11, lens.zoom + 0.1)
    let slack = Point(
      Double(picture.width) * size - Double(frame.width), Double(picture.height) * size - Double(frame.height))
    let shift = (lens.follows ? Point(lens.x * 0.5, lens.y) : Point(lens.x, lens.y)) * view.scale * 0.6
    let at = Point(
      clamp(shift.x - slack.x / 2, -slack.x, 0), clamp(shift.y - slack.y / 2, -slack.y, 0))
    cairo_set_source_surface(frame.cr, picture.surface, 0, 0)
    var matrix = cairo_matrix_t()
    cairo_matrix_init(&matrix, 1 / size, 0, 0, 1 / size, -at.x / size, -at.y / size)
    cairo_pattern_set_matrix(cairo_get_source(frame.cr), &matrix)
    cairo_pattern_set_filter(cairo_get_source(frame.cr), CAIRO_FILTER_BILINEAR)
    cairo_pattern_set_extend(cairo_get_source(frame.cr), CAIRO_EXTEND_PAD)
    cairo_paint(frame.cr)
    beatLight(pulse)
    finish.lay(on: frame, number: number)
    if number < shot.transitionFrames {
      frame.come(in: shot.transitionIn, Double(number + 1) / Double(shot.transitionFrames + 1))
    }
  }

  private func beatLight(_ pulse: Pulse) {
    let at = Point(Double(frame.width) * 0.5, Double(frame.height) * 0.34)
    frame.adding {
      frame.use(
        .glow(at, Double(frame.height) * 0.8, Light(shot.scene).key, 0.05 + 0.1 * pulse.beat * shot.scene.intensity))
      cairo_paint(frame.cr)
    }
  }
}

extension StoryboardArtist {
  /// Reads a still of any kind that ffmpeg's picture decoders know, as large as the move needs and no larger.
  func picture(_ name: String, _ profile: HouseProfile, in place: Workplace, stop: Stop) throws(Failure) -> Canvas {
    let width = profile.width * 5 / 4
    let height = profile.height * 5 / 4
    let filter = "scale=\(width):\(height):force_original_aspect_ratio=increase:flags=bicubic,crop=\(width):\(height)"
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * height * 4)
    do throws(MediaError) {
      let arguments =
        Ffmpeg.quiet + [
          "-protocol_whitelist", "file,pipe", "-format_whitelist", "png_pipe,jpeg_pipe,webp_pipe,image2", "-i",
          "file:\(name)", "-frames:v", "1", "-vf", filter, "-f", "rawvideo", "-pix_fmt", "bgra",
          "pipe:1",
        ]
      try Child.run(
        try Tool.ffmpeg(), arguments, in: place, output: .bytes { bytes.append(contentsOf: $0) }, stop: stop)
    } catch {
      throw Failure(error)
    }
    guard bytes.count == width * height * 4 else {
      throw Failure(.invalid, "unable to read the still \(name): not a picture")
    }
    let canvas = Canvas(width: width, height: height)
    canvas.pixels { all in UnsafeMutableRawBufferPointer(all).copyBytes(from: bytes) }
    return canvas
  }
}
