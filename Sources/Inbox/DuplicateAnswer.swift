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
    let name = label.utf8.count > 200 ? String(label.prefix(50)) : label
    try Durable.replace(
      Array(text.utf8), as: "\(name).duplicate.txt", in: spool[.inbox], through: spool.own("tmp"))
  }
}
