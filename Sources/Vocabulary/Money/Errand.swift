/// One thing that is asked of a provider: for whom, who pays, and where it is noted so that a restart goes on with it
/// instead of asking, and paying, twice.
public struct Errand: Sendable {
  public var job: String
  public var step: ErrandStep
  /// The shot or the character that it is for; empty for the whole film.
  public var subject: String
  /// The take; 0 where there is none.
  public var take: Int
  /// The most that the job may spend in all; nil without a limit.
  public var budget: MicroDollars?
  public var purse: any Purse
  public var notes: any CallNotes
  /// Whether a failure now would be the last one before a person is asked: whoever can step in does.
  public var isLastTry = false
  /// The slots of other lanes than the errand's own: who steps in works in a lane of its own.
  public var slots: (any Slots)?
  /// After a stop: whether nobody wants the result any more (the job was cancelled, the shot moved away), rather than
  /// later (the farm stops, the job rests).
  public var isWithdrawn: @Sendable () -> Bool

  public init(
    job: String, step: ErrandStep, subject: String = "", take: Int = 0, budget: MicroDollars? = nil,
    purse: any Purse, notes: any CallNotes, isWithdrawn: @escaping @Sendable () -> Bool = { false }
  ) {
    self.job = job
    self.step = step
    self.subject = subject
    self.take = take
    self.budget = budget
    self.purse = purse
    self.notes = notes
    self.isWithdrawn = isWithdrawn
  }
}

/// Slots of lanes, taken without waiting.
public protocol Slots: Sendable {
  /// Takes a slot if one is free now.
  func take(_ lane: String) -> Bool
  /// Gives a slot back that was taken.
  func giveBack(_ lane: String)
}

/// What an errand makes.
public enum ErrandStep: String, Codable, Sendable, CaseIterable {
  case treatment, slots, reference, still, clip
}

/// The durable notes of one errand's calls, in a folder that outlives the daemon. What a call returns is on the disk
/// when `write` returns.
public protocol CallNotes: Sendable {
  /// The note of this name; nil where none was written.
  func read(_ name: String) throws(Failure) -> CallNote?
  /// Writes the note, durable before this returns.
  func write(_ note: CallNote, as name: String) throws(Failure)
  /// Makes a file durable that the maker wrote into its place.
  func sync(_ file: String) throws(Failure)
  /// A reply that was kept; nil where none was.
  func reply(_ name: String) throws(Failure) -> [UInt8]?
  /// Keeps a reply, durable before this returns.
  func keep(_ reply: [UInt8], as name: String) throws(Failure)
}
