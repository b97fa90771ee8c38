import Spool
import Vocabulary

/// The notes of an errand's calls as files of a folder in the job.
struct FileNotes: CallNotes {
  let folder: Folder
  let tmp: Folder

  /// Where the note of a shot's call lies in its attempt.
  static let call = "call.json"

  func read(_ name: String) throws(Failure) -> CallNote? {
    guard folder.has(name) else { return nil }
    return try onDisk { () throws(SpoolError) in try Document.read(CallNote.self, name, in: folder) }
  }

  func write(_ note: CallNote, as name: String) throws(Failure) {
    try onDisk { () throws(SpoolError) in try Durable.replace(Document.encode(note), as: name, in: folder, through: tmp)
    }
  }

  func sync(_ file: String) throws(Failure) {
    try onDisk { () throws(SpoolError) in
      try Durable.syncFile(file, in: folder)
      try folder.sync()
    }
  }

  func reply(_ name: String) throws(Failure) -> [UInt8]? {
    guard folder.has(name) else { return nil }
    return try onDisk { () throws(SpoolError) in try folder.read(name, limit: 64 << 20) }
  }

  func keep(_ reply: [UInt8], as name: String) throws(Failure) {
    try onDisk { () throws(SpoolError) in try Durable.replace(reply, as: name, in: folder, through: tmp) }
  }
}
