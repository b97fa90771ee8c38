// Where the programs are that this room runs. They are looked for once: a PATH that changes under a running daemon
// would make two clips of one film come from two encoders.
import Glibc

/// A program that can be run as a ``Child``.
public struct Tool: Sendable, Equatable {
  /// What errors call it.
  public let name: String
  /// Absolute path.
  public let path: String

  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// The program called `name`: the path in the environment variable `override` where that is set and not empty,
  /// else the first executable file on PATH.
  ///
  /// - Throws: ``MediaError/Kind/missing`` with `remedy` in its text.
  public static func find(_ name: String, override: String, remedy: String) throws(MediaError) -> Tool {
    if let chosen = environment(override), !chosen.isEmpty {
      guard isExecutable(chosen) else {
        throw MediaError(.missing, "unable to run \(name): \(override) names \(chosen), which is no executable file")
      }
      return Tool(name: name, path: chosen)
    }
    for folder in (environment("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
      let path = "\(folder)/\(name)"
      if isExecutable(path) { return Tool(name: name, path: path) }
    }
    throw MediaError(.missing, "unable to run \(name): it is not installed; \(remedy)")
  }

  /// ffmpeg; `REELSPOOL_FFMPEG` overrides PATH.
  public static func ffmpeg() throws(MediaError) -> Tool { try found.ffmpeg.get() }
  /// ffprobe; `REELSPOOL_FFPROBE` overrides PATH.
  public static func ffprobe() throws(MediaError) -> Tool { try found.ffprobe.get() }
  /// libarchive's tar; `REELSPOOL_BSDTAR` overrides PATH.
  public static func bsdtar() throws(MediaError) -> Tool { try found.bsdtar.get() }

  private struct Found: Sendable {
    let ffmpeg = look("ffmpeg", "REELSPOOL_FFMPEG", package: "ffmpeg")
    let ffprobe = look("ffprobe", "REELSPOOL_FFPROBE", package: "ffmpeg")
    let bsdtar = look("bsdtar", "REELSPOOL_BSDTAR", package: "libarchive-tools")
  }
  private static let found = Found()

  private static func look(_ name: String, _ override: String, package: String) -> Result<Tool, MediaError> {
    Result { () throws(MediaError) in
      try find(name, override: override, remedy: "install it with: apt-get install \(package)")
    }
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static func isExecutable(_ path: String) -> Bool {
    var what = stat()
    return path.hasPrefix("/") && stat(path, &what) == 0 && what.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
