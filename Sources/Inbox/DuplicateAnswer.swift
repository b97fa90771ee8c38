import Spool

/// Our answer to a bundle that was dropped before: `NAME.duplicate.txt` beside where it lay.
struct DuplicateAnswer {
  var job: String
  var state: JobState

  var text: String {
    let found = "This song with this concept and these options is already here: \(state.rawValue)/\(job)\n"
    switch state {
    case .failed:
      return found + """
        It failed; failed/\(job)/reason.txt says why. To try it again:
            mv failed/\(job) analyzing/
        To make a second job of it on purpose: reelspool submit --again BUNDLE

        """
    case .done:
      return found + """
        Its video is done/\(job)/final.mp4. To redo one scene: mv shots/ready/shot_NN.json shots/todo/ inside that job.
        To make another film of it on purpose: reelspool submit --again BUNDLE, or change the concept or an option.

        """
    case .held: return found + "It waits for you. To go on: mv held/\(job) generating/\n"
    default: return found + "It is being worked on; nothing needs to be done.\n"
    }
  }

  func write(for label: String, in spool: SpoolFolders) throws(SpoolError) {
    let stem = DiskName.prefix(label, bytes: 200)
    let tmp = try spool.own("tmp")
    for round in 1...99 {
      let name = round == 1 ? "\(stem).duplicate.txt" : "\(stem)-\(round).duplicate.txt"
      do throws(SpoolError) {
        return try Durable.replace(Array(text.utf8), as: name, in: spool[.inbox], through: tmp)
      } catch {
        // A folder of that name is somebody's; an answer under another name is better than none.
        guard error.kind == .notRegular || error.kind == .taken else { throw error }
      }
    }
  }
}
