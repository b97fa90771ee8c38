import Media
import Vocabulary

/// Makes `poster.jpg`: the most typical of a few frames from the middle of the shot that the film climbs to.
func drawPoster(_ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) {
  let index = posterShot(order.plan)
  let frames = order.plan.shots[index].frames
  let middle = Double(max(0, frames / 2 - 6)) / Double(order.profile.fps)
  try failing("draw the poster") { () throws(MediaError) in
    try Child.run(
      try Tool.ffmpeg(),
      Ffmpeg.quiet + ["-threads", "1", "-ss", String(middle)] + MediaFile.ours(order.clips[index].name).input + [
        "-map", "0:v:0", "-vf", "thumbnail=n=\(max(2, min(frames, 12)))", "-frames:v", "1",
        "-q:v", "2", "-f", "image2", "-update", "1", "file:poster.jpg",
      ], in: place, limits: pictureLimits, stop: stop)
  }
}

/// One picture says nothing while it is made, so only the clock counts.
let pictureLimits = ChildLimits(wallSeconds: 600, idleSeconds: 0)

/// The climax with the most energy; without one, the most intense shot.
func posterShot(_ plan: Plan) -> Int {
  let climaxes = plan.shots.indices.filter { plan.shots[$0].purpose == .climax }
  let candidates = climaxes.isEmpty ? Array(plan.shots.indices) : climaxes
  return candidates.max { plan.shots[$0].scene.intensity < plan.shots[$1].scene.intensity } ?? 0
}
