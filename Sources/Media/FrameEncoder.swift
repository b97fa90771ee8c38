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
  private var finished = false
  /// Frames written so far.
  public private(set) var frames = 0

  /// Starts the encoder of one clip.
  ///
  /// - Parameter output: name of the MP4 inside `place`; a file of that name is replaced.
  /// - Throws: where ffmpeg is missing or cannot be started, or the stop has been asked for.
  public init(
    profile: HouseProfile, output: String, pixels: Pixels = .bgra, place: Workplace, stop: Stop
  ) throws(MediaError) {
    (self.place, self.output) = (place, output)
    let count = profile.width * profile.height
    frameBytes = pixels == .bgra ? count * 4 : count * 3 / 2
    let arguments =
      Ffmpeg.quiet + Ffmpeg.reporting
      + Ffmpeg.frames(pixels == .bgra ? "bgra" : "yuv420p", width: profile.width, height: profile.height) + [
        "-r", String(profile.fps), "-i", "pipe:0", "-vf",
        pixels == .bgra ? "\(Self.converting),setsar=1,format=yuv420p" : "\(Self.declaring),setsar=1",
      ] + profile.encoderArguments + ["-f", "mp4", "file:\(output)"]
    // The caller draws at its own pace: time spent waiting for ffmpeg counts, and hours for the whole clip. At the end x264 still holds up to 60 frames and says nothing while it encodes them, minutes with a slow preset on a
    // busy machine.
    child = try Ffmpeg.start(
      arguments, in: place, output: .progress { _ in },
      limits: ChildLimits(wallSeconds: 4 * 3600, idleSeconds: 300), stop: stop)
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
