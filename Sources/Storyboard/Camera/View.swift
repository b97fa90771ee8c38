/// The frame in drawing units: always 1920 high, as wide as the format asks. Drawings never see pixels.
struct View {
  static let height = 1920.0
  let width: Double
  /// Pixels of one unit.
  let scale: Double
  let pixelWidth, pixelHeight: Int

  init(width: Int, height: Int) {
    (pixelWidth, pixelHeight) = (width, height)
    scale = Double(height) / View.height
    self.width = Double(width) / scale
  }

  var height: Double { View.height }
  var middle: Point { Point(width / 2, View.height / 2) }
}
