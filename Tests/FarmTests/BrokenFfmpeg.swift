import Foundation
import Glibc

/// An ffmpeg that goes wrong wherever it is to write a film, until it is mended.
final class BrokenFfmpeg {
  enum Mode: String, CaseIterable {
    /// A signal ends it.
    case killed
    /// It complains at length, writes half a file and says that all is well.
    case half
  }

  private let folder: String
  /// For REELSPOOL_FFMPEG.
  var path: String { "\(folder)/bin/ffmpeg" }

  /// It does as `DIR/lib/mode` says; `lib` is what the box lets it read.
  init(_ mode: Mode) throws {
    folder = TestPlace.folder("ffmpeg")
    for name in ["bin", "lib"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    let script = """
      #!/bin/sh
      mode=$(cat \(folder)/lib/mode 2>/dev/null)
      for last; do :; done
      case "$mode $last" in
      'killed file:'*.mp4*) kill -9 $$ ;;
      'half file:'*.mp4*) cat >/dev/null; head -c 3000 /usr/bin/env >"${last#file:}"; yes 'what a mess' | head -c 5000000 >&2; exit 0 ;;
      esac
      exec /usr/bin/ffmpeg "$@"
      """
    try Data(script.utf8).write(to: URL(filePath: "\(folder)/bin/ffmpeg"))
    chmod("\(folder)/bin/ffmpeg", 0o755)
    try Data(mode.rawValue.utf8).write(to: URL(filePath: "\(folder)/lib/mode"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func mend() { unlink("\(folder)/lib/mode") }
}
