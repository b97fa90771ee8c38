import Media

extension Picture {
  /// The size that pictures are measured at: the figures do not change with more.
  public static let measured = (width: 202, height: 360)

  /// One frame of a picture or a clip, at ``measured`` size whatever its shape: colours and shares stay as they are.
  ///
  /// - Throws: ``MediaError/Kind/failed(status:)`` where it does not decode, or has no such frame.
  public init(decoding file: MediaFile, frame: Int = 0, in place: Workplace, stop: Stop) throws(MediaError) {
    let (width, height) = Picture.measured
    var bytes: [UInt8] = []
    try Ffmpeg.run(
      Ffmpeg.quiet + ["-threads", "1"] + file.input + [
        "-vf", "select='eq(n,\(frame))',scale=\(width):\(height):flags=area", "-frames:v", "1", "-f", "rawvideo",
        "-pix_fmt", "rgb24", "pipe:1",
      ], in: place, output: .bytes { bytes.append(contentsOf: $0) }, limits: Picture.limits, stop: stop)
    guard let picture = Picture(width: width, height: height, rgb: bytes) else {
      throw MediaError(.failed(status: 0), "unable to decode \(file.name): it has no frame \(frame)")
    }
    self = picture
  }

  private static let limits = ChildLimits(
    wallSeconds: 120, outputBytes: 4 << 20, cpuSeconds: 60, memoryBytes: 4 << 30)
}
