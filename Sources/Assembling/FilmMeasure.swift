// Everything about a finished film that can be measured without decoding its picture. Each measure names itself, what
// was found and what was wanted: a failed film is explained by its failure alone.
import Media
import Vocabulary

/// Measures `film` against `order` and the packets of its clips, or, where those were not read, what the takes say of
/// them.
///
/// - Throws: `transient` where a measure fails.
func measure(
  film: String, _ order: CutOrder, _ clips: [[Packet]]?, in place: Workplace, stop: Stop
) throws(Failure) -> Report {
  let doing = "measure the film"
  let headers = try failing(doing) { () throws(MediaError) in
    try probe(.ours(film), packets: true, in: place, stop: stop)
  }
  try checkHeaders(headers, order, try houseParameters(order.profile, in: place, stop: stop))
  try checkBoxes(film, order.profile, in: place)
  let packets = headers.picture?.packets ?? []
  let shots = try checkShots(packets, order, clips)
  try checkSound(headers.sound?.packets ?? [], order, in: place, stop: stop)
  let sound = try measureSound(film, order, in: place, stop: stop)
  try checkLength(sound, order)
  let loudness = try measureLoudness(film, in: place, stop: stop)
  let format = order.plan.format
  return Report(
    cut: order.cut, passed: false, width: format.width, height: format.height, fps: format.fps, frames: packets.count,
    seconds: format.time(of: packets.count), songSeconds: sound.songSeconds, soundSeconds: sound.filmSeconds,
    audioOffsetMilliseconds: sound.offsetMilliseconds, bytes: place.size(film) ?? 0, loudness: loudness,
    parameterHash: headers.picture?.parameterHash ?? "", watched: false, shots: shots,
    musicalCuts: shots.dropFirst().count { $0.snappedTo == .beat || $0.snappedTo == .downbeat },
    warnings: sound.notes + loudnessNotes(loudness) + (order.plan.notes ?? []))
}

/// The failure of one measure.
func failed(_ measure: String, _ found: String, wanted: String) -> Failure {
  Failure(.transient, "unable to pass the film: \(measure) is \(found), not \(wanted)")
}

private func checkHeaders(_ headers: Probe, _ order: CutOrder, _ house: String) throws(Failure) {
  let format = order.plan.format
  guard let picture = headers.picture, let sound = headers.sound, headers.streams.count == 2 else {
    throw failed("the number of streams", String(headers.streams.count), wanted: "one picture and one sound")
  }
  guard picture.width == format.width, picture.height == format.height else {
    throw failed(
      "the size", "\(picture.width ?? 0)x\(picture.height ?? 0)", wanted: "\(format.width)x\(format.height)")
  }
  guard picture.frameRate == "\(format.fps)/1" else {
    throw failed("the frame rate", picture.frameRate ?? "unknown", wanted: "\(format.fps)/1")
  }
  guard picture.timeBase == "1/\(order.profile.timescale)" else {
    throw failed("the clock", picture.timeBase ?? "unknown", wanted: "1/\(order.profile.timescale)")
  }
  guard picture.parameterHash == house else {
    throw failed("the parameter set", picture.parameterHash ?? "missing", wanted: house)
  }
  guard sound.codec == "aac" else { throw failed("the sound", sound.codec ?? "unknown", wanted: "aac") }
}

/// Frame times, and each clip's packets unchanged at its place.
private func checkShots(
  _ packets: [Packet], _ order: CutOrder, _ clips: [[Packet]]?
) throws(Failure) -> [ReportShot] {
  let step = order.profile.timescale / order.profile.fps
  if let fault = stepFault(packets, frames: order.plan.frames, step: step) {
    throw Failure(.transient, "unable to pass the film: \(fault)")
  }
  var shots: [ReportShot] = []
  for (index, shot) in order.plan.shots.enumerated() {
    let there = packets[shot.startFrame..<shot.endFrame]
    let hash = packetHash(there)
    guard hash == order.clips[index].packetHash else {
      let other = clips.map { zip(there, $0[index]).filter { $0.hash != $1.hash }.count }
      let found = other.map { "different in \($0) packets" } ?? "different"
      throw failed("the picture of \(shot.id)", found, wanted: "the take's")
    }
    let first = Double(there.compactMap(\.presented).min() ?? 0) / Double(order.profile.timescale)
    shots.append(
      ReportShot(
        id: shot.id, take: order.clips[index].take, startFrame: shot.startFrame, frames: there.count,
        packetHash: hash, cue: shot.cue?.kind,
        snappedTo: shot.cue?.snappedTo,
        offsetMilliseconds: shot.cue.map { (first - $0.time) * 1000 },
        cutFound: nil))
  }
  return shots
}

private func loudnessNotes(_ loudness: FilmLoudness) -> [String] {
  guard let peak = loudness.truePeak, peak > -1 else { return [] }
  return ["the song's true peak is \(tenths(peak)) dBTP; players may clip above -1"]
}

/// One digit after the point.
func tenths(_ value: Double) -> String {
  let whole = Int((abs(value) * 10).rounded())
  return "\(value < 0 && whole > 0 ? "-" : "")\(whole / 10).\(whole % 10)"
}
