import Glibc
import Media
import Testing
import Vocabulary

@testable import Assembling

@Suite struct ConformTests {
  let studio = Studio()

  func conform(_ clip: String, _ shot: Shot) throws -> ClipMeasure {
    try Assembling.conform(
      clip: clip, to: "out.mp4", shot: shot, profile: studio.profile, in: studio.place, stop: studio.stop)
  }

  func kind(_ clip: String) -> FailureKind? {
    do { _ = try conform(clip, studio.shot(1, 0..<20)) } catch { return (error as? Failure)?.kind }
    return nil
  }

  func look(_ name: String) throws -> Jumps {
    let jumps = Jumps()
    try Child.run(
      try Tool.ffmpeg(),
      Ffmpeg.quiet + [
        "-i", name, "-vf", "scale=\(Jumps.width):\(Jumps.height),format=yuv444p", "-f", "rawvideo", "pipe:1",
      ], in: studio.place, output: .bytes { jumps.take($0) }, stop: studio.stop)
    return jumps
  }

  @Test(arguments: [
    ("30fps.mp4", "testsrc=s=90x160:r=30:d=3", []),
    ("24fps.mp4", "testsrc=s=128x72:r=24:d=3", []),
    ("ntsc.mov", "testsrc=s=100x100:r=30000/1001:d=3", ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"]),
    ("odd.webm", "testsrc=s=121x77:r=25:d=3", ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-pix_fmt", "yuv444p"]),
    (
      "hdr.mp4", "testsrc=s=90x160:r=10:d=3",
      ["-pix_fmt", "yuv420p10le", "-colorspace", "bt2020nc", "-chroma_sample_location", "topleft"]
    ),
    ("wide.mkv", "testsrc=s=90x160:r=10:d=3,setsar=4/3", ["-c:v", "libx264"]),
    ("late.mp4", "testsrc=s=90x160:r=10:d=3", ["-output_ts_offset", "1.7"]),
  ])
  func `a clip of any rate, shape and colour becomes the plan's frames`(
    _ name: String, _ source: String, _ arguments: [String]
  ) throws {
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-f", "lavfi", "-i", source] + arguments + [name], in: studio.place,
      stop: studio.stop)
    #expect(try conform(name, studio.shot(1, 0..<20)).frames == 20)
  }

  @Test func `chapters, time codes and titles of a clip do not come along`() throws {
    studio.bench.write(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=x\n", to: "chapters.txt")
    try studio.makeClip(
      "a.mov", "testsrc=s=90x160:r=24:d=3", "-i", "chapters.txt", "-map_chapters", "1", "-timecode", "01:00:00:00",
      "-metadata:s:v", "title=private")
    #expect(try conform("a.mov", studio.shot(1, 0..<20)).frames == 20)
    #expect(!String(decoding: studio.bench.read("out.mp4"), as: UTF8.self).contains("private"))
  }

  @Test func `a clip that fits already is taken byte for byte`() throws {
    try studio.makeClip("a.mp4", "testsrc=s=90x160:r=24:d=3")
    let first = try conform("a.mp4", studio.shot(1, 0..<20))
    try studio.place.rename("out.mp4", to: "b.mp4")
    let second = try conform("b.mp4", studio.shot(1, 0..<20))
    #expect(first == second)
    var before = stat()
    var after = stat()
    stat("\(studio.bench.path)/b.mp4", &before)
    stat("\(studio.bench.path)/out.mp4", &after)
    #expect(before.st_ino == after.st_ino)
    // One frame fewer is another clip.
    #expect(try conform("b.mp4", studio.shot(1, 0..<19)).frames == 19)
  }

  @Test func `what the frame encoder wrote is a conformed clip`() throws {
    let encoder = try FrameEncoder(
      profile: studio.profile, output: "drawn.mp4", place: studio.place, stop: studio.stop)
    for index in 0..<20 {
      var frame = [UInt8](repeating: 255, count: 90 * 160 * 4)
      for row in 0..<160 { frame[row * 360 + 4 * index] = UInt8(row) }
      try frame.withUnsafeBytes { try encoder.write($0) }
    }
    try encoder.finish()
    _ = try conform("drawn.mp4", studio.shot(1, 0..<20, .flash, frames: 3))
    #expect(studio.bench.read("out.mp4") == studio.bench.read("drawn.mp4"))
    var what = stat()
    stat("\(studio.bench.path)/out.mp4", &what)
    #expect(what.st_nlink == 2)
  }

  @Test func `what our own encoder was given is not decoded again, unless it is not as long as the clip`() throws {
    try studio.makeClip("a.mp4", "testsrc2=s=90x160:r=24:d=3")
    let decoded = try conform("a.mp4", studio.shot(1, 0..<20))
    func again(_ frames: Int) throws -> ClipMeasure {
      studio.bench.write("picture", to: "glimpse.png")
      let grey = (0..<frames).flatMap { [UInt8](repeating: UInt8($0), count: Glimpses.frameBytes) }
      return try Assembling.conform(
        clip: "out.mp4", to: "again.mp4", shot: studio.shot(1, 0..<20), profile: studio.profile, tile: "tile.png",
        glimpses: Glimpses(frames: grey, tile: "glimpse.png"), in: studio.place, stop: studio.stop)
    }
    let believed = try again(20)
    #expect(believed.look.jumps == [0] + [Double](repeating: 1, count: 19))
    #expect(believed.packetHash == decoded.packetHash)
    #expect(String(decoding: studio.bench.read("tile.png"), as: UTF8.self) == "picture")
    try studio.place.rename("again.mp4", to: "out.mp4")
    #expect(try again(19) == decoded)
    #expect(studio.bench.read("tile.png").count > 100)
  }

  @Test func `the same clip gives the same bytes`() throws {
    try studio.makeClip("a.mp4", "testsrc=s=90x160:r=24:d=3")
    _ = try conform("a.mp4", studio.shot(1, 0..<20))
    let first = studio.bench.read("out.mp4")
    _ = try conform("a.mp4", studio.shot(1, 0..<20))
    #expect(studio.bench.read("out.mp4") == first)
  }

  @Test func `a clip far too short is slowed down, not frozen`() throws {
    try studio.makeClip("short.mp4", "testsrc2=s=90x160:r=10:d=2")
    #expect(try conform("short.mp4", studio.shot(1, 0..<50)).frames == 50)
    #expect(try look("out.mp4").stillness(fps: 10) == [])
    try studio.makeClip("nearly.mp4", "testsrc2=s=90x160:r=10:d=4.7")
    #expect(try conform("nearly.mp4", studio.shot(1, 0..<50)).frames == 50)
  }

  @Test func `a transition lies inside the incoming clip`() throws {
    try studio.makeClip("a.mp4", "color=0x303030:s=90x160:r=24:d=3,noise=alls=5:allf=t")
    _ = try conform("a.mp4", studio.shot(2, 10..<30, .flash, frames: 4))
    let flash = try look("out.mp4").light
    #expect(flash[0] > 200 && flash[5] < 70 && flash.count == 20)
    _ = try conform("a.mp4", studio.shot(2, 10..<30, .dip, frames: 4))
    #expect(try look("out.mp4").light[0] < 25)
    _ = try conform("a.mp4", studio.shot(2, 10..<30, .whip, frames: 4))
    #expect(try look("out.mp4").frames == 20)
  }

  @Test func `the shot before a whip is torn in its last frames`() throws {
    try studio.makeClip("a.mp4", "testsrc2=s=90x160:r=10:d=3")
    func light(_ out: Int?) throws -> [Double] {
      var shot = studio.shot(1, 0..<20)
      shot.whipOutFrames = out
      _ = try conform("a.mp4", shot)
      return try look("out.mp4").jumps
    }
    let (plain, torn) = (try light(nil), try light(3))
    #expect(torn.count == 20)
    for frame in 1..<16 { #expect(abs(plain[frame] - torn[frame]) < 1, "frame \(frame)") }
    #expect((17..<20).contains { torn[$0] > plain[$0] + 1 }, "\(torn) \(plain)")
  }

  @Test func `what is no clip is refused, and a playlist is not followed`() throws {
    try studio.makeClip("secret.ts", "testsrc=s=90x160:r=10:d=3")
    studio.bench.write("#EXTM3U\n#EXTINF:3,\n\(studio.bench.path)/secret.ts\n#EXT-X-ENDLIST\n", to: "clip.mp4")
    studio.bench.write("<html>404 Not Found</html>", to: "page.mp4")
    try studio.makeClip("one.mp4", "testsrc=s=90x160:r=10:d=3", "-frames:v", "1")
    try studio.makeSong("song.m4a", codec: ["-c:a", "aac"])
    for name in ["clip.mp4", "page.mp4", "one.mp4", "song.m4a"] { #expect(kind(name) == .invalid, "\(name)") }
    #expect(!studio.bench.exists("out.mp4") && !studio.bench.exists("out.mp4.part"))
    studio.stop.ask()
    #expect(kind("one.mp4") == .stopped)
  }

  @Test func `a measured clip that is damaged or of another length is to be made again`() throws {
    try studio.makeClip("a.mp4", "testsrc2=s=90x160:r=24:d=3")
    _ = try conform("a.mp4", studio.shot(1, 0..<20))
    func failure(_ name: String, frames: Int) -> Failure? {
      #expect(throws: Failure.self) {
        try measure(clip: name, frames: frames, profile: studio.profile, in: studio.place, stop: studio.stop)
      }
    }
    #expect(failure("out.mp4", frames: 21)?.message.contains("20 frames are in it, the plan has 21") == true)
    var bytes = studio.bench.read("out.mp4")
    for index in (bytes.count * 2 / 3)..<(bytes.count * 2 / 3 + 600) { bytes[index] ^= 0x5a }
    studio.bench.write(bytes, to: "damaged.mp4")
    #expect(failure("damaged.mp4", frames: 20)?.kind == .transient)
  }
}
