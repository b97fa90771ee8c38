// takes/shot_05/2: one version of a shot. Files appear in it by one rename each, from the private folder of the attempt
// that made them: still.json, then still.png (the still is there); clip.mp4, conformed.mp4, then take.json (the take is
// complete, and never changes again).
import Media
import Spool
import Vocabulary

/// One take's folder, held open.
struct TakeFolder {
  let folder: Folder
  let number: Int
  let shot: String

  static let still = "still.png"
  static let clip = "clip.mp4"
  static let conformed = "conformed.mp4"
  /// The shot's part of the storyboard; a take without one gets it drawn with each cut.
  static let tile = "tile.png"
  /// What a detector of cuts saw in the clip; without it the film is decoded to find its cuts.
  static let look = "look.json"
  static let record = "take.json"

  /// Opens a take, making its folder.
  static func make(_ number: Int, of shot: String, in job: JobFolder) throws(SpoolError) -> TakeFolder {
    let takes = try job.folder.folder(making: "takes").folder(making: shot)
    return TakeFolder(folder: try takes.folder(making: String(number)), number: number, shot: shot)
  }

  /// Opens a take that exists.
  static func open(_ number: Int, of shot: String, in job: JobFolder) throws(SpoolError) -> TakeFolder {
    let folder = try job.folder.folder("takes").folder(shot).folder(String(number))
    return TakeFolder(folder: folder, number: number, shot: shot)
  }

  /// The numbers of a shot's takes, ascending.
  static func numbers(of shot: String, in job: JobFolder) throws(SpoolError) -> [Int] {
    let takes = try ifThere { () throws(SpoolError) in try job.folder.folder("takes").folder(shot).names() }
    return (takes ?? []).compactMap { Int($0) }.sorted()
  }

  static func newest(of shot: String, in job: JobFolder) throws(SpoolError) -> TakeFolder? {
    guard let number = try numbers(of: shot, in: job).last else { return nil }
    return try open(number, of: shot, in: job)
  }

  var hasStill: Bool { folder.has(Self.still) }
  var isComplete: Bool { folder.has(Self.record) }

  // MARK: Attempts

  private static let attemptPrefix = ".attempt-"

  /// Numbers of the attempts whose folders are still here, ascending.
  func attempts() throws(SpoolError) -> [Int] {
    try folder.names().compactMap {
      $0.hasPrefix(Self.attemptPrefix) ? Int($0.dropFirst(Self.attemptPrefix.count)) : nil
    }.sorted()
  }

  /// A new private folder for one try.
  func begin(attempt: Int) throws(SpoolError) -> AttemptFolder {
    let name = Self.attemptPrefix + String(attempt)
    return AttemptFolder(folder: try folder.folder(making: name), take: self, number: attempt)
  }

  /// The attempt whose clip was made and only waits to be conformed; nil where the take is complete: what is left of its
  /// attempt then is only rubbish of a crash, and the take never changes again.
  func madeAttempt() throws(SpoolError) -> AttemptFolder? {
    guard !isComplete else { return nil }
    for number in try attempts().reversed() {
      let attempt = try folder.folder(Self.attemptPrefix + String(number))
      if attempt.has(AttemptFolder.made) { return AttemptFolder(folder: attempt, take: self, number: number) }
    }
    return nil
  }

  /// The newest attempt whose call to a provider is not over: it is gone on with, never begun a second time.
  func openAttempt() throws(SpoolError) -> Int? {
    for number in try attempts().reversed() where try hasOpenCall(number) { return number }
    return nil
  }

  private func hasOpenCall(_ number: Int) throws(SpoolError) -> Bool {
    let attempt = try folder.folder(Self.attemptPrefix + String(number))
    guard try ifThere({ () throws(SpoolError) in try attempt.status(FileNotes.call) }) != nil else { return false }
    // A note that cannot be read may speak of money: it is nothing to throw away.
    guard let note = try? Document.read(CallNote.self, FileNotes.call, in: attempt) else { return true }
    // What an answered call brought is in the complete take: the daemon died before it removed the attempt.
    return note.isOpen && !(isComplete && note.state == .answered)
  }

  /// Nobody comes back to this take, because the next one begins: what was made and paid for is shown in it, and its
  /// attempts go, but those whose call may still bring something.
  func retire() throws(SpoolError) {
    guard !isComplete else { return try clear() }
    for number in try attempts() where try hasOpenCall(number) {
      let attempt = try begin(attempt: number)
      let note = try? Document.read(CallNote.self, FileNotes.call, in: attempt.folder)
      guard note?.state == .answered else { continue }
      for name in [Self.still, Self.clip] where attempt.folder.has(name) && !folder.has(name) {
        try attempt.publish(name)
      }
      try attempt.remove()
    }
    try clear()
  }

  /// Removes what attempts left behind, but those whose call may still bring something that is paid for.
  func clear() throws(SpoolError) {
    for number in try attempts() where try !hasOpenCall(number) {
      try folder.removeTree(Self.attemptPrefix + String(number))
    }
  }
}

/// The private folder of one try.
struct AttemptFolder {
  let folder: Folder
  let take: TakeFolder
  let number: Int

  /// Says that clip.mp4 is whole and paid for; written before the provider's slot is given back.
  static let made = "made.json"

  var place: Workplace { Workplace(descriptor: folder.descriptor) }

  /// Syncs a file that was made here and gives it its name in the take. It stays here, too, until the attempt is removed:
  /// who is cut off between two files finds all that the next try needs, and need not pay for a clip again.
  func publish(_ name: String) throws(SpoolError) {
    try Durable.syncFile(name, in: folder)
    guard try take.folder.link(name, of: folder, as: name) else {
      throw SpoolError(.taken, "unable to publish \(take.folder.path)/\(name): it is there already")
    }
    try take.folder.sync()
  }

  func remove() throws(SpoolError) { try take.folder.removeTree(".attempt-\(number)") }
}

/// still.json: how the still of a take came to be.
struct StillRecord: Codable, Equatable {
  var maker: String
  var attempts: Int
  var prompt: String
  var seed: UInt64
  var cost: Int64
  /// What a look at it found odd; nil where nothing was, or nobody looked.
  var doubt: String?
}

/// made.json: a clip that waits to be conformed.
struct MadeRecord: Codable, Equatable {
  var maker: String
  var attempts: Int
  var cost: Int64
}
