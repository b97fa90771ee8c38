// The reverse of the join: the clips of a finished film come out of it again, packet by packet, because each begins with
// a key frame and none refers to another. So a film whose clips were pruned can have one scene changed, and the others
// stay what they were to the bit.
import Media
import Vocabulary

/// Cuts `film` at the shots of `plan` into `part0001.mp4`, `part0002.mp4`, … in `place`.
///
/// - Returns: what lies in each part, in the order of the shots; nil where it is not one whole shot of the plan.
public func cutApart(
  film: String, _ plan: Plan, _ profile: HouseProfile, in place: Workplace, stop: Stop
) throws(Failure) -> [(name: String, packetHash: String)?] {
  let starts = plan.shots.dropFirst().map { String($0.startFrame) }
  // A film of one shot has no place to cut; the list may not be empty, and no film reaches this frame.
  let frames = starts.isEmpty ? String(plan.frames + 1) : starts.joined(separator: ",")
  try failing("cut the film apart") { () throws(MediaError) in
    try Ffmpeg.run(
      Ffmpeg.quiet + Ffmpeg.reporting + MediaFile.ours(film).input + [
        "-map", "0:v:0", "-c", "copy", "-map_metadata", "-1", "-fflags", "+bitexact",
        // Else the first part is shifted by its B-frames, and is no clip of ours any more.
        "-avoid_negative_ts", "disabled", "-f", "segment",
        "-segment_frames", frames, "-reset_timestamps", "1", "-segment_start_number", "1", "-segment_format", "mp4",
        "-segment_format_options", "video_track_timescale=\(profile.timescale):fflags=+bitexact", "file:part%04d.mp4",
      ], in: place, output: .progress { _ in }, stop: stop)
  }
  var parts: [(name: String, packetHash: String)?] = []
  for (index, shot) in plan.shots.enumerated() {
    let digits = String(index + 1)
    let name = "part" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".mp4"
    guard place.size(name) != nil else {
      parts.append(nil)
      continue
    }
    let packets = try failing("read a part of the film") { () throws(MediaError) in
      try inspect(.ours(name), in: place, stop: stop).packets
    }
    let isWhole = stepFault(packets, frames: shot.frames, step: profile.timescale / profile.fps) == nil
    parts.append(isWhole ? (name, packetHash(packets)) : nil)
  }
  return parts
}
