import Glibc
import Testing

@testable import Media

@Suite struct FrameEncoderTests {
  let bench = Bench()
  let profile = HouseProfile(width: 90, height: 160, fps: 10, crf: 30, preset: "ultrafast")

  @discardableResult func encode(
    _ count: Int, into name: String, tile: FrameEncoder.Tile? = nil
  ) throws -> Glimpses? {
    let encoder = try FrameEncoder(profile: profile, output: name, tile: tile, place: bench.place, stop: bench.stop)
    for index in 0..<count {
      let frame = [UInt8](repeating: UInt8(index * 7 % 256), count: 90 * 160 * 4)
      try frame.withUnsafeBytes { try encoder.write($0) }
    }
    try encoder.finish()
    return encoder.glimpses
  }

  @Test func `every frame is glimpsed on its way into the clip, which stays as it is`() throws {
    #expect(try encode(23, into: "a.mp4") == nil)
    let seen = try #require(try encode(23, into: "b.mp4", tile: FrameEncoder.Tile(name: "tile.png", frame: 20)))
    #expect(bench.read("a.mp4") == bench.read("b.mp4"))
    #expect(seen.count == 23 && seen.tile == "tile.png")
    let luma = (0..<23).map { Int(seen.frames[$0 * Glimpses.frameBytes]) }
    for index in 1..<23 { #expect((4...8).contains(luma[index] - luma[index - 1]), "frame \(index)") }
    try bench.ffmpeg("-i", "tile.png", "-pix_fmt", "gray", "-f", "rawvideo", "tile.raw")
    #expect(abs(Int(bench.read("tile.raw")[0]) - 20 * 7) < 4)
  }

  @Test func `as many frames come out as went in, and the same frames give the same bytes`() throws {
    try encode(23, into: "a.mp4")
    try encode(23, into: "b.mp4")
    #expect(bench.read("a.mp4") == bench.read("b.mp4"))
    try bench.ffmpeg("-i", "a.mp4", "-f", "framemd5", "a.txt")
    let frames = String(decoding: bench.read("a.txt"), as: UTF8.self).split(separator: "\n").filter {
      !$0.hasPrefix("#")
    }
    #expect(frames.count == 23)
  }

  @Test func `an output that cannot be made is the encoder's own error, not a broken pipe`() {
    let error = #expect(throws: MediaError.self) { try encode(200, into: "missing/a.mp4") }
    #expect(error?.kind == .failed(status: 1))
    #expect(error?.tail.contains("No such file") == true)
  }

  @Test func `a stop between two frames is heard`() throws {
    let encoder = try FrameEncoder(profile: profile, output: "a.mp4", place: bench.place, stop: bench.stop)
    bench.stop.ask()
    let frame = [UInt8](repeating: 0, count: 90 * 160 * 4)
    #expect(kind { while true { try frame.withUnsafeBytes { try encoder.write($0) } } } == .stopped)
  }

  @Test func `a frame of the wrong size is refused`() throws {
    let encoder = try FrameEncoder(profile: profile, output: "a.mp4", place: bench.place, stop: bench.stop)
    defer { encoder.abandon() }
    #expect(kind { try [UInt8](repeating: 0, count: 4).withUnsafeBytes { try encoder.write($0) } } == .unreadable)
  }
}
