// Before a clip is paid for, its still is held against the references of whom it shows. What is odd is a warning, never a
// verdict: the job goes on, and the log, `show`, the take and the film's report name the shot.
import Generating
import Media
import Spool
import Vocabulary

/// The look at one still.
struct StillLook {
  let job: JobFolder
  let stop: Stop

  /// What is odd about `still` in `place`; nil where nothing is, or where it cannot be told: what does not decode is
  /// found by whoever animates it.
  func doubt(_ still: String, in place: Workplace, _ shot: Shot, _ cast: [Character]) -> String? {
    guard Likeness.canJudge(shot.scene.framing),
      let picture = try? Picture(decoding: .still(still), in: place, stop: stop)
    else { return nil }
    let doubts = cast.compactMap { likeness($0)?.doubt(picture, shot.scene.framing) }
    return doubts.isEmpty ? nil : doubts.joined(separator: "; ")
  }

  private func likeness(_ character: Character) -> Likeness? {
    guard let named = Lab(hex: character.wardrobeColor), let file = character.referenceImages.first,
      let folder = try? job.folder.folder("characters").folder(character.id),
      let sheet = try? Picture(
        decoding: .still(file), in: Workplace(descriptor: folder.descriptor), stop: stop)
    else { return nil }
    return Likeness(who: character.id, reference: sheet, named: named)
  }
}

/// What was odd about the still of a take when it was looked at; nil where nothing was.
public func doubt(about shot: String, take: Int, in job: Folder) -> String? {
  guard let folder = try? job.folder("takes").folder(shot).folder(String(take)) else { return nil }
  if let record = try? Document.read(StillRecord.self, "still.json", in: folder) { return record.doubt }
  return (try? Document.read(Take.self, TakeFolder.record, in: folder))?.doubt
}
