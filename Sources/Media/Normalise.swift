// Somebody's song becomes song.wav: 44.1 kHz, stereo, 16 bits. Its length is what decodes. Headers lie (a raw AAC by
// 11 s of 206), damaged files decode with exit status 0, and a cut FLAC says nothing at all: so the decoded length is
// compared with the header's, and a song with a hole is taken with a warning, because picture and sound both follow
// song.wav and stay together.

/// A song as everything after it knows it.
public struct NormalisedSong: Sendable, Equatable {
  /// Sample frames at 44,100 a second.
  public var samples: Int
  /// What its owner should know; plain sentences.
  public var warnings: [String]
  /// No sample louder than -60 dB of full scale.
  public var isSilent: Bool
  /// Format and codec: "mp3", "mov,mp4,m4a,3gp,3g2,mj2: aac".
  public var sourceFormat: String
  /// It was the sound of a video.
  public var hadPicture: Bool

  public var seconds: Double { Double(samples) / 44100 }
}

/// How long a song may be, in decoded seconds.
public struct SongLimits: Sendable, Equatable {
  public var least: Double
  public var most: Double

  public init(least: Double = 5, most: Double = 1200) {
    self.least = least
    self.most = most
  }
}

/// Decodes `song` (a name inside `place`) into `output`.
///
/// - Throws: ``SongError/song(_:)`` where another try cannot help; ``SongError/machine(_:)`` where it may.
public func normalise(
  song: String, to output: String = "song.wav", limits: SongLimits = SongLimits(), in place: Workplace, stop: Stop
) throws(SongError) -> NormalisedSong {
  let source = MediaFile.song(song)
  let found = try judged(.notMedia) { () throws(MediaError) in try probe(source, in: place, stop: stop) }
  try checkHeaders(found)
  let part = output + ".part"
  defer { place.remove(part) }
  let complaints = try decode(source, to: part, limits: limits, found, in: place, stop: stop)
  var peak = 0
  let decoded = try machine { () throws(MediaError) in
    try readSong(part, in: place) { for sample in $0 { peak = max(peak, abs(Int(sample))) } }
  }
  try checkLength(decoded, limits, found, complaints)
  try machine { () throws(MediaError) in try place.rename(part, to: output) }
  return NormalisedSong(
    samples: decoded.frames, warnings: warnings(found, decoded.seconds, complaints), isSilent: peak <= 33,
    sourceFormat: "\(found.formatName): \(found.sound?.codec ?? "?")", hadPicture: found.picture != nil)
}

private func checkHeaders(_ found: Probe) throws(SongError) {
  guard found.score >= 50 else { throw .song(.notMedia) }
  guard let sound = found.sound else { throw .song(found.picture == nil ? .notMedia : .noSound) }
  guard sound.codecTag != "drms", sound.codecTag != "enca" else { throw .song(.locked) }
}

/// Decodes one second more than the limit: a longer song is then seen to be longer, and costs no more than that.
private func decode(
  _ source: MediaFile, to output: String, limits: SongLimits, _ found: Probe, in place: Workplace, stop: Stop
) throws(SongError) -> String {
  let seconds = limits.most + 1
  let arguments =
    Ffmpeg.quiet + Ffmpeg.reporting + ["-max_alloc", String(1 << 30)] + source.input + [
      "-map", "0:a:0", "-vn", "-sn", "-dn", "-t", String(seconds), "-ac", "2", "-ar", "44100", "-c:a", "pcm_s16le",
      "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "wav", "file:\(output)",
    ]
  let bounds = ChildLimits(
    wallSeconds: 900, cpuSeconds: 900, fileBytes: Int(seconds * 176_400) + (1 << 20), memoryBytes: 4 << 30)
  return try judged(.undecodable("")) { () throws(MediaError) in
    try Ffmpeg.run(arguments, in: place, output: .progress { _ in }, limits: bounds, stop: stop)
  }
}

private func checkLength(
  _ decoded: Wave, _ limits: SongLimits, _ found: Probe, _ complaints: String
) throws(SongError) {
  guard decoded.frames > 0 else { throw .song(.undecodable(firstLine(complaints))) }
  guard decoded.seconds >= limits.least else {
    throw .song(.tooShort(seconds: decoded.seconds, least: limits.least))
  }
  guard decoded.seconds <= limits.most else {
    throw .song(.tooLong(seconds: found.headerSeconds.flatMap { $0 > limits.most ? $0 : nil }, most: limits.most))
  }
}

private func warnings(_ found: Probe, _ seconds: Double, _ complaints: String) -> [String] {
  var warnings: [String] = []
  // The length in the header of a raw AAC is a guess from its bit rate.
  if let header = found.headerSeconds, found.formatName != "aac" {
    if abs(header - seconds) > max(0.25, 0.002 * header) {
      warnings.append(
        "the song looks damaged or cut short: its header says \(rounded(header)) s, \(rounded(seconds)) s decode")
    }
  }
  if warnings.isEmpty, !complaints.isEmpty {
    warnings.append("the song may be damaged: the decoder said \"\(firstLine(complaints))\"")
  }
  if found.picture != nil { warnings.append("the song is the sound of a video; its picture is not used") }
  return warnings
}

/// The first complaint, without ffmpeg's addresses in brackets, at most 120 characters.
private func firstLine(_ text: String) -> String {
  let line = text.split(separator: "\n").first ?? ""
  let words = line.hasPrefix("[") ? line.drop { $0 != "]" }.dropFirst(2) : line
  return String(words.prefix(120))
}

/// Runs `body`; a child that failed on the song is the song's fault.
private func judged<Value>(_ fault: SongFault, _ body: () throws(MediaError) -> Value) throws(SongError) -> Value {
  do throws(MediaError) {
    return try body()
  } catch {
    switch error.kind {
    case .failed, .unreadable:
      if case .undecodable = fault { throw .song(.undecodable(firstLine(error.tail))) }
      throw .song(fault)
    // A decoder that crashes, hangs or eats all its memory on one song will do so again.
    case .killed, .timedOut, .stalled, .tooLarge: throw .song(.undecodable(error.kind.words))
    case .missing, .cannotStart, .stopped, .full: throw .machine(error)
    }
  }
}

private func machine<Value>(_ body: () throws(MediaError) -> Value) throws(SongError) -> Value {
  do throws(MediaError) { return try body() } catch { throw .machine(error) }
}
