import CCairo
import CShim

/// Sheets that lie on each other and are laid on the frame at once, because one pass over the frame costs as much as a
/// sheet: what an opaque sheet hides is then never looked at, and no stretch of a row leaves the nearest cache.
struct Stack {
  private var sheets: [rs_sheet] = []
  /// Nothing of what the frame holds is to be seen.
  private var isFirst = false

  /// A new frame begins: nothing of the one before is to be seen.
  mutating func begin() {
    sheets.removeAll(keepingCapacity: true)
    isFirst = true
  }

  /// Adds a layer with its corner at this place of the frame, in pixels of the frame, drawn `size` times as large.
  /// Whole pixels are touched only.
  mutating func add(_ layer: Layer, at: Point, size: Double, alpha: Double, on frame: Canvas) {
    let picture = layer.picture
    if picture.kinds == nil { picture.settle() }
    guard let kinds = picture.kinds, size > 0 else { return }
    let end = at + Point(Double(picture.width), Double(picture.height)) * size
    // Where a sheet repeats, the next copy begins at the pixel with which this one ends.
    let right = end.x.rounded(layer.period == nil ? .down : .up)
    let box = (
      max(0, at.x.rounded(.up)), max(0, at.y.rounded(.up)), min(Double(frame.width), right),
      min(Double(frame.height), end.y.rounded(.down))
    )
    guard box.2 > box.0, box.3 > box.1, alpha > 0.004 else { return }
    // The middle of a pixel of the frame lies half a pixel from its edge, and so does that of the picture's.
    let first = (Point(0.5, 0.5) - at) / size - Point(0.5, 0.5)
    let pixels = cairo_image_surface_get_data(picture.surface)
    sheets.append(
      rs_sheet(
        pixels: UnsafeRawPointer(pixels!).assumingMemoryBound(to: UInt32.self), kinds: kinds,
        width: Int32(picture.width), height: Int32(picture.height), left: Int32(box.0), top: Int32(box.1),
        right: Int32(box.2), bottom: Int32(box.3), x: fixed(first.x), y: fixed(first.y), step: max(1, fixed(1 / size)),
        alpha: Int32(min(256, (alpha * 256).rounded()))))
  }

  /// Lays down what was added.
  mutating func lay(on frame: Canvas) {
    guard isFirst || !sheets.isEmpty else { return }
    frame.pixels { all in
      rs_lay_sheets(
        all.baseAddress, Int32(frame.width), Int32(frame.height), sheets, Int32(sheets.count), isFirst, false)
    }
    sheets.removeAll(keepingCapacity: true)
    isFirst = false
  }

  private func fixed(_ value: Double) -> Int64 { Int64((value * 65536).rounded()) }
}
