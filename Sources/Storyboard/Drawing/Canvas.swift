import CCairo
import CShim

/// One cairo surface and its pen. Belongs to one thread at a time; nothing is shared between calls.
final class Canvas {
  let surface: OpaquePointer
  let cr: OpaquePointer
  let width: Int
  let height: Int
  /// What each block holds (see `rs_find_kinds`); nil until ``settle()``.
  private(set) var kinds: UnsafeMutablePointer<UInt8>?

  /// Transparent at first.
  init(width: Int, height: Int) {
    _ = Self.tidy
    self.width = max(width, 1)
    self.height = max(height, 1)
    surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(self.width), Int32(self.height))
    cr = cairo_create(surface)
  }

  /// Canvases are the largest things in the process, and live shortly.
  private static let tidy: Void = rs_return_large_blocks()

  deinit {
    kinds?.deallocate()
    cairo_destroy(cr)
    cairo_surface_destroy(surface)
  }

  /// The pixels, premultiplied, `width * 4` bytes a row (cairo's stride for this format is always that).
  func pixels<R>(_ body: (UnsafeMutableBufferPointer<UInt32>) -> R) -> R {
    cairo_surface_flush(surface)
    defer { cairo_surface_mark_dirty(surface) }
    let start = UnsafeMutableRawPointer(cairo_image_surface_get_data(surface)!)
    let count = width * height
    return body(UnsafeMutableBufferPointer(start: start.bindMemory(to: UInt32.self, capacity: count), count: count))
  }

  /// Says that the picture is finished, and may be laid on frames from now on.
  func settle() {
    let blocks = Int(rs_blocks(Int32(width), Int32(height)))
    let found = kinds ?? .allocate(capacity: blocks)
    pixels { all in rs_find_kinds(all.baseAddress, Int32(width), Int32(height), found) }
    kinds = found
  }

  /// Another canvas with the same pixels.
  func copied() -> Canvas {
    let copy = Canvas(width: width, height: height)
    pixels { here in copy.pixels { there in _ = there.update(from: here) } }
    return copy
  }

  /// Draws in a frame of its own: transforms and clips end with `body`.
  func local(_ body: () -> Void) {
    cairo_save(cr)
    body()
    cairo_restore(cr)
  }

  /// Draws `body` as one picture, then lays it down with `alpha`.
  func group(alpha: Double = 1, _ body: () -> Void) {
    cairo_push_group(cr)
    body()
    cairo_pop_group_to_source(cr)
    cairo_paint_with_alpha(cr, alpha)
  }

  func translate(_ x: Double, _ y: Double) { cairo_translate(cr, x, y) }
  func scale(_ x: Double, _ y: Double) { cairo_scale(cr, x, y) }
  func rotate(_ angle: Double) { cairo_rotate(cr, angle) }
  func clear() {
    cairo_set_operator(cr, CAIRO_OPERATOR_CLEAR)
    cairo_paint(cr)
    cairo_set_operator(cr, CAIRO_OPERATOR_OVER)
  }
  /// Light adds up from here on; the rest of the pen's settings stay.
  func adding(_ body: () -> Void) {
    cairo_set_operator(cr, CAIRO_OPERATOR_ADD)
    body()
    cairo_set_operator(cr, CAIRO_OPERATOR_OVER)
  }
}
