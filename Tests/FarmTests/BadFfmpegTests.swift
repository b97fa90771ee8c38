import Foundation
import Testing

@testable import Farm

/// A daemon whose ffmpeg goes wrong for a while, in each of the ways in which it can, where films are written: nothing
/// broken is taken for a take, the failure is said, and the film is finished when the cause is gone.
@Suite(.serialized) struct BadFfmpegTests {
  @Test(.enabled(if: access("/usr/bin/ffmpeg", X_OK) == 0), arguments: BrokenFfmpeg.Mode.allCases)
  func `a film is finished once ffmpeg has come to its senses`(mode: BrokenFfmpeg.Mode) throws {
    let tool = try BrokenFfmpeg(mode)
    let farm = try FarmProcess(more: "[retry]\nbase = 0.2\ncap = 1\nattempts = 100")
    try farm.start(["REELSPOOL_FFMPEG=\(tool.path)"])
    try farm.drop()
    try waitUntil("it is said; \(farm.log().suffix(400))") {
      farm.log().contains("; due again in ")
    }
    #expect(!farm.jobs.contains { $0.hasPrefix("done/") })
    #expect(farm.log().utf8.count < 100_000, "a flood is not passed on")
    tool.mend()
    try waitUntil("the film is done; \(farm.log().suffix(600))") {
      farm.names("done").count == 1 && farm.has("done/\(farm.names("done")[0])/final.mp4")
    }
    #expect(farm.kill(SIGTERM) == 0)
  }
}
