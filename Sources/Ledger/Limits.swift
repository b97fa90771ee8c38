import Vocabulary

/// How much may be spent; nil is no limit. A job's own budget comes with the job.
public struct Limits: Sendable, Equatable {
  /// Each job that names no budget of its own.
  public var job: MicroDollars?
  /// All jobs together, each UTC day.
  public var day: MicroDollars?
  /// Each provider, each UTC day, by name.
  public var providers: [String: MicroDollars] = [:]

  public init() {}
}
