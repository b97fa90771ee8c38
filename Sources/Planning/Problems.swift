import Vocabulary

/// Problems of a plan, one plain sentence each; empty when it is sound.
///
/// Tiling in whole frames, ids, lengths, cues, transitions, purposes, prompts and neighbours are checked against the
/// rules that `Director` keeps; a plan that a person has edited may break any of them.
public func problems(in plan: Plan, music: MusicMap) -> [String] {
  guard plan.fps > 0, !plan.shots.isEmpty else { return ["the plan has no shots, or no frame rate"] }
  return tilingProblems(of: plan, music: music) + plan.shots.flatMap { problems(of: $0, in: plan) }
    + purposeProblems(of: plan) + zip(plan.shots, plan.shots.dropFirst()).compactMap(neighbourProblem)
}

private func tilingProblems(of plan: Plan, music: MusicMap) -> [String] {
  var found: [String] = []
  let frames = plan.format.frames(covering: music.duration)
  if plan.shots[0].startFrame != 0 {
    found.append("\(plan.shots[0].id) starts at frame \(plan.shots[0].startFrame), not at 0")
  }
  if plan.frames != frames { found.append("the last shot ends at frame \(plan.frames), the song at \(frames)") }
  for (index, shot) in plan.shots.enumerated() {
    if shot.id != Shot.id(index + 1) {
      found.append("shot \(index + 1) is called \(shot.id), not \(Shot.id(index + 1))")
    }
    if index > 0, plan.shots[index - 1].endFrame != shot.startFrame {
      found.append(
        "\(shot.id) starts at frame \(shot.startFrame), the one before ends at \(plan.shots[index - 1].endFrame)")
    }
  }
  return found
}

private func problems(of shot: Shot, in plan: Plan) -> [String] {
  let rate = Double(plan.fps)
  let checks: [(Bool, String)] = [
    (shot.frames > 0, "has no frames"),
    (plan.shots.count == 1 || Double(shot.frames) / rate > CutSearch.shortest - 1 / rate - 0.001, "is too short"),
    (Double(shot.frames) / rate < CutSearch.longest + 2 / rate, "is longer than \(Int(CutSearch.longest)) s"),
    (abs(shot.startTime - plan.format.time(of: shot.startFrame)) < 1e-6, "has a start time beside its frame"),
    (abs(shot.endTime - plan.format.time(of: shot.endFrame)) < 1e-6, "has an end time beside its frame"),
    (shot.transitionFrames >= 0 && shot.transitionFrames * 3 <= shot.frames, "has a transition longer than a third"),
    (fitsWhipOut(shot), "has a whip out that does not fit it"),
    ((shot.transitionIn == .cut) == (shot.transitionFrames == 0), "has a transition whose frames do not fit it"),
    ((20...600).contains(shot.imagePrompt.count), "has an image prompt that is not 20 to 600 characters long"),
    (!shot.motionPrompt.isEmpty, "has no motion prompt"),
    (Set(shot.characterIds).count == shot.characterIds.count, "names a character twice"),
    (isServed(shot, plan.format), "does not lie where its cue says"),
  ]
  return checks.filter { !$0.0 }.map { "\(shot.id) \($0.1)" }
}

/// At least a frame of the shot lies between the transition in and the whip out.
private func fitsWhipOut(_ shot: Shot) -> Bool {
  guard let frames = shot.whipOutFrames else { return true }
  return frames > 0 && frames * 4 <= shot.frames && shot.transitionFrames + frames < shot.frames
}

/// A cut's frame is the nearest one to its cue, and its offset says how near.
private func isServed(_ shot: Shot, _ format: FilmFormat) -> Bool {
  guard let cue = shot.cue else { return true }
  let offset = (format.time(of: shot.startFrame) - cue.time) * 1000
  return abs(cue.offsetMilliseconds - offset) < 0.01 && abs(offset) <= 501 / Double(format.fps)
}

private func purposeProblems(of plan: Plan) -> [String] {
  var found: [String] = []
  let purposes = plan.shots.map(\.purpose)
  if purposes.first != .establish { found.append("the first shot does not establish") }
  if purposes.count > 1, purposes.last != .resolve { found.append("the last shot does not resolve") }
  if purposes.count > 2, purposes.count(where: { $0 == .climax }) != 1 { found.append("there is not one climax") }
  if purposes.count >= CutSearch.mostShots { found.append("there are \(purposes.count) shots, 400 or more") }
  return found
}

private func neighbourProblem(_ one: Shot, _ next: Shot) -> String? {
  guard one.scene.framing == next.scene.framing, one.scene.camera == next.scene.camera else { return nil }
  return "\(next.id) has the framing and the camera of \(one.id)"
}
