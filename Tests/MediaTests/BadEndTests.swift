import Foundation
import Testing

@testable import Media

/// What a program leaves when it goes wrong in the ways in which encoders do.
@Suite struct BadEndTests {
  let bench = Bench()
  let shell = Tool(name: "sh", path: "/bin/sh")

  @Test func `a film that is cut anywhere is not whole`() throws {
    try bench.ffmpeg("-f", "lavfi", "-i", "testsrc=size=64x64:duration=0.2", "whole.mp4")
    #expect(bench.place.isWholeMP4("whole.mp4"))
    let bytes = bench.read("whole.mp4")
    for cut in stride(from: 0, to: bytes.count, by: 7) {
      bench.write(Array(bytes[..<cut]), to: "cut.mp4")
      #expect(!bench.place.isWholeMP4("cut.mp4"), "at \(cut)")
    }
    bench.write(bytes + [0], to: "cut.mp4")
    #expect(!bench.place.isWholeMP4("cut.mp4") && !bench.place.isWholeMP4("gone.mp4"))
    bench.write([0, 0, 0, 1] + Array("moov".utf8) + [UInt8](repeating: 0xff, count: 8), to: "cut.mp4")
    #expect(!bench.place.isWholeMP4("cut.mp4"))
  }

  @Test func `an ffmpeg that wrote nothing has not succeeded`() throws {
    try bench.ffmpeg("-f", "lavfi", "-i", "testsrc=size=64x64:duration=0.2", "whole.mp4")
    // No frame is so late: ffmpeg ends with 0 and writes nothing.
    let arguments =
      Ffmpeg.quiet + MediaFile.ours("whole.mp4").input + [
        "-vf", "select='eq(n,9999)'", "-frames:v", "1", "-f", "image2", "-update", "1", "file:tile.png",
      ]
    #expect(kind { try Ffmpeg.run(arguments, in: bench.place, stop: bench.stop) } == .failed(status: 0))
    #expect(!bench.exists("tile.png"))
  }

  @Test func `a flood of complaints is no sign of life, and little of it is kept`() {
    var limits = ChildLimits(idleSeconds: 0.3, graceSeconds: 0.1)
    limits.cpuSeconds = 60
    let error = #expect(throws: MediaError.self) {
      try Child.run(
        shell, ["-c", "while :; do echo 'what a mess' >&2; done"], in: nil, limits: limits, stop: bench.stop)
    }
    #expect(error?.kind == .stalled && (error?.tail.utf8.count ?? 0) <= 8192)
  }

  @Test func `what fills the disk is ended at its limit, in the box too`() {
    let limits = ChildLimits(fileBytes: 100_000)
    let fence = Fence(writes: ["big"])
    #expect(
      kind {
        try Child.run(
          shell, ["-c", "exec cat /dev/urandom > big"], in: bench.place, limits: limits, fence: fence, stop: bench.stop)
      } == .tooLarge)
    #expect(bench.read("big").count <= 100_000)
  }
}
