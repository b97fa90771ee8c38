/// What a child may take before it is ended. A limit of 0 means none.
public struct ChildLimits: Sendable, Equatable {
  /// Seconds from its start to its end.
  public var wallSeconds: Double
  /// Seconds without a sign of life while somebody waits for it (see ``Child/Output``).
  public var idleSeconds: Double
  /// Seconds between the request to end (SIGTERM) and the end (SIGKILL), both to the whole process group.
  public var graceSeconds: Double
  /// Bytes of its standard output.
  public var outputBytes: Int
  /// Seconds of processor time (RLIMIT_CPU).
  public var cpuSeconds: Int
  /// Bytes of the largest file it writes (RLIMIT_FSIZE).
  public var fileBytes: Int
  /// Bytes of address space (RLIMIT_AS).
  public var memoryBytes: Int
  public var openFiles: Int

  /// Bounds that no honest piece of work on one song or one shot comes near.
  public init(
    wallSeconds: Double = 3600, idleSeconds: Double = 60, graceSeconds: Double = 3, outputBytes: Int = 64 << 20,
    cpuSeconds: Int = 4 * 3600, fileBytes: Int = 8 << 30, memoryBytes: Int = 8 << 30, openFiles: Int = 256
  ) {
    self.wallSeconds = wallSeconds
    self.idleSeconds = idleSeconds
    self.graceSeconds = graceSeconds
    self.outputBytes = outputBytes
    self.cpuSeconds = cpuSeconds
    self.fileBytes = fileBytes
    self.memoryBytes = memoryBytes
    self.openFiles = openFiles
  }
}
