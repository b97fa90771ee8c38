// Conformed clips and the song become the film; then the film is measured, because a muxer that exits with 0 proves
// nothing. What may go wrong: a clip that is not what its take says, a clock that drifts by the container's rounding of
// each length, sound that starts late, a moov at the end, a full disk.
import Media
import Vocabulary

/// Makes `final.mp4`, `poster.jpg` and `storyboard.jpg` in `place` from what `order` names there.
///
/// - Returns: what was measured in final.mp4, to be published as report.json beside it.
/// - Throws: `invalid` where the order contradicts itself, or a shot of the house's own is not fit to be shown;
///   `transient` naming the measure that failed and by how much.
public func assemble(
  _ order: CutOrder, in place: Workplace, stop: Stop
) throws(Failure) -> Report {
  try checkOrder(order)
  let pictures = Beside { () throws(Failure) in try drawPictures(order, in: place, stop: stop) }
  let film = Result { () throws(Failure) in try makeFilm("final.mp4", order, in: place, stop: stop) }
  let warnings = pictures.end()
  var report = try film.get()
  report.warnings += try warnings.get()
  report.passed = true
  return report
}

private func makeFilm(_ film: String, _ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) -> Report {
  var report = try joined(order, to: film, in: place, stop: stop)
  if let looks = order.looks {
    let seen = Jumps()
    for look in looks { seen.take(look) }
    try judge(seen, order, &report)
  } else {
    try watch(film: film, order, &report, in: place, stop: stop)
  }
  return report
}

/// Joins and measures. Clips whose takes say that they fit are proved by the film's own packets, which saves a look at
/// each of them; only where the film is not what they say are they read one by one, to tell which is at fault.
private func joined(_ order: CutOrder, to film: String, in place: Workplace, stop: Stop) throws(Failure) -> Report {
  let house = try houseParameters(order.profile, in: place, stop: stop)
  let fits = order.clips.allSatisfy { $0.parameterHash == house }
  let clips = try fits ? nil : readClips(order, in: place, stop: stop)
  do throws(Failure) {
    try join(order, to: film, in: place, stop: stop)
    return try measure(film: film, order, clips, in: place, stop: stop)
  } catch {
    if fits, error.kind == .transient { _ = try readClips(order, in: place, stop: stop) }
    throw error
  }
}

/// Measures a film that exists, decodes all of it and looks for every cut. Writes nothing but its own temporary files.
/// Where a clip is no longer there, the film is held against what the order says of the clips.
///
/// - Throws: as ``assemble(_:in:stop:)``.
public func verify(
  film: String, _ order: CutOrder, in place: Workplace, stop: Stop
) throws(Failure) -> Report {
  try checkOrder(order)
  let isWhole = order.clips.allSatisfy { place.size($0.name) != nil }
  let clips = try isWhole ? readClips(order, in: place, stop: stop) : nil
  var report = try measure(film: film, order, clips, in: place, stop: stop)
  try watch(film: film, order, &report, in: place, stop: stop)
  report.passed = true
  return report
}

/// The pictures beside a film are no reason not to publish it: a missing one is a warning.
///
/// - Returns: the warnings.
private func drawPictures(_ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) -> [String] {
  do throws(Failure) {
    try drawPoster(order, in: place, stop: stop)
    try drawStoryboard(order, in: place, stop: stop)
    return []
  } catch {
    if error.kind == .stopped || error.kind == .full { throw error }
    return [error.message]
  }
}

private func checkOrder(_ order: CutOrder) throws(Failure) {
  func refuse(_ why: String) -> Failure { Failure(.invalid, "unable to assemble the film: \(why)") }
  let shots = order.plan.shots
  guard !shots.isEmpty, shots.count == order.clips.count else {
    throw refuse("\(order.clips.count) clips for \(shots.count) shots")
  }
  var frame = 0
  for shot in shots {
    guard shot.startFrame == frame, shot.frames > 0 else { throw refuse("\(shot.id) does not begin at frame \(frame)") }
    frame = shot.endFrame
  }
  for clip in order.clips where !isPlain(clip.name) { throw refuse("\"\(clip.name)\" is no name of ours") }
}

/// Safe in a concat list whatever ffmpeg makes of quotes, protocols and options.
private func isPlain(_ name: String) -> Bool {
  name.first != "." && !name.isEmpty
    && name.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 95 || $0 == 46 }
}

/// The packets of every clip, each proved to be what its take says and to fit the others.
private func readClips(_ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) -> [[Packet]] {
  let house = try houseParameters(order.profile, in: place, stop: stop)
  var all: [[Packet]] = []
  for (clip, shot) in zip(order.clips, order.plan.shots) {
    let doing = "read the clip of \(shot.id)"
    let picture = try failing(doing) { () throws(MediaError) in
      try inspect(.ours(clip.name), in: place, stop: stop).probe.picture
    }
    let packets = picture?.packets ?? []
    func refuse(_ why: String) -> Failure {
      Failure(
        .invalid, "unable to \(doing): \(why)",
        remedy: "move the shot's ticket to shots/drawn/ to have it animated again")
    }
    guard picture?.parameterHash == house else { throw refuse("it is not in the house profile") }
    guard packetHash(packets) == clip.packetHash else { throw refuse("it is not what take \(clip.take) made") }
    if let fault = stepFault(packets, frames: shot.frames, step: order.profile.timescale / order.profile.fps) {
      throw refuse(fault)
    }
    all.append(packets)
  }
  return all
}
