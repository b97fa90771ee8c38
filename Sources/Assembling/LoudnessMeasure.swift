import Media
import Vocabulary

/// Loudness of the sound of `film` by EBU R 128, read from the summary that ffmpeg's `ebur128` prints at its end.
func measureLoudness(_ film: String, in place: Workplace, stop: Stop) throws(Failure) -> FilmLoudness {
  let doing = "measure the film's loudness"
  let summary = try failing(doing) { () throws(MediaError) in
    try Ffmpeg.run(
      ["-nostdin", "-hide_banner", "-nostats", "-v", "info"] + MediaFile.ours(film).input + [
        "-map", "0:a:0", "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-",
      ], in: place, limits: ChildLimits(idleSeconds: 0), stop: stop)
  }
  let lines = summary.split(separator: "\n")
  let end = lines.lastIndex { $0.contains("Summary:") }.map { lines[$0...] } ?? []
  func value(_ label: String) -> Double? {
    guard let line = end.first(where: { $0.hasPrefix(label) }) else { return nil }
    return line.dropFirst(label.count).split(separator: " ").first.flatMap { Double($0) }
  }
  guard let integrated = value("I:") else {
    throw Failure(.transient, "unable to \(doing): ffmpeg printed no summary")
  }
  return FilmLoudness(integrated: integrated, truePeak: value("Peak:").flatMap { $0.isFinite ? $0 : nil })
}
