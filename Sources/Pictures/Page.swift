// A sheet of paper and a pen, for pages of figures and words: the chart of a song, the storyboard. Every page is drawn
// in memory and leaves as the bytes of a PNG. What may go wrong: a page larger than cairo takes, a machine without
// fonts (the words are then missing, the picture is not).
import CPango
import Media

/// A page in pixels, origin at the top left. Belongs to one thread.
final class Page {
  let width: Double
  let height: Double
  private let surface: OpaquePointer
  private let pen: OpaquePointer

  /// - Parameters:
  ///   - width: pixels, 1 to 32,000.
  ///   - height: the same.
  init(width: Int, height: Int, paper: Ink) {
    self.width = Double(width)
    self.height = Double(height)
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    pen = cairo_create(surface)
    use(paper)
    cairo_paint(pen)
  }

  deinit {
    cairo_destroy(pen)
    cairo_surface_destroy(surface)
  }

  private func use(_ ink: Ink) { cairo_set_source_rgba(pen, ink.red, ink.green, ink.blue, ink.alpha) }

  // MARK: Shapes

  func box(_ area: Area, _ ink: Ink) {
    use(ink)
    cairo_rectangle(pen, area.x, area.y, area.width, area.height)
    cairo_fill(pen)
  }

  /// A box with corners rounded by `radius`.
  func card(_ area: Area, radius: Double, _ ink: Ink) {
    trace(area, radius)
    use(ink)
    cairo_fill(pen)
  }

  /// An upright line, sharp at whole pixels.
  func upright(_ x: Double, from top: Double, to bottom: Double, width: Double, _ ink: Ink) {
    box(Area(x: (x - width / 2).rounded(), y: top, width: width, height: bottom - top), ink)
  }

  /// A closed shape through `points`; fewer than 3 draw nothing.
  func shape(_ points: [(x: Double, y: Double)], _ ink: Ink) {
    guard points.count > 2 else { return }
    trace(points)
    cairo_close_path(pen)
    use(ink)
    cairo_fill(pen)
  }

  /// A line through `points`.
  func curve(_ points: [(x: Double, y: Double)], width: Double, _ ink: Ink) {
    guard points.count > 1 else { return }
    trace(points)
    cairo_set_line_width(pen, width)
    cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND)
    use(ink)
    cairo_stroke(pen)
  }

  private func trace(_ points: [(x: Double, y: Double)]) {
    cairo_new_path(pen)
    for point in points { cairo_line_to(pen, point.x, point.y) }
  }

  private func trace(_ area: Area, _ radius: Double) {
    let (right, bottom) = (area.x + area.width - radius, area.y + area.height - radius)
    cairo_new_sub_path(pen)
    cairo_arc(pen, right, area.y + radius, radius, -.pi / 2, 0)
    cairo_arc(pen, right, bottom, radius, 0, .pi / 2)
    cairo_arc(pen, area.x + radius, bottom, radius, .pi / 2, .pi)
    cairo_arc(pen, area.x + radius, area.y + radius, radius, .pi, 1.5 * .pi)
    cairo_close_path(pen)
  }

  // MARK: Words

  /// How wide `text` becomes.
  func width(of text: String, _ type: Type) -> Double { Line(text, type, pen).width }

  /// What would be written of `text` on this machine.
  func shown(_ text: String, _ type: Type) -> String { Line(text, type, pen).text }

  /// Writes one line whose letters stand on `y`, in whatever script: where this machine has no letters for one, three
  /// dots stand for it (``Line``).
  func write(_ text: String, x: Double, y: Double, _ type: Type, _ ink: Ink, from side: Side = .left) {
    let line = Line(text, type, pen)
    let shift = side == .left ? 0 : line.width * (side == .right ? 1 : 0.5)
    use(ink)
    line.show(x: x - shift, y: y)
  }

  // MARK: Pictures

  /// Lays the PNG `name` of `place` into `area`, which it fills; its upper part where the shapes differ, with corners
  /// rounded by `radius`.
  ///
  /// - Returns: false where there is no such picture.
  @discardableResult func lay(_ name: String, of place: Workplace, in area: Area, radius: Double) -> Bool {
    guard let picture = cairo_image_surface_create_from_png(place.path(name)) else { return false }
    defer { cairo_surface_destroy(picture) }
    let wide = Double(cairo_image_surface_get_width(picture))
    guard cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS, wide > 0 else { return false }
    cairo_save(pen)
    trace(area, radius)
    cairo_clip(pen)
    cairo_translate(pen, area.x, area.y)
    cairo_scale(pen, area.width / wide, area.width / wide)
    cairo_set_source_surface(pen, picture, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(pen), CAIRO_FILTER_GOOD)
    cairo_paint(pen)
    cairo_restore(pen)
    return true
  }

  /// The page as a PNG file's bytes.
  func png() throws(MediaError) -> [UInt8] {
    let sink = Sink()
    let status = cairo_surface_write_to_png_stream(surface, takeBytes, Unmanaged.passUnretained(sink).toOpaque())
    guard status == CAIRO_STATUS_SUCCESS else {
      throw MediaError(.tooLarge, "unable to draw a page: \(String(cString: cairo_status_to_string(status)))")
    }
    return sink.bytes
  }
}

private final class Sink { var bytes: [UInt8] = [] }

/// Called by cairo with each piece of a PNG.
private func takeBytes(
  _ sink: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<UInt8>?, _ count: UInt32
) -> cairo_status_t {
  guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
  Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().bytes
    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
  return CAIRO_STATUS_SUCCESS
}

/// A rectangle on a page.
struct Area {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }
}

/// A colour and how much of it covers.
struct Ink: Equatable {
  var red, green, blue: Double
  var alpha = 1.0

  /// 0xRRGGBB.
  init(_ code: UInt32, alpha: Double = 1) {
    red = Double(code >> 16 & 255) / 255
    green = Double(code >> 8 & 255) / 255
    blue = Double(code & 255) / 255
    self.alpha = alpha
  }

  func faint(_ alpha: Double) -> Ink {
    var ink = self
    ink.alpha = alpha
    return ink
  }
}

/// Size and weight of letters.
struct Type {
  var size: Double
  var isBold = false

  init(_ size: Double, bold: Bool = false) {
    self.size = size
    isBold = bold
  }
}

/// Which end of a line of text stands at the given place.
enum Side { case left, middle, right }
