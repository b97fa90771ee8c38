// What a detector of cuts and the storyboard want to see of a clip, as ffmpeg makes it beside something else: while it
// decodes a clip from elsewhere, or while it encodes one of our own.

/// Every frame of a clip, tiny, and one of them as a picture for the storyboard.
public struct Glimpses: Sendable, Equatable {
  public static let width = 36
  public static let height = 64
  /// Bytes of one frame: three whole planes.
  public static let frameBytes = width * height * 3

  /// The frames, one after the other.
  public var frames: [UInt8]
  /// Name of the one picture, a PNG in the workplace of the clip.
  public var tile: String

  public init(frames: [UInt8], tile: String) {
    self.frames = frames
    self.tile = tile
  }

  /// How many frames were seen.
  public var count: Int { frames.count / Self.frameBytes }
}

extension Glimpses {
  /// What makes a frame tiny.
  public static let filter = "scale=\(width):\(height):flags=area,format=yuv444p"
  /// The tiny frames on standard output, out of the graph's `[tiny]`.
  public static let output = ["-map", "[tiny]", "-f", "rawvideo", "pipe:1"]

  /// The tile as a file, out of the graph's `[tile]`.
  public static func output(tile: String) -> [String] {
    ["-map", "[tile]", "-frames:v", "1", "-f", "image2", "-update", "1", "file:\(tile)"]
  }

  /// What makes a frame the tile of its shot. Its width is what a page of few shots shows; a page of many shrinks it.
  public static func tileFilter(_ profile: HouseProfile) -> String {
    let width = 300
    return "scale=\(width):\(max(2, width * profile.height / profile.width / 2 * 2)):flags=area"
  }

  /// What takes the tile out of a stream: the frame with this number, counted from 0.
  public static func tileFilter(_ profile: HouseProfile, frame: Int) -> String {
    "select='eq(n,\(frame))',\(tileFilter(profile))"
  }
}
