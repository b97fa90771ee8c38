// What ffprobe says about a file: its headers, which may lie. Lengths that matter are decoded instead.
import FoundationEssentials

/// The headers of a media file.
public struct Probe: Sendable, Equatable, Decodable {
  public var format: Format
  public var streams: [Stream]

  public struct Format: Sendable, Equatable, Decodable {
    /// ffmpeg's name of the demuxer: `mp3`, `mov,mp4,m4a,3gp,3g2,mj2`.
    public var formatName: String
    /// Seconds as the header has it, as text; may be absent or "N/A". See ``Probe/headerSeconds``.
    public var duration: String?
    /// How sure ffmpeg is of the format, 0 to 100.
    public var probeScore: Int
  }

  public struct Stream: Sendable, Equatable, Decodable {
    public var index: Int
    /// `audio`, `video`, `subtitle`, `data`, `attachment`; nil where ffmpeg does not know.
    public var codecType: String?
    public var codecName: String?
    public var codecTagString: String?
    public var profile: String?
    public var width: Int?
    public var height: Int?
    public var pixFmt: String?
    public var sampleAspectRatio: String?
    /// A fraction, `30/1`.
    public var rFrameRate: String?
    public var timeBase: String?
    public var sampleRate: String?
    public var channels: Int?
    public var colorSpace: String?
    public var colorRange: String?
    /// `MD5:` and 32 digits over the parameter sets; only where it was asked for.
    public var extradataHash: String?
    public var disposition: Disposition?
  }

  public struct Disposition: Sendable, Equatable, Decodable {
    public var attachedPic: Int?
  }

  /// The first sound stream.
  public var sound: Stream? { streams.first { $0.codecType == "audio" } }
  /// The first picture stream that is no cover art.
  public var picture: Stream? { streams.first { $0.codecType == "video" && $0.disposition?.attachedPic != 1 } }
  /// Length by the header; nil where it says nothing usable.
  public var headerSeconds: Double? { format.duration.flatMap(Double.init).flatMap { $0.isFinite && $0 > 0 ? $0 : nil } }
}

/// Reads the headers of `source`.
///
/// - Throws: ``MediaError/Kind/failed(status:)`` where it is no media file of a format that `source` allows.
public func probe(_ source: MediaFile, in place: Workplace, stop: Stop) throws(MediaError) -> Probe {
  var json: [UInt8] = []
  let arguments =
    ["-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_data_hash", "md5"] + source.input
  try Child.run(
    try Tool.ffprobe(), arguments, in: place, output: .bytes { json += $0 },
    limits: ChildLimits(wallSeconds: 120, outputBytes: 8 << 20), stop: stop)
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  do {
    return try decoder.decode(Probe.self, from: Data(json))
  } catch {
    throw MediaError(.unreadable, "unable to read what ffprobe says about \(source.name): \(error)")
  }
}
