// The join is a copy of packets. Two traps: without a `duration` line for each clip the demuxer adds up container
// lengths that are rounded to milliseconds, and the film drifts; and a duration is itself rounded to microseconds, so
// each is taken as a difference of rounded absolute instants, and the rounding never adds up.
import Media
import Vocabulary

/// Joins the clips of `order` and lays the song under them.
func join(_ order: CutOrder, to film: String, in place: Workplace, stop: Stop) throws(Failure) {
  let list = "list.txt"
  let part = film + ".part"
  defer {
    place.remove(list)
    place.remove(part)
  }
  try failing("join the clips") { () throws(MediaError) in
    try place.write(concatList(order), to: list)
    let arguments =
      Ffmpeg.quiet + Ffmpeg.reporting + [
        // Parameter sets were proved equal, so packets may be copied as they are.
        "-protocol_whitelist", "file", "-format_whitelist", "concat,mov", "-f", "concat", "-safe", "1", "-auto_convert",
        "0", "-i", "file:\(list)",
      ] + MediaFile.ours(order.sound).input + [
        "-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-video_track_timescale", String(order.profile.timescale),
        "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-movflags", "+faststart",
      ] + order.profile.editLists + ["-f", "mp4", "file:\(part)"]
    try Ffmpeg.run(arguments, reading: order.clips.map(\.name), in: place, output: .progress { _ in }, stop: stop)
    try place.rename(part, to: film)
  }
}

/// The concat list: generated names, exact lengths.
func concatList(_ order: CutOrder) -> String {
  func microseconds(_ frame: Int) -> Int { (frame * 2_000_000 / order.profile.fps + 1) / 2 }
  var text = "ffconcat version 1.0\n"
  for (clip, shot) in zip(order.clips, order.plan.shots) {
    let length = microseconds(shot.endFrame) - microseconds(shot.startFrame)
    let fraction = String(length % 1_000_000)
    let zeros = String(repeating: "0", count: 6 - fraction.count)
    text += "file \(clip.name)\nduration \(length / 1_000_000).\(zeros)\(fraction)\n"
  }
  return text
}
