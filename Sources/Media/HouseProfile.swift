// The one way a clip of a film is encoded. Clips are joined by copying their packets, which is exact only if every clip
// was encoded with the same settings: x264 puts them into the stream's parameter sets.

/// Size, rate and quality of the conformed clips of one film.
public struct HouseProfile: Codable, Sendable, Equatable, Hashable {
  /// Pixels, both even.
  public var width: Int
  public var height: Int
  /// Whole frames a second.
  public var fps: Int
  /// x264's constant rate factor, 0 (lossless) to 51; 22 by default.
  public var crf: Int
  /// x264's preset, from `ultrafast` to `veryslow`, or `house`: the search of `ultrafast` with the tools that cost little
  /// (CABAC, the deblocking filter, 8 × 8 transforms), which drawn pictures gain most from.
  public var preset: String
  /// For platforms that ask for files without edit lists: no B-frames, so that picture and sound begin at 0 by
  /// themselves. About 8 % larger, and the first 23 ms of the song are silent.
  public var upload: Bool

  public init(
    width: Int, height: Int, fps: Int, crf: Int = 22, preset: String = "house", upload: Bool = false
  ) {
    self.width = width
    self.height = height
    self.fps = fps
    self.crf = crf
    self.preset = preset
    self.upload = upload
  }

  /// What a film may be encoded with: our own, then x264's presets, fastest first.
  public static let presets = [
    "house", "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow",
  ]

  /// Ticks a second of every clip's picture track: 512 for each frame, so that a frame is a whole number of ticks.
  public var timescale: Int { 512 * fps }

  /// What keeps ffmpeg's muxer from writing edit lists, where the profile has none.
  public var editLists: [String] { upload ? ["-use_editlist", "0"] : [] }

  private var isHouse: Bool { preset == "house" }

  /// What makes x264's parameter sets the same for every rate factor, and `house` of its fastest preset: a drawn frame
  /// takes 16 ms instead of 42 with `veryfast` (docs/benchmarks.md has what that costs).
  private var parameters: String {
    "stitchable=1" + (isHouse ? ":cabac=1:deblock=0,0:8x8dct=1:analyse=none" : "")
  }

  /// ffmpeg's arguments from the picture's codec on, without the output name. Two clips made with equal arguments have
  /// equal parameter sets (`stitchable=1`, `-threads 1`; the sets hold the pixel's shape and the place of chroma too, so
  /// the filters before it end square with `setsar=1`), and the same input gives the same bytes.
  public var encoderArguments: [String] {
    [
      "-an", "-c:v", "libx264", "-preset", isHouse ? "ultrafast" : preset, "-crf", String(crf), "-profile:v", "high",
      "-g", String(2 * fps), "-keyint_min", String(2 * fps), "-sc_threshold", "0", "-flags", "+cgop", "-bf",
      upload ? "0" : "2",
      "-x264-params", parameters, "-threads", "1", "-pix_fmt", "yuv420p", "-colorspace", "bt709",
      "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv", "-chroma_sample_location", "left",
      "-video_track_timescale", String(timescale), "-map_metadata", "-1", "-map_metadata:s:v", "-1", "-map_chapters",
      "-1", "-write_tmcd", "0", "-fflags", "+bitexact",
    ] + editLists
  }
}
