// The only way to ffmpeg and ffprobe: everything that reads media runs in a box (Fence) and within limits, whoever
// wrote the file.

/// Calls of ffmpeg and ffprobe.
public enum Ffmpeg {
  /// No questions, no banner, errors only, existing outputs replaced.
  public static let quiet = ["-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y"]
  /// Headway on standard output, four blocks a second (see ``Headway``).
  public static let reporting = ["-progress", "pipe:1", "-stats_period", "0.25"]
  /// Raw frames of ours on standard input: the one thing that is read from there.
  public static func frames(_ pixels: String, width: Int, height: Int) -> [String] {
    ["-protocol_whitelist", "pipe", "-f", "rawvideo", "-pix_fmt", pixels, "-s", "\(width)x\(height)"]
  }

  /// The C library's malloc (mallopt(3)) gives large blocks back to the system and fetches them again for every frame: 3 ms of
  /// clearing pages for one of 1080x1920. Here it keeps them.
  private static let environment =
    Child.plainEnvironment + ["MALLOC_MMAP_THRESHOLD_=1073741824", "MALLOC_TRIM_THRESHOLD_=2147483648"]

  /// Runs ffmpeg to its end. It may open what `arguments` name as `file:NAME`, and nothing else.
  ///
  /// - Parameter more: further inputs in `place`, which a list of ours names.
  /// - Returns: the end of its standard error.
  /// - Throws: as ``Child/run(_:_:in:input:output:limits:environment:fence:stop:)``.
  @discardableResult public static func run(
    _ arguments: [String], reading more: [String] = [], in place: Workplace?, input: Child.Input = .nothing,
    output: Child.Output = .discard, limits: ChildLimits = ChildLimits(), stop: Stop
  ) throws(MediaError) -> String {
    let fence = Fence(of: arguments, reading: more)
    let complaints = try Child.run(
      try Tool.ffmpeg(), arguments, in: place, input: input, output: output, limits: limits, environment: environment,
      fence: fence, stop: stop)
    // Exit status 0 is a claim, the file is the proof.
    if let place, let missing = fence.writes.first(where: { place.size($0) ?? 0 == 0 }) {
      throw MediaError(
        .failed(status: 0), "unable to finish ffmpeg: it said that all is well, but wrote no \(missing)",
        tail: complaints)
    }
    return complaints
  }

  /// Starts ffmpeg with a pipe for its standard input.
  static func start(
    _ arguments: [String], in place: Workplace, output: Child.Output, limits: ChildLimits, stop: Stop
  ) throws(MediaError) -> Child {
    try Child(
      try Tool.ffmpeg(), arguments, in: place, input: .pipe, output: output, limits: limits,
      environment: environment, fence: Fence(of: arguments), stop: stop)
  }

  /// Runs ffprobe to its end.
  static func probe(
    _ arguments: [String], in place: Workplace, output: Child.Output, limits: ChildLimits, stop: Stop
  ) throws(MediaError) {
    try Child.run(
      try Tool.ffprobe(), arguments, in: place, output: output, limits: limits, fence: Fence(of: arguments), stop: stop)
  }
}
