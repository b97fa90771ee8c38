import Foundation
import Testing

@testable import Farm

/// A daemon whose ffmpeg goes wrong for a while, in each of the ways in which it can, where films are written: nothing
/// broken is taken for a take, the failure is said, and the film is finished when the cause is gone.
@Suite(.serialized) struct BadFfmpegTests {
  enum Mode: String, CaseIterable {
    /// A signal ends it.
    case killed
    /// It complains at length, writes half a file and says that all is well.
    case half
  }

  /// An ffmpeg in `DIR/bin` that does as `DIR/lib/mode` says whenever it is to write a film; `lib` is what the box lets
  /// it read.
  private func wrapper() throws -> String {
    let folder = TestPlace.folder("ffmpeg")
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
    return folder
  }

  @Test(.enabled(if: access("/usr/bin/ffmpeg", X_OK) == 0), arguments: Mode.allCases)
  func `a film is finished once ffmpeg has come to its senses`(mode: Mode) throws {
    let folder = try wrapper()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = URL(filePath: "\(folder)/lib/mode")
    try Data(mode.rawValue.utf8).write(to: file)
    let farm = try FarmProcess(more: "[retry]\nbase = 0.2\ncap = 1\nattempts = 100")
    try farm.start(["REELSPOOL_FFMPEG=\(folder)/bin/ffmpeg"])
    try farm.drop()
    try waitUntil("it is said; \(farm.log().suffix(400))") {
      farm.log().contains("; due again in ")
    }
    #expect(!farm.jobs.contains { $0.hasPrefix("done/") })
    #expect(farm.log().utf8.count < 100_000, "a flood is not passed on")
    try FileManager.default.removeItem(at: file)
    try waitUntil("the film is done; \(farm.log().suffix(600))") {
      farm.names("done").count == 1 && farm.has("done/\(farm.names("done")[0])/final.mp4")
    }
    #expect(farm.kill(SIGTERM) == 0)
  }
}
