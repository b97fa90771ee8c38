/// What is heard in a song: the document `analysis.json`. Later stages know the song through it alone.
///
/// All times are seconds from the first decoded sample, ascending within each list, and never outside
/// `0...duration`. Lists are empty where nothing was heard: a song without a steady tempo has `tempo == nil`, no beats
/// and no downbeats, and is still a song.
public struct MusicMap: Codable, Sendable, Equatable {
  /// Length of what decodes, in seconds: samples divided by the sample rate.
  public var duration: Seconds
  /// Beats a minute; nil where no steady beat was heard.
  public var tempo: Double?
  /// How likely the tempo is right and not its half, double or another, 0 to 1; 0 where there is none.
  public var tempoConfidence: Double
  /// Which share of the beats probably lies where a listener taps, 0 to 1; 0 without beats. docs/hearing.md has how often
  /// both were right. Read as 1 where an older document says nothing.
  @SureUnlessSaid public var beatConfidence: Double
  /// Beats in one bar (2 to 7); nil without beats.
  public var beatsPerBar: Int?
  public var beats: [Seconds]
  public var downbeats: [Seconds]
  /// How strongly each beat of `beats` is played, 0 to 1; same length as `beats`.
  public var beatStrength: [Double]
  /// Loudness of the whole song.
  public var loudness: Loudness
  /// How loud and how busy the song is over time: what light and motion follow.
  public var envelope: Envelope
  /// Tiles `0...duration` without gap or overlap; one section at least.
  public var sections: [Section]
  /// The instants of `cues`, always with 0 first and the duration last.
  public var cuePoints: [Seconds]
  public var cues: [Cue]
  public var events: [MusicEvent]
  /// What a listener should know before trusting this map ("no steady beat", "silence"); plain sentences.
  public var notes: [String]

  public init(
    duration: Seconds, tempo: Double?, tempoConfidence: Double, beatConfidence: Double = 1, beatsPerBar: Int?,
    beats: [Seconds], downbeats: [Seconds], beatStrength: [Double], loudness: Loudness, envelope: Envelope,
    sections: [Section],
    cuePoints: [Seconds], cues: [Cue], events: [MusicEvent], notes: [String]
  ) {
    self.duration = duration
    self.tempo = tempo
    self.tempoConfidence = tempoConfidence
    self.beatConfidence = beatConfidence
    self.beatsPerBar = beatsPerBar
    self.beats = beats
    self.downbeats = downbeats
    self.beatStrength = beatStrength
    self.loudness = loudness
    self.envelope = envelope
    self.sections = sections
    self.cuePoints = cuePoints
    self.cues = cues
    self.events = events
    self.notes = notes
  }

  /// The section that is playing at `time`; the last one at and after the end.
  public func section(at time: Seconds) -> Section? {
    sections.last { $0.start <= time } ?? sections.first
  }
}

/// Seconds since the first decoded sample of the song.
public typealias Seconds = Double

/// How loud a song is as a whole.
public struct Loudness: Codable, Sendable, Equatable {
  /// Mean level in dB relative to full scale (a full-scale sine is -3); -120 for digital silence.
  public var meanLevel: Double
  /// Highest sample in dB relative to full scale; -120 for digital silence.
  public var peak: Double

  public init(meanLevel: Double, peak: Double) {
    self.meanLevel = meanLevel
    self.peak = peak
  }
}

/// Two curves over the whole song, sampled at a fixed rate.
public struct Envelope: Codable, Sendable, Equatable {
  /// Values a second.
  public var rate: Double
  /// Energy from 0 (silence) to 1 (the loudest moment of this song); one value each `1 / rate` seconds.
  public var level: [Double]
  /// Onset strength from 0 to 1, the peak inside each step; same length as `level`.
  public var onset: [Double]

  public init(rate: Double, level: [Double], onset: [Double]) {
    self.rate = rate
    self.level = level
    self.onset = onset
  }

  /// `level` at `time`, linearly interpolated; 0 where the curve is empty.
  public func level(at time: Seconds) -> Double { Self.value(of: level, at: time * rate) }
  /// `onset` at `time`, linearly interpolated; 0 where the curve is empty.
  public func onset(at time: Seconds) -> Double { Self.value(of: onset, at: time * rate) }

  private static func value(of curve: [Double], at position: Double) -> Double {
    guard !curve.isEmpty, position.isFinite else { return 0 }
    let clamped = min(max(position, 0), Double(curve.count - 1))
    let low = Int(clamped)
    let high = min(low + 1, curve.count - 1)
    return curve[low] + (curve[high] - curve[low]) * (clamped - Double(low))
  }
}
