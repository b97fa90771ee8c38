import CCairo
import CShim

/// Where a figure stands on the frame: the place of its soles, in pixels, and how many pixels one of its units has.
struct Stand: Equatable {
  var at: Point
  var scale: Double
}

/// One figure as it was last drawn: a sheet of its own, so that the frames until its next drawing only move it.
///
/// What lies below a figure (its shadow, a seat) is part of the sheet; a thin edge of light along the side that faces the
/// light is, too: the scene touches the lead there, and leaves the wardrobe its colour.
final class FigureSheet {
  private var figure = Canvas(width: 1, height: 1)
  private var sheet = Canvas(width: 1, height: 1)
  /// How it moved when it was drawn; nil before the first drawing.
  private var motion: Motion?
  /// Where the figure stood then, and the pixel of the frame that the sheet's corner lay on.
  private var stand = Stand(at: .zero, scale: 1)
  private var corner = Point.zero
  /// What of the canvases the drawing may use.
  private var size = Point.zero
  /// The figure is nowhere on the frame.
  private var isAway = false

  /// Pixels around the frame that are drawn, too: a figure may go that far before its next drawing. More than a rim.
  private static let margin = 40.0

  /// Draws the figure at `stand`, unless it was drawn just so the last time.
  func draw(
    _ motion: Motion, _ stand: Stand, facing: Double, on view: View, in light: FigureLight, below: (Canvas) -> Void,
    _ body: (Canvas) -> Void
  ) {
    guard motion != self.motion || stand != self.stand else { return }
    (self.motion, self.stand) = (motion, stand)
    guard begin(stand, view) else { return }
    paint(on: sheet, facing, below)
    paint(on: figure, facing, body)
    light.fall(on: figure, Stand(at: stand.at - corner, scale: stand.scale), into: sheet, unit: view.scale)
    sheet.settle()
  }

  private func paint(on canvas: Canvas, _ facing: Double, _ body: (Canvas) -> Void) {
    canvas.local {
      cairo_rectangle(canvas.cr, 0, 0, size.x, size.y)
      cairo_clip(canvas.cr)
      canvas.translate(stand.at.x - corner.x, stand.at.y - corner.y)
      canvas.scale(stand.scale * facing, stand.scale)
      body(canvas)
    }
  }

  /// Adds the sheet to `stack` for a frame that shows the figure at `now`.
  func add(to stack: inout Stack, at now: Stand, on frame: Canvas) {
    guard !isAway else { return }
    let size = now.scale / stand.scale
    let layer = Layer(picture: sheet, corner: .zero, scale: 1, depth: 0, period: nil, drive: nil)
    stack.add(layer, at: now.at + (corner - stand.at) * size, size: size, alpha: 1, on: frame)
  }

  /// Empties both canvases for a figure at `stand`; false where nothing of it would be seen.
  private func begin(_ stand: Stand, _ view: View) -> Bool {
    let reach = Point(repeating: Self.margin)
    let first = pointwiseMax(stand.at + Point(-70, -135) * stand.scale, -reach).rounded(.down)
    let end = Point(Double(view.pixelWidth), Double(view.pixelHeight)) + reach
    let last = pointwiseMin(stand.at + Point(70, 10) * stand.scale, end).rounded(.up)
    size = last - first
    isAway = size.x < 1 || size.y < 1
    guard !isAway else { return false }
    corner = first
    // A row and a column beyond the drawing stay empty, so that it looks the same on any canvas that holds it.
    makeRoom(width: Int(size.x) + 1, height: Int(size.y) + 1)
    return true
  }

  /// Empty canvases of at least this size. Every new one is megabytes of pages that the system has to clear, so they grow
  /// by steps and stay.
  private func makeRoom(width: Int, height: Int) {
    guard width > figure.width || height > figure.height else {
      for canvas in [figure, sheet] { canvas.pixels { $0.update(repeating: 0) } }
      return
    }
    func step(_ needed: Int, _ has: Int) -> Int { (max(needed, has) + 63) / 64 * 64 }
    let (wide, high) = (step(width, figure.width), step(height, figure.height))
    figure = Canvas(width: wide, height: high)
    sheet = Canvas(width: wide, height: high)
  }
}
