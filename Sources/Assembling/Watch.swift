// A look at the whole film, as small as it can be seen: every frame is decoded, and where the plan has a cut the
// picture must jump. The jump is compared with the picture's own unrest around it, so that rain is not a cut and two
// night scenes still are two. What is wrong with a shot of the house's own is a failure that says how to have the shot
// drawn anew; what is wrong with anybody else's is a warning, because only a person can say whether it is meant.
import Media
import Vocabulary

/// Decodes every frame of `film` and looks for the cuts of the order's plan; writes what it saw into `report`.
///
/// - Throws: `transient` where not all frames decode; `invalid` where a shot of the house's own stands still for more
///   than a second, is black for more than half a second, or cannot be told from the one before it.
func watch(
  film: String, _ order: CutOrder, _ report: inout Report, in place: Workplace, stop: Stop
) throws(Failure) {
  let seen = Jumps()
  let complaints = try failing("watch the film") { () throws(MediaError) in
    try Ffmpeg.run(
      Ffmpeg.quiet + MediaFile.ours(film).input + [
        "-map", "0:v:0", "-vsync", "passthrough", "-vf", Glimpses.filter, "-f", "rawvideo",
        "pipe:1",
      ], in: place, output: .bytes { seen.take($0) }, limits: ChildLimits(outputBytes: 16 << 30), stop: stop)
  }
  guard complaints.isEmpty else { throw failed("the decoder's word", "\"\(complaints.prefix(200))\"", wanted: "none") }
  try judge(seen, order, &report)
}

/// Writes into `report` what can be seen of the cuts of the order's plan.
///
/// - Throws: `transient` where not all frames were seen; `invalid` as ``watch(film:_:_:in:stop:)``.
func judge(_ seen: Jumps, _ order: CutOrder, _ report: inout Report) throws(Failure) {
  let plan = order.plan
  guard seen.frames == plan.frames else {
    throw failed("the number of decoded frames", String(seen.frames), wanted: String(plan.frames))
  }
  report.watched = true
  for (index, shot) in plan.shots.enumerated().dropFirst() {
    report.shots[index].cutFound = seen.isCut(
      at: shot.startFrame, reach: max(2, plan.fps / 2), whip: whip(into: shot, from: plan.shots[index - 1]))
  }
  let faults = faults(of: order, report, seen)
  if let own = faults.first(where: \.isOurs) {
    throw Failure(
      .invalid, "unable to pass the film: \(own.sentence)",
      remedy: "have the shot drawn anew: move shots/ready/\(own.shot).json to shots/todo/, then the job to generating/")
  }
  report.warnings += faults.map(\.sentence)
}

/// The frames that are torn away around the cut into `shot`; nil where it does not whip.
private func whip(into shot: Shot, from before: Shot) -> ClosedRange<Int>? {
  guard shot.transitionIn == .whip else { return nil }
  return (shot.startFrame - (before.whipOutFrames ?? 0))...(shot.startFrame + shot.transitionFrames)
}

/// Something that a viewer would take for a mistake.
private struct Fault {
  var shot: String
  var sentence: String
  var isOurs: Bool
}

private func faults(of order: CutOrder, _ report: Report, _ seen: Jumps) -> [Fault] {
  let plan = order.plan
  let shots = plan.shots
  func fault(_ range: ClosedRange<Int>, _ what: String) -> Fault? {
    guard let index = shots.lastIndex(where: { $0.startFrame <= range.lowerBound }) else { return nil }
    let seconds = [range.lowerBound, range.upperBound + 1].map { tenths(plan.format.time(of: $0)) }
    return Fault(
      shot: shots[index].id, sentence: "\(shots[index].id) \(what) from \(seconds[0]) to \(seconds[1]) s of the film",
      isOurs: order.clips[index].isOurs)
  }
  let unseen = report.shots.indices.filter { report.shots[$0].cutFound == false }.map { index in
    Fault(
      shot: shots[index].id,
      sentence: "no cut can be seen into \(shots[index].id), at frame \(shots[index].startFrame)",
      isOurs: order.clips[index].isOurs && order.clips[index - 1].isOurs)
  }
  // What is black is also still; one word for it is enough.
  let dark = seen.darkness(fps: plan.fps)
  let still = seen.stillness(fps: plan.fps).filter { range in !dark.contains { $0.overlaps(range) } }
  return still.compactMap { fault($0, "stands still") } + dark.compactMap { fault($0, "is black") } + unseen
}
