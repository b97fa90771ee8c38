// What ffprobe says about a file: its headers, which may lie, and its packets, which are what a stream copy must not
// change. Reading them decodes nothing; lengths that matter are decoded elsewhere.

/// The headers of a media file.
public struct Probe: Sendable, Equatable {
  /// ffmpeg's name of the demuxer: `mp3`, `mov,mp4,m4a,3gp,3g2,mj2`.
  public var formatName: String
  /// Length by the header, in seconds; nil where it says nothing usable.
  public var headerSeconds: Double?
  /// How sure ffmpeg is of the format, 0 to 100.
  public var score: Int
  public var streams: [Stream]

  /// One stream; nil or empty is what its kind does not have, or ffmpeg does not know.
  public struct Stream: Sendable, Equatable {
    /// `audio`, `video`, `subtitle`, `data`, `attachment`.
    public var kind: String?
    public var codec: String?
    public var codecTag: String?
    public var profile: String?
    public var width: Int?
    public var height: Int?
    /// Shape of a pixel, `1:1`.
    public var pixelShape: String?
    /// Frames a second as a fraction, `30/1`.
    public var frameRate: String?
    /// Seconds a tick as a fraction, `1/15360`.
    public var timeBase: String?
    public var sampleRate: Int?
    public var channels: Int?
    /// SHA-256 of the parameter sets, in hex.
    public var parameterHash: String?
    /// A cover, not a film.
    public var isAttachedPicture: Bool
    /// In the order of the file; only where they were asked for.
    public var packets: [Packet]
  }

  /// The first sound stream.
  public var sound: Stream? { streams.first { $0.kind == "audio" } }
  /// The first picture stream that is no cover art.
  public var picture: Stream? { streams.first { $0.kind == "video" && !$0.isAttachedPicture } }
}

/// One packet as it lies in the file.
public struct Packet: Sendable, Equatable {
  /// When it is shown or heard, in ticks of the stream's time base; nil where the file does not say.
  public var presented: Int?
  /// SHA-256 of its bytes, in hex.
  public var hash: String
}

/// SHA-256 over the packets' own SHA-256s in hex, one a line: equal where every packet is.
public func packetHash(_ packets: some Sequence<Packet>) -> String {
  let digest = Sha256()
  for packet in packets { digest.update((packet.hash + "\n").utf8) }
  return digest.hex()
}

/// Reads the headers of `source`, and all its packets where `packets` says so.
///
/// - Throws: ``MediaError/Kind/failed(status:)`` where it is no media file of a format that `source` allows.
public func probe(
  _ source: MediaFile, packets: Bool = false, in place: Workplace, stop: Stop
) throws(MediaError) -> Probe {
  var report = ProbeReport()
  let entries =
    "format=format_name,duration,probe_score:stream=index,codec_type,codec_name,codec_tag_string,profile,width,height,"
    + "sample_aspect_ratio,r_frame_rate,time_base,sample_rate,channels,extradata_hash:stream_disposition=attached_pic"
    + (packets ? ":packet=stream_index,pts,data_hash" : "")
  try Ffmpeg.probe(
    ["-v", "error", "-of", "default", "-show_data_hash", "sha256", "-show_entries", entries] + source.input, in: place,
    output: .lines { report.take($0) },
    limits: ChildLimits(wallSeconds: 600, outputBytes: 256 << 20, memoryBytes: 4 << 30), stop: stop)
  return report.probe
}
