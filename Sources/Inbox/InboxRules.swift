/// What the inbox accepts, and how patiently; from the configuration.
public struct InboxRules: Sendable, Equatable {
  /// Seconds without a change before a complete bundle is taken. Smaller than `patience`.
  public var settle: Double = 2
  /// Seconds without a change before an incomplete one is judged. Larger than `settle`.
  public var patience: Double = 60
  /// Largest song, in bytes.
  public var songBytes: UInt64 = 500_000_000
  /// Longest concept, in bytes of UTF-8.
  public var conceptBytes: UInt64 = 16 * 1024
  /// Files in one bundle at the most.
  public var members: Int = 200
  /// All files of one bundle together, in bytes; archives are unpacked to no more.
  public var bundleBytes: UInt64 = 1_000_000_000
  /// Seconds until adoption is tried again after the disk refused it.
  public var pause: Double = 15

  public init() {}
}
