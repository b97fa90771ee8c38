// How a child's end becomes an error, or none.
import Glibc

extension MediaError {
  /// The error of a child that ended with `status`, as waitpid gives it; nil for success.
  ///
  /// - Parameters:
  ///   - cause: why we ended it; nil where we did not.
  ///   - tail: the end of what it wrote to its standard error.
  static func ofChild(_ name: String, _ status: Int32, _ cause: Kind?, _ tail: String) -> MediaError? {
    guard let kind = cause ?? kind(of: status, tail) else { return nil }
    let last = tail.split(separator: "\n").last.map { ": \($0)" } ?? ""
    let own = cause == nil && status & 0x7f == 0 ? (status >> 8) & 0xff : nil
    return MediaError(kind, "unable to finish \(name): \(kind.words)\(last)", tail: tail, status: own)
  }

  private static func kind(of status: Int32, _ tail: String) -> Kind? {
    let signal = status & 0x7f
    if signal == SIGXFSZ { return .tooLarge }
    if signal == SIGXCPU { return .timedOut }
    if signal != 0 { return .killed(signal: signal) }
    // ffmpeg ends with 0 though the disk was full when it wrote the last box of a file: its words decide.
    if tail.contains("No space left on device") || tail.contains("Disk quota exceeded") { return .full }
    if status == 0 { return nil }
    return tail.contains("File too large") ? .tooLarge : .failed(status: (status >> 8) & 0xff)
  }
}
