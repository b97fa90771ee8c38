// ffmpeg's `-progress pipe:1`: blocks of `key=value` lines. A block proves that the process is alive, not that it gets
// anywhere: a hung ffmpeg may repeat itself. Only a figure that changed is a sign of life.

/// How far ffmpeg has come.
public struct Headway: Sendable, Equatable {
  /// Frames of picture written.
  public var frame = 0
  /// Time of the last packet written, in microseconds.
  public var microseconds = 0
  /// ffmpeg says that it is done. It says so after a SIGTERM too, so this proves nothing.
  public var isEnd = false

  /// Takes one line in; true when a figure changed.
  mutating func take(_ line: Substring) -> Bool {
    let before = self
    let parts = line.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { return false }
    switch parts[0] {
    case "frame": frame = Int(parts[1]) ?? frame
    case "out_time_us": microseconds = Int(parts[1]) ?? microseconds
    case "progress": isEnd = parts[1] == "end"
    default: break
    }
    return self != before
  }
}
