// A clip from anywhere becomes exactly what the plan says: size, rate, frames, encoding. What may go wrong: the clip is
// shorter than its shot (servers round down), has its own rate, its own shape, its own sound, or is not a clip.
import Media
import Vocabulary

/// Makes `output` from `clip`, both names inside `place`: `shot.frames` frames in the house profile. A clip that is
/// that already is hard-linked, byte for byte; any other is filtered and encoded, with the shot's transition put in.
///
/// - Parameters:
///   - tile: name of the shot's tile of the storyboard, which is drawn while `output` is measured.
///   - glimpses: what was seen of `clip` while our own encoder wrote it: where it fits, it needs no decoding.
/// - Returns: what was measured in `output`.
/// - Throws: `invalid` where the clip is no picture of an allowed format; `transient` where another try may do.
public func conform(
  clip: String, to output: String, shot: Shot, profile: HouseProfile, tile: String? = nil, glimpses: Glimpses? = nil,
  in place: Workplace, stop: Stop
) throws(Failure) -> ClipMeasure {
  let tile = tile.map { TileOrder(shot: shot, name: $0) }
  let doing = "conform the clip of \(shot.id)"
  let house = try houseParameters(profile, in: place, stop: stop)
  func isHouse(_ found: Inspection) -> Bool {
    found.fault(against: profile, house: house, frames: shot.frames) == nil
  }
  let own = inspect(own: clip, in: place).flatMap { isHouse($0) ? $0 : nil }
  let found = try failing(doing, otherwise: .invalid) { () throws(MediaError) -> Inspection in
    if let own { return own }
    return try inspect(.clip(clip), in: place, stop: stop)
  }
  if isHouse(found) {
    let measure = try found.measure(
      doing, frames: shot.frames, profile: profile, tile: tile, glimpses: glimpses, in: place, stop: stop)
    try failing(doing) { () throws(MediaError) in try place.link(clip, as: output) }
    return measure
  }
  guard let filters = filters(found, shot, profile) else {
    throw Failure(.invalid, "unable to \(doing): it has fewer than 2 pictures")
  }
  let part = output + ".part"
  defer { place.remove(part) }
  try failing(doing, otherwise: .invalid) { () throws(MediaError) in
    try encode(clip, to: part, filters: filters, frames: shot.frames, profile, in: place, stop: stop)
  }
  let measure = try measure(
    clip: part, frames: shot.frames, profile: profile, tile: tile, in: place, stop: stop)
  try failing(doing) { () throws(MediaError) in try place.rename(part, to: output) }
  return measure
}

private func encode(
  _ clip: String, to output: String, filters: String, frames: Int, _ profile: HouseProfile, in place: Workplace,
  stop: Stop
) throws(MediaError) {
  let arguments =
    Ffmpeg.quiet + Ffmpeg.reporting + ["-max_alloc", String(1 << 30), "-threads", "1"] + MediaFile.clip(clip).input
    + ["-map", "0:v:0", "-vf", filters, "-frames:v", String(frames)] + profile.encoderArguments
    + ["-f", "mp4", "file:\(output)"]
  // The idle limit is FrameEncoder's: x264 is silent while it empties itself.
  try Ffmpeg.run(
    arguments, in: place, output: .progress { _ in },
    limits: ChildLimits(idleSeconds: 300, memoryBytes: 4 << 30),
    stop: stop)
}

/// The filter chain; nil where there is nothing that could move.
///
/// `format=yuv420p` comes last: fades and blurs may turn the chain to 4:4:4, which phones cannot play.
private func filters(_ found: Inspection, _ shot: Shot, _ profile: HouseProfile) -> String? {
  guard let picture = found.probe.picture, found.packets.count >= 2 else { return nil }
  let size = "\(profile.width):\(profile.height)"
  return
    ([pace(found, shot, profile), "fps=fps=\(profile.fps):start_time=0:round=near"] + square(picture) + [
      "scale=\(size):force_original_aspect_ratio=increase:force_divisible_by=2:flags=bicubic"
        + ":out_color_matrix=bt709:out_range=tv",
      "crop=\(size)", "setsar=1",
      "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709:field_mode=prog",
      // Clones the last picture for as long as needed; trim ends it at the exact frame.
      "tpad=stop=-1:stop_mode=clone", "trim=end_frame=\(shot.frames)",
    ] + effects(shot, profile) + ["format=yuv420p"]).joined(separator: ",")
}

/// A clip that lacks more than half a second is played slower instead of frozen at its end: nothing stands still.
private func pace(_ found: Inspection, _ shot: Shot, _ profile: HouseProfile) -> String {
  let needed = Double(shot.frames) / Double(profile.fps)
  guard let has = found.seconds, needed - has > 0.5 else { return "setpts=PTS-STARTPTS" }
  return "setpts=(PTS-STARTPTS)*\(needed / has)"
}

private func square(_ picture: Probe.Stream) -> [String] {
  guard let shape = picture.pixelShape, !["1:1", "0:1", "N/A"].contains(shape) else { return [] }
  return ["scale=trunc(iw*sar/2)*2:ih", "setsar=1"]
}

/// The transition into a shot and its share of the whip into the next, inside its own clip, so that the cut stays on its
/// frame and no other clip changes.
private func effects(_ shot: Shot, _ profile: HouseProfile) -> [String] {
  let out = min(shot.whipOutFrames ?? 0, shot.frames)
  let torn = (0..<out).map { smear(profile, away: out - $0, of: out, frame: shot.frames - out + $0) }
  return transition(into: shot, profile) + torn
}

/// One frame of a picture that is torn past the lens, `away` frames from its cut, the nearest 1. It is smeared less the
/// farther it is: a picture that is sharp and then at once is not looks like a cut itself.
private func smear(_ profile: HouseProfile, away: Int, of frames: Int, frame: Int) -> String {
  let left = Double(away) / Double(frames + 1)
  let size = max(1, Int(Double(profile.width) / 18 * (1 - left * left)))
  return "avgblur=sizeX=\(size):sizeY=1:enable='eq(n,\(frame))'"
}

private func transition(into shot: Shot, _ profile: HouseProfile) -> [String] {
  let frames = min(shot.transitionFrames, shot.frames)
  guard frames > 0 else { return [] }
  switch shot.transitionIn {
  case .flash: return ["fade=t=in:s=0:n=\(frames):color=white"]
  case .dip: return ["fade=t=in:s=0:n=\(frames):color=black"]
  case .whip: return (0..<frames).map { smear(profile, away: $0 + 1, of: frames, frame: $0) }
  case .cut, .dissolve: return []
  }
}

extension Inspection {
  /// How long the clip really shows pictures: from its first to its last, and one step more.
  fileprivate var seconds: Double? {
    let times = packets.compactMap(\.presented)
    guard let first = times.min(), let last = times.max(), last > first,
      let base = probe.picture?.timeBase?.split(separator: "/").compactMap({ Double($0) }), base.count == 2
    else { return nil }
    let span = Double(last - first) * base[0] / base[1]
    return span * Double(times.count) / Double(times.count - 1)
  }
}
