/// What was measured in a finished film: the document `cuts/N/report.json`. Every figure is read back from the file that
/// people get, none is copied from the plan. Only a film that passed has one.
public struct Report: Codable, Sendable, Equatable {
  /// Number of the cut, from 1.
  public var cut: Int
  /// True: a film that fails a measure is not published.
  public var passed: Bool
  public var width: Int
  public var height: Int
  public var fps: Int
  /// Frames of picture in the file.
  public var frames: Int
  /// Length of the picture.
  public var seconds: Seconds
  /// Length of the song that was analysed.
  public var songSeconds: Seconds
  /// Length of the film's sound as it decodes; the encoder pads it to a whole block, up to 23 ms.
  public var soundSeconds: Seconds
  /// How late the film's sound is against the analysed song, the largest of several windows; negative is early.
  public var audioOffsetMilliseconds: Double
  /// Size of the file.
  public var bytes: Int
  public var loudness: FilmLoudness
  /// SHA-256 of the parameter sets that all clips share.
  public var parameterHash: String
  /// True where all frames were seen, decoded or on their way to our own encoder, and the cuts were looked for.
  public var watched: Bool
  public var shots: [ReportShot]
  /// Cuts whose cue lies on a beat or a downbeat; the others follow the energy of the music, or nothing.
  public var musicalCuts: Int
  /// What a person should know though the film passed; plain sentences.
  public var warnings: [String]

  public init(
    cut: Int, passed: Bool, width: Int, height: Int, fps: Int, frames: Int, seconds: Seconds, songSeconds: Seconds,
    soundSeconds: Seconds, audioOffsetMilliseconds: Double, bytes: Int, loudness: FilmLoudness, parameterHash: String,
    watched: Bool, shots: [ReportShot], musicalCuts: Int, warnings: [String]
  ) {
    self.cut = cut
    self.passed = passed
    self.width = width
    self.height = height
    self.fps = fps
    self.frames = frames
    self.seconds = seconds
    self.songSeconds = songSeconds
    self.soundSeconds = soundSeconds
    self.audioOffsetMilliseconds = audioOffsetMilliseconds
    self.bytes = bytes
    self.loudness = loudness
    self.parameterHash = parameterHash
    self.watched = watched
    self.shots = shots
    self.musicalCuts = musicalCuts
    self.warnings = warnings
  }
}

/// Loudness of a film's sound after encoding (EBU R 128).
public struct FilmLoudness: Codable, Sendable, Equatable {
  /// Integrated loudness in LUFS; -70 for silence.
  public var integrated: Double
  /// Highest true peak in dBTP; nil for digital silence.
  public var truePeak: Double?

  public init(integrated: Double, truePeak: Double?) {
    self.integrated = integrated
    self.truePeak = truePeak
  }
}

/// One shot as it lies in the film.
public struct ReportShot: Codable, Sendable, Equatable {
  public var id: String
  public var take: Int
  /// Frame of the film on which the shot begins.
  public var startFrame: Int
  public var frames: Int
  /// Digest over the shot's packets as read from the film; equal to its take's.
  public var packetHash: String
  /// The cue that the cut serves; nil where it serves none.
  public var cue: CueKind?
  /// The musical instant that the cue really lies on. Only a cut whose cue lies on one is musical; nil without a cue.
  public var snappedTo: CueSnap?
  /// Time of the shot's first frame in the film minus the cue's time, in milliseconds; nil without a cue.
  public var offsetMilliseconds: Double?
  /// Whether a viewer sees the cut into this shot; nil for the first shot, and where nobody looked.
  public var cutFound: Bool?

  public init(
    id: String, take: Int, startFrame: Int, frames: Int, packetHash: String, cue: CueKind?,
    snappedTo: CueSnap?, offsetMilliseconds: Double?, cutFound: Bool?
  ) {
    self.id = id
    self.take = take
    self.startFrame = startFrame
    self.frames = frames
    self.packetHash = packetHash
    self.cue = cue
    self.snappedTo = snappedTo
    self.offsetMilliseconds = offsetMilliseconds
    self.cutFound = cutFound
  }
}
