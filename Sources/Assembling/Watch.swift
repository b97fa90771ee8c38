// A look at the whole film, as small as it can be seen: every frame is decoded, and where the plan has a cut the
// picture must jump. The jump is compared with the picture's own unrest around it, so that rain is not a cut and two
// night scenes still are two.
import Media
import Vocabulary

/// Decodes every frame of `film` and looks for the cuts of the order's plan; writes what it saw into `report`.
///
/// - Throws: `transient` where not all frames decode, or a picture jumps near a cut but not on it.
func watch(
  film: String, _ order: CutOrder, _ report: inout Report, in place: Workplace, stop: Stop
) throws(Failure) {
  let seen = Jumps()
  let complaints = try failing("watch the film") { () throws(MediaError) in
    try Child.run(
      try Tool.ffmpeg(),
      Ffmpeg.quiet + MediaFile.ours(film).input + [
        "-map", "0:v:0", "-vsync", "passthrough", "-vf", tinyPictures, "-f", "rawvideo",
        "pipe:1",
      ], in: place, output: .bytes { seen.take($0) }, limits: ChildLimits(outputBytes: 16 << 30), stop: stop)
  }
  guard complaints.isEmpty else { throw failed("the decoder's word", "\"\(complaints.prefix(200))\"", wanted: "none") }
  try judge(seen, order, &report)
}

/// Writes into `report` what can be seen of the cuts of the order's plan.
///
/// - Throws: `transient` where not all frames were seen.
func judge(_ seen: Jumps, _ order: CutOrder, _ report: inout Report) throws(Failure) {
  let plan = order.plan
  guard seen.frames == plan.frames else {
    throw failed("the number of decoded frames", String(seen.frames), wanted: String(plan.frames))
  }
  report.watched = true
  for (index, shot) in plan.shots.enumerated().dropFirst() {
    report.shots[index].cutFound = seen.isCut(at: shot.startFrame, reach: max(2, plan.fps / 2))
  }
  let missed = report.shots.filter { $0.cutFound == false }.map(\.id)
  if !missed.isEmpty { report.warnings.append("no cut can be seen into \(missed.joined(separator: ", "))") }
  report.warnings += seen.stillness(fps: plan.fps) + seen.darkness(fps: plan.fps)
}
