/// Decodes the whole picture of `source` and counts its frames: the only proof that a clip is as long as it says.
///
/// - Returns: the frames, and what the decoder complained about; empty for a sound file.
public func decodeFrames(
  _ source: MediaFile, in place: Workplace, stop: Stop
) throws(MediaError) -> (frames: Int, complaints: String) {
  var frames = 0
  let arguments =
    Ffmpeg.quiet + Ffmpeg.reporting + ["-threads", "1"] + source.input + [
      "-map", "0:v:0", "-vsync", "passthrough", "-f", "null", "-",
    ]
  let complaints = try Child.run(
    try Tool.ffmpeg(), arguments, in: place, output: .progress { frames = $0.frame }, stop: stop)
  return (frames, complaints)
}
