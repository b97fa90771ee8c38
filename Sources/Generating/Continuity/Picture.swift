import Vocabulary

/// A decoded picture: what continuity is measured on. Small ones will do (about 200 × 350).
public struct Picture: Sendable, Equatable {
  public let width, height: Int
  /// Row by row.
  public let pixels: [Lab]

  /// RGB, three bytes a pixel; nil where the bytes are not `width × height` pixels.
  public init?(width: Int, height: Int, rgb: [UInt8]) {
    guard width > 0, height > 0, rgb.count == width * height * 3 else { return nil }
    (self.width, self.height) = (width, height)
    pixels = stride(from: 0, to: rgb.count, by: 3).map { Lab(red: rgb[$0], green: rgb[$0 + 1], blue: rgb[$0 + 2]) }
  }

  /// True where two pictures of one size differ by more than grain does: where one garment was given another colour,
  /// that is the garment. All false for pictures of different sizes.
  public func difference(from other: Picture, least: Double = 9) -> [Bool] {
    guard other.width == width, other.height == height else { return [Bool](repeating: false, count: pixels.count) }
    return zip(pixels, other.pixels).map { $0.clothDistance($1) > least }
  }
}
