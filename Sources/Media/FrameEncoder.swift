// Frames in, a clip in the house profile out: raw pictures go through a pipe into ffmpeg. The child belongs to the
// thread that made the encoder (see Child): make it, feed it and finish it on one thread.

/// One clip being encoded. ``finish()`` makes it whole; anything else leaves no promise about the output.
public final class FrameEncoder {
  /// How a frame lies in memory, rows without gaps.
  public enum Pixels: Sendable {
    /// Four bytes a pixel; alpha is ignored.
    case bgra
    /// Three planes, BT.709, 16 to 235, two by two pixels sharing their colour, which lies in line with the left ones:
    /// what the clip holds, so that nothing has to be converted.
    case yuv420p
  }

  private let child: Child
  private let place: Workplace
  private let output: String
  private let frameBytes: Int
  private let tile: Tile?
  private let seen = Seen()
  private var finished = false
  /// Frames written so far.
  public private(set) var frames = 0

  /// The frame that is kept as a picture.
  public struct Tile: Sendable {
    /// Name of the PNG inside the place; a file of that name is replaced.
    public var name: String
    /// Counted from 0.
    public var frame: Int

    public init(name: String, frame: Int) {
      self.name = name
      self.frame = frame
    }
  }

  /// The tiny frames so far.
  private final class Seen { var bytes: [UInt8] = [] }

  /// Starts the encoder of one clip.
  ///
  /// - Parameters:
  ///   - output: name of the MP4 inside `place`; a file of that name is replaced.
  ///   - tile: where ``glimpses`` are wanted, the frame for their picture.
  /// - Throws: where ffmpeg is missing or cannot be started, or the stop has been asked for.
  public init(
    profile: HouseProfile, output: String, pixels: Pixels = .bgra, tile: Tile? = nil, place: Workplace, stop: Stop
  ) throws(MediaError) {
    (self.place, self.output, self.tile) = (place, output, tile)
    let count = profile.width * profile.height
    frameBytes = pixels == .bgra ? count * 4 : count * 3 / 2
    let arguments =
      Ffmpeg.quiet + (tile == nil ? Ffmpeg.reporting : [])
      + Ffmpeg.frames(pixels == .bgra ? "bgra" : "yuv420p", width: profile.width, height: profile.height)
      + ["-r", String(profile.fps), "-i", "pipe:0"] + Self.graph(profile, pixels, tile)
      + profile.encoderArguments + ["-f", "mp4", "file:\(output)"]
    // The caller draws at its own pace: time spent waiting for ffmpeg counts, and hours for the whole clip. At the end x264
    // still holds up to 60 frames and says nothing while it encodes them, minutes with a slow preset on a busy machine.
    child = try Ffmpeg.start(
      arguments, in: place, output: tile == nil ? .progress { _ in } : .bytes { [seen] in seen.bytes += $0 },
      limits: ChildLimits(wallSeconds: 4 * 3600, idleSeconds: 300, outputBytes: 16 << 30), stop: stop)
  }

  /// The filters before the encoder; the clip itself is the last output.
  private static func graph(_ profile: HouseProfile, _ pixels: Pixels, _ tile: Tile?) -> [String] {
    let film = pixels == .bgra ? "\(converting),setsar=1,format=yuv420p" : "\(declaring),setsar=1"
    guard let tile else { return ["-vf", film] }
    let graph =
      "[0:v:0]\(film),split=3[film][all][one];[all]\(Glimpses.filter)[tiny];"
      + "[one]\(Glimpses.tileFilter(profile, frame: tile.frame))[tile]"
    return ["-filter_complex_threads", "1", "-filter_complex", graph] + Glimpses.output
      + Glimpses.output(tile: tile.name) + ["-map", "[film]"]
  }

  /// What the encoder was given, as a detector of cuts and the storyboard see it; nil before ``finish()``, where no tile
  /// was asked for, or where ffmpeg had anything to complain about.
  public var glimpses: Glimpses? {
    guard finished, let tile, child.errorTail.isEmpty, place.size(tile.name) ?? 0 > 0 else { return nil }
    return Glimpses(frames: seen.bytes, tile: tile.name)
  }

  private static let converting = "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic"
  private static let declaring =
    "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709:field_mode=prog"

  /// Writes one frame: `width × height × 4` bytes of BGRA, or half as many again as it has pixels of planes.
  ///
  /// - Throws: the child's error where it has ended; ``MediaError/Kind/stopped`` after a stop.
  public func write(_ frame: UnsafeRawBufferPointer) throws(MediaError) {
    guard frame.count == frameBytes else {
      throw MediaError(.unreadable, "unable to encode a frame: it has \(frame.count) bytes, not \(frameBytes)")
    }
    try child.write(frame)
    frames += 1
  }

  /// Ends the clip and waits until it is written.
  ///
  /// - Throws: anything but success; the output is then incomplete.
  public func finish() throws(MediaError) {
    guard !finished else { return }
    finished = true
    try child.wait()
    guard place.isWholeMP4(output) else {
      throw MediaError(
        .failed(status: 0), "unable to finish ffmpeg: it said that all is well, but \(output) is not whole")
    }
  }

  /// Ends the child at once; the output stays incomplete.
  public func abandon() {
    finished = true
    child.abandon()
  }
}
