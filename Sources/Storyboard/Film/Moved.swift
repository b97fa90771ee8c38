import CCairo
import Generating
import Media
import Vocabulary

/// A picture of somebody else's, set in motion: the camera's move over it, a vignette, grain and the light of the beat.
final class Moved {
  private let frame: Canvas
  private let picture: Layer
  private let glow: Layer
  private let view: View
  private let camera: Camera
  private let finish: Finish
  private let shot: Shot
  private var stack = Stack()
  /// Pixels of the frame in one pixel of the picture, when the picture just covers the frame.
  private let cover: Double

  init(_ picture: Canvas, shot written: Shot, format: FilmFormat, seed: UInt64, take: Int) {
    view = View(width: format.width, height: format.height)
    frame = Canvas(width: format.width, height: format.height)
    var shot = written
    shot.scene = shot.scene.edited(by: shot.imagePrompt, motionPrompt: shot.motionPrompt)
    self.shot = shot
    picture.settle()
    self.picture = Layer(picture: picture, corner: .zero, scale: 1, depth: 0, period: nil, drive: nil)
    var dice = Dice("\(shot.id)/\(take)", seed: seed)
    let seconds = Double(max(shot.frames, 1)) / Double(format.fps)
    camera = Camera(
      move: shot.scene.camera, seconds: seconds, room: view.width * 0.09, energy: shot.scene.intensity, leadDepth: 0.5,
      direction: dice.side(), speed: 0, phase: dice.between(0, 6))
    let light = Light(shot.scene)
    finish = Finish(view, seed: dice.next(), light: light)
    glow = Moved.glow(view, light)
    cover = max(Double(format.width) / Double(picture.width), Double(format.height) / Double(picture.height))
  }

  /// The frame with this number as the encoder wants it; good until the next call.
  func film(_ number: Int, _ pulse: Pulse) -> UnsafeRawBufferPointer {
    let lens = camera.lens(at: pulse)
    // A tenth more than the frame at rest, so that the move never meets the picture's edge.
    let size = cover * max(1.11, lens.zoom + 0.1)
    let slack =
      Point(Double(picture.picture.width), Double(picture.picture.height)) * size
      - Point(Double(frame.width), Double(frame.height))
    let shift = (lens.follows ? Point(lens.x * 0.5, lens.y) : Point(lens.x, lens.y)) * view.scale * 0.6
    let at = Point(clamp(shift.x - slack.x / 2, -slack.x, 0), clamp(shift.y - slack.y / 2, -slack.y, 0))
    stack.begin()
    stack.add(picture, at: at, size: size, alpha: 1, on: frame)
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
  private static func glow(_ view: View, _ light: Light) -> Layer {
    let canvas = Canvas(
      width: (view.pixelWidth + coarse) / coarse + 1, height: (view.pixelHeight + coarse) / coarse + 1)
    let at = Point(Double(view.pixelWidth) * 0.5, Double(view.pixelHeight) * 0.34) / Double(coarse)
    canvas.use(.glow(at, Double(view.pixelHeight) * 0.8 / Double(coarse), light.key, 1))
    cairo_paint(canvas.cr)
    let layer = Layer(picture: canvas, corner: .zero, scale: 1, depth: 0, period: nil, drive: .beat).weightless()
    canvas.settle()
    return layer
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
