// job.json: who dropped what, and how it stands. Written at adoption, rewritten only by the daemon.
import Spool
import Vocabulary

/// The ticket of one job.
public struct JobTicket: Codable, Sendable, Equatable {
  /// What people call it: the option, or the name of what was dropped.
  public var title: String
  public var owner: Owner
  /// SHA-256 over slug, song, concept, options and owner, 64 hex digits; the job's name begins it.
  public var digest: String
  public var options: JobOptions
  /// When it was accepted, RFC 3339.
  public var adopted: String
  public var source: SourceFiles
  /// What lay in the inbox, so that a crash between accepting and tidying is recognised.
  public var taken: [TakenEntry]
  /// Failed attempts at the present stage.
  public var attempts: Int
  /// When the daemon meant it to be tried again; nil when it is due.
  public var due: String?
  public var lastFailure: Failure?
  /// The stage in which the job failed; set while it lies in failed/. A job found in a working stage with this set was
  /// moved there by a person, and starts afresh at that stage.
  public var failedIn: JobState?
  /// How often the daemon died while it worked on the present stage.
  public var interruptions: Int
  /// Review points that were reached already, so that moving the job back approves it.
  public var reviewed: [ReviewPoint]

  public init(
    title: String, owner: Owner, digest: String, options: JobOptions, adopted: String, source: SourceFiles,
    taken: [TakenEntry]
  ) {
    self.title = title
    self.owner = owner
    self.digest = digest
    self.options = options
    self.adopted = adopted
    self.source = source
    self.taken = taken
    attempts = 0
    interruptions = 0
    reviewed = []
  }
}

/// Who owned what was dropped.
public struct Owner: Codable, Sendable, Equatable {
  public var uid: UInt32
  /// The account's name; the number as text where the system knows none.
  public var name: String

  public init(uid: UInt32, name: String) {
    self.uid = uid
    self.name = name
  }
}

/// Where the parts of the bundle lie in `source/`, and what they were called. Names there are ours: a person's name is
/// data, never a path.
public struct SourceFiles: Codable, Sendable, Equatable {
  /// Nil in a job that was rejected before its song was known.
  public var song: SourceFile?
  public var concept: SourceFile?
  /// The concept.json beside a concept in prose.
  public var options: SourceFile?
  public var references: [SourceFile] = []
  public var character: SourceFile?
  public var lyrics: SourceFile?
  /// Kept because nothing is thrown away; not used.
  public var extras: [SourceFile] = []

  public init() {}
}

/// One kept file.
public struct SourceFile: Codable, Sendable, Equatable {
  /// Name below `source/`, of ours.
  public var name: String
  /// Name below the bundle, as the person wrote it.
  public var original: String
  public var bytes: UInt64
  /// SHA-256, 64 hex digits.
  public var digest: String

  public init(name: String, original: String, bytes: UInt64, digest: String) {
    self.name = name
    self.original = original
    self.bytes = bytes
    self.digest = digest
  }
}

/// One entry of the inbox that became part of a job.
public struct TakenEntry: Codable, Sendable, Equatable {
  public var name: String
  public var device: UInt64
  public var inode: UInt64
  /// True where it was rejected and not all of it could be kept: it stays in the inbox, hidden. Else nil.
  public var refused: Bool?

  public init(name: String, device: UInt64, inode: UInt64, refused: Bool? = nil) {
    self.name = name
    self.device = device
    self.inode = inode
    self.refused = refused
  }
}
