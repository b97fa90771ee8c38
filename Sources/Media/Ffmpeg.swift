/// Arguments that every ffmpeg of ours begins with.
public enum Ffmpeg {
  /// No questions, no banner, errors only, existing outputs replaced.
  public static let quiet = ["-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y"]
  /// Headway on standard output, four blocks a second (see ``Headway``).
  public static let reporting = ["-progress", "pipe:1", "-stats_period", "0.25"]
}
