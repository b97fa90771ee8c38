import CCairo
import Glibc
import Vocabulary

/// Somebody else's picture, taken apart: planes from far to near that a camera can pass at different speeds.
///
/// Nothing is known of the picture but its pixels, so depth is a guess (see ``DepthGuess``), and planes overlap softly:
/// a wrong guess bends the picture a little, and never tears it. A picture of quite another shape than the frame floats
/// on a dark, blurred copy of itself.
struct Plate {
  /// Far to near; all have the same size, and the first covers it wholly.
  let layers: [Layer]
  let width, height: Double
  /// Where the picture is brightest, as a share of its width and height: the light of the beat comes from there.
  let brightest: Point
  /// How much more than the frame there is sideways, in pixels of the plate at rest.
  let spare: Double

  /// The least and most a picture's shape may differ from the frame's (width over height, as a ratio) and still fill it.
  static let fits = 0.6...1.62
  /// A pan may cross pictures that are wider than that.
  static let pans = 0.6...2.6

  init(_ picture: Canvas, width: Int, height: Int, camera: CameraMove) {
    let shape = Double(picture.width) / Double(picture.height) / (Double(width) / Double(height))
    let crosses = [.panLeft, .panRight, .trackSide].contains(camera)
    let fills = (crosses ? Plate.pans : Plate.fits).contains(shape)
    let ground = fills ? nil : Plate.ground(picture, width: width * 5 / 4, height: height * 5 / 4)
    let whole = ground.map { Plate.floating(picture, over: $0) } ?? picture
    let guess = DepthGuess(whole)
    brightest = guess.brightest
    (self.width, self.height) = (Double(whole.width), Double(whole.height))
    let cover = max(Double(width) / self.width, Double(height) / self.height)
    spare = max(0, self.width * cover - Double(width)) / cover
    var planes = [Plate.layer(ground ?? whole, depth: ground == nil ? 0.3 : 0.08)]
    if ground != nil { planes.append(Plate.layer(whole, depth: 0.45)) }
    for (near, depth) in [(0.3, 0.48), (0.5, 0.66), (0.7, 0.84), (0.88, 1)] {
      let plane = guess.part(of: whole, beyond: near)
      // What is nearest is a little out of focus: the eye goes past it.
      if depth == 1 { plane.blur(max(1, height / 640)) }
      planes.append(Plate.layer(plane, depth: depth))
    }
    layers = planes
  }

  private static func layer(_ canvas: Canvas, depth: Double) -> Layer {
    Layer(picture: canvas, corner: Point(0, 0), scale: 1, depth: depth, period: nil, drive: nil)
  }

  /// Where each plane lies on a frame of this size: corner in pixels, and pixels of the frame in one of the plane.
  func placed(_ lens: Lens, on view: View) -> [(layer: Layer, at: Point, size: Double)] {
    let frame = Point(Double(view.pixelWidth), Double(view.pixelHeight))
    let cover = max(frame.x / width, frame.y / height)
    return layers.map { layer in
      // A tenth more than the frame at rest, so that the move never meets the picture's edge.
      let size = cover * max(1.09, 1.09 * lens.zoom(layer.depth))
      let whole = Point(width, height) * size
      let shift = Point(lens.x * (layer.depth - lens.pivot), lens.y * (0.25 + 0.75 * layer.depth)) * view.scale
      let at = (frame - whole) / 2 + shift
      return (layer, Point(clamp(at.x, frame.x - whole.x, 0), clamp(at.y, frame.y - whole.y, 0)), size)
    }
  }

  /// The picture as a dark blur that fills the frame.
  private static func ground(_ picture: Canvas, width: Int, height: Int) -> Canvas {
    let small = Canvas(width: width / 8, height: height / 8)
    let size = max(
      Double(small.width) / Double(picture.width), Double(small.height) / Double(picture.height))
    small.stamp(picture, at: Point(Double(small.width), Double(small.height)) / 2, size: size)
    small.blur(max(2, small.height / 24))
    let canvas = Canvas(width: width, height: height)
    canvas.stamp(small, at: Point(Double(width), Double(height)) / 2, size: Double(width) / Double(small.width) * 1.01)
    canvas.rect(0, 0, Double(width), Double(height), .solid(Colour(0.02, 0.02, 0.03), 0.45))
    return canvas
  }

  /// The whole picture inside the frame, its cut edges melting into `ground`.
  private static func floating(_ picture: Canvas, over ground: Canvas) -> Canvas {
    let canvas = Canvas(width: ground.width, height: ground.height)
    let frame = Point(Double(canvas.width), Double(canvas.height))
    let size = min(frame.x / Double(picture.width), frame.y / Double(picture.height))
    let whole = Point(Double(picture.width), Double(picture.height)) * size
    let middle = Point(frame.x / 2, whole.y < frame.y ? frame.y * 0.46 : frame.y / 2)
    canvas.stamp(picture, at: middle, size: size)
    let upright = whole.y < frame.y
    let (a, b) = (middle - whole / 2, middle + whole / 2)
    let clear = Colour(0, 0, 0)
    cairo_set_operator(canvas.cr, CAIRO_OPERATOR_DEST_IN)
    canvas.rect(
      0, 0, frame.x, frame.y,
      .linear(
        upright ? Point(0, a.y) : Point(a.x, 0), upright ? Point(0, b.y) : Point(b.x, 0),
        [(0, clear, 0), (0.09, clear, 1), (0.91, clear, 1), (1, clear, 0)]))
    cairo_set_operator(canvas.cr, CAIRO_OPERATOR_OVER)
    return canvas
  }
}

extension Canvas {
  /// Draws another picture with its middle at `at`.
  fileprivate func stamp(_ other: Canvas, at: Point, size: Double) {
    local {
      translate(at.x, at.y)
      scale(size, size)
      cairo_set_source_surface(cr, other.surface, -Double(other.width) / 2, -Double(other.height) / 2)
      cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_GOOD)
      cairo_paint(cr)
    }
  }
}
