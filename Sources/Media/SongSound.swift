// song.m4a: the sound of every cut of a film, made once from the same samples that were analysed. So the offset between
// what was heard and what is played is 0 whatever the original's container says about its first sample.
import Glibc

/// How the sound of a film was made.
public enum SongSound: Sendable, Equatable {
  /// The packets of the original, bit for bit.
  case copied
  /// AAC, 256 kbit/s, from the analysed samples.
  case encoded
}

/// Makes `output` from the analysed samples `wav`, or by copying `original` where nothing is lost by it: plain AAC for
/// which the copy decodes to the very samples that were analysed, without a complaint. The same input gives the same
/// bytes.
///
/// - Parameters:
///   - original: the song as it came, inside `place`; nil to encode in any case.
///   - upload: for a film without edit lists. An AAC encoder begins with 1024 samples of its own, which an edit list
///     would hide; without one they take the place of the song's first 1024, and all others stay where they are.
@discardableResult public func layDownSong(
  from wav: String = "song.wav", original: String? = nil, to output: String = "song.m4a", upload: Bool = false,
  in place: Workplace, stop: Stop
) throws(MediaError) -> SongSound {
  let part = output + ".part"
  defer { place.remove(part) }
  if let original, !upload, try copies(original, to: part, wav, in: place, stop: stop) {
    try place.rename(part, to: output)
    return .copied
  }
  let room = upload ? ["-af", "atrim=start_sample=1024,asetpts=PTS-STARTPTS", "-use_editlist", "0"] : []
  try lay(
    room + ["-c:a", "aac", "-b:a", "256k", "-flags:a", "+bitexact"], from: .ours(wav), to: part, in: place, stop: stop)
  try place.rename(part, to: output)
  return .encoded
}

private func lay(
  _ codec: [String], from source: MediaFile, to output: String, in place: Workplace, stop: Stop
) throws(MediaError) {
  let arguments =
    Ffmpeg.quiet + Ffmpeg.reporting + source.input + ["-map", "0:a:0"] + codec + [
      "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-f", "mp4", "file:\(output)",
    ]
  try Ffmpeg.run(arguments, in: place, output: .progress { _ in }, stop: stop)
}

/// Copies the sound of `original`; false where it is not plain AAC, or the copy is not what was analysed.
private func copies(
  _ original: String, to output: String, _ wav: String, in place: Workplace, stop: Stop
) throws(MediaError) -> Bool {
  do throws(MediaError) {
    guard let sound = try probe(.song(original), in: place, stop: stop).sound, sound.codec == "aac",
      sound.profile == "LC", let channels = sound.channels, (1...2).contains(channels),
      let rate = sound.sampleRate, rate <= 48000
    else { return false }
    try lay(["-c:a", "copy"], from: .song(original), to: output, in: place, stop: stop)
    return try sounds(output, like: wav, in: place, stop: stop)
  } catch {
    // What cannot be copied can still be encoded; what ended us cannot.
    if error.kind == .stopped || error.kind == .full { throw error }
    return false
  }
}

/// Whether `copy` decodes to the samples of `wav`, but for one AAC block more or less at its end.
private func sounds(_ copy: String, like wav: String, in place: Workplace, stop: Stop) throws(MediaError) -> Bool {
  let truth = try wave(wav, in: place)
  let file = try place.open(wav)
  defer { close(file) }
  let bytes = truth.frames * 4
  var at = 0
  var isSame = truth.rate == 44100 && truth.channels == 2
  let complaints = try hear(copy, in: place, stop: stop) { heard in
    let count = max(0, min(heard.count, bytes - at))
    var expected = [UInt8](repeating: 0, count: count)
    let got = readFully(file, &expected, count, truth.offset + at)
    isSame = isSame && got == count && heard.prefix(count).elementsEqual(expected)
    at += heard.count
  }
  return isSame && complaints.isEmpty && abs(at - bytes) <= 1024 * 4
}

/// Decodes the sound of one of our own files to 44.1 kHz stereo, 16 bits, interleaved, on the clock that a player that
/// knows edit lists uses.
///
/// - Returns: what the decoder complained about; empty for a sound file.
@discardableResult public func hear(
  _ name: String, in place: Workplace, stop: Stop, chunk: @escaping (UnsafeRawBufferPointer) -> Void
) throws(MediaError) -> String {
  let arguments =
    Ffmpeg.quiet + MediaFile.ours(name).input + [
      "-map", "0:a:0", "-ac", "2", "-ar", "44100", "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1",
    ]
  return try Ffmpeg.run(
    arguments, in: place, output: .bytes(chunk), limits: ChildLimits(outputBytes: 4 << 30),
    stop: stop)
}
