import Vocabulary

/// Problems of a plan, one plain sentence each; empty when it is sound.
public func problems(in plan: Plan, music: MusicMap) -> [String] {
  guard let first = plan.shots.first, let last = plan.shots.last else { return ["the plan has no shots"] }
  var found: [String] = []
  if first.startFrame != 0 { found.append("\(first.id) starts at frame \(first.startFrame), not at 0") }
  let frames = plan.format.frames(covering: music.duration)
  if last.endFrame != frames { found.append("\(last.id) ends at frame \(last.endFrame), not at \(frames)") }
  return found + zip(plan.shots, plan.shots.dropFirst()).compactMap { shot, next in
    shot.endFrame == next.startFrame ? nil : "\(next.id) does not start where \(shot.id) ends"
  }
}
