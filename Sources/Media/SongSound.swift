// song.m4a: the sound of every cut of a film, made once from the same samples that were analysed. So the offset between
// what was heard and what is played is 0 whatever the original's container says about its first sample.

/// Encodes song.wav as AAC, 256 kbit/s. The same samples give the same bytes.
public func layDownSong(
  from wav: String = "song.wav", to output: String = "song.m4a", in place: Workplace, stop: Stop
) throws(MediaError) {
  let part = output + ".part"
  defer { place.remove(part) }
  let arguments =
    Ffmpeg.quiet + Ffmpeg.reporting + MediaFile.ours(wav).input + [
      "-map", "0:a:0", "-c:a", "aac", "-b:a", "256k", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a",
      "+bitexact", "-f", "mp4", "file:\(part)",
    ]
  try Child.run(try Tool.ffmpeg(), arguments, in: place, output: .progress { _ in }, stop: stop)
  try place.rename(part, to: output)
}

/// Decodes the sound of one of our own files to 44.1 kHz stereo, 16 bits, interleaved, on the clock that a player that
/// knows edit lists uses.
public func hear(
  _ name: String, in place: Workplace, stop: Stop, chunk: @escaping (UnsafeRawBufferPointer) -> Void
) throws(MediaError) {
  let arguments =
    Ffmpeg.quiet + MediaFile.ours(name).input + [
      "-map", "0:a:0", "-ac", "2", "-ar", "44100", "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1",
    ]
  try Child.run(
    try Tool.ffmpeg(), arguments, in: place, output: .bytes(chunk), limits: ChildLimits(outputBytes: 4 << 30),
    stop: stop)
}
