import Media
import Vocabulary

/// Makes `poster.jpg`: the most typical of a few frames from the middle of the shot that says most.
func drawPoster(_ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) {
  let index = posterShot(order.plan)
  let frames = order.plan.shots[index].frames
  let middle = Double(max(0, frames / 2 - 6)) / Double(order.profile.fps)
  try failing("draw the poster") { () throws(MediaError) in
    try Ffmpeg.run(
      Ffmpeg.quiet + ["-threads", "1", "-ss", String(middle)] + MediaFile.ours(order.clips[index].name).input + [
        "-map", "0:v:0", "-vf", "thumbnail=n=\(max(2, min(frames, 12)))", "-frames:v", "1",
        "-q:v", "2", "-f", "image2", "-update", "1", "file:poster.jpg",
      ], in: place, limits: pictureLimits, stop: stop)
  }
}

/// One picture says nothing while it is made, so only the clock counts.
let pictureLimits = ChildLimits(wallSeconds: 600, idleSeconds: 0)

/// The shot that says most at a glance: somebody large enough to be recognised, in the most intense part of the film;
/// between equals the climax, then the earlier one.
func posterShot(_ plan: Plan) -> Int {
  let most = plan.shots.map(\.scene.intensity).max() ?? 0
  func worth(_ shot: Shot) -> Double {
    let isPeopled = !shot.characterIds.isEmpty
    return (isPeopled ? presence(shot.scene.framing) : 0.2) + 1.5 * (shot.scene.intensity - most)
      + (shot.purpose == .climax ? 0.2 : 0)
  }
  let worths = plan.shots.map(worth)
  return worths.firstIndex(of: worths.max() ?? 0) ?? 0
}

/// How much of somebody a framing shows: half a figure says more than a speck, and more than a hand.
private func presence(_ framing: Framing) -> Double {
  switch framing {
  case .medium: 1
  case .close, .silhouetteBack: 0.9
  case .overShoulder: 0.7
  case .wide, .reflection: 0.5
  case .detail: 0.3
  case .extremeWide: 0.1
  }
}
