import Testing

@testable import Media

@Suite struct OwnClipTests {
  let bench = Bench()

  static let profiles = [
    HouseProfile(width: 90, height: 160, fps: 30),
    HouseProfile(width: 160, height: 90, fps: 24, preset: "veryfast"),
    HouseProfile(width: 90, height: 160, fps: 10, upload: true),
  ]

  func encode(_ count: Int, _ profile: HouseProfile, into name: String) throws {
    let encoder = try FrameEncoder(profile: profile, output: name, place: bench.place, stop: bench.stop)
    var dice: UInt32 = 7
    for _ in 0..<count {
      let frame = (0..<profile.width * profile.height * 4).map { _ in
        dice = dice &* 1_664_525 &+ 1_013_904_223
        return UInt8(dice >> 24)
      }
      try frame.withUnsafeBytes { try encoder.write($0) }
    }
    try encoder.finish()
  }

  @Test(arguments: profiles) func `what we read of a clip is what ffprobe reads`(_ profile: HouseProfile) throws {
    for count in [1, 2, 3, 75] {
      try encode(count, profile, into: "a.mp4")
      let theirs = try #require(try probe(.ours("a.mp4"), packets: true, in: bench.place, stop: bench.stop).picture)
      let ours = try #require(bench.place.ownClip("a.mp4")?.picture)
      #expect(ours.packets.count == count)
      #expect(ours.packets == theirs.packets)
      #expect(ours.parameterHash == theirs.parameterHash)
      #expect(ours.timeBase == theirs.timeBase && ours.codec == theirs.codec && ours.codecTag == theirs.codecTag)
      #expect(ours.width == theirs.width && ours.height == theirs.height)
    }
  }

  @Test func `what our encoder does not write is left to ffprobe`() throws {
    let source = ["-f", "lavfi", "-i", "testsrc=s=64x64:r=10:d=1", "-f", "lavfi", "-i", "sine=d=1"]
    let others: [(String, [String])] = [
      ("sound.mp4", ["-map", "1", "-c:a", "aac"]), ("both.mp4", ["-map", "0", "-map", "1"]),
      ("pieces.mp4", ["-map", "0", "-movflags", "frag_keyframe+empty_moov"]),
      ("other.mp4", ["-map", "0", "-c:v", "mpeg4"]), ("other.mkv", ["-map", "0"]),
      ("late.mp4", ["-map", "0", "-output_ts_offset", "3"]),
    ]
    for (name, arguments) in others {
      try Child.run(try Tool.ffmpeg(), Ffmpeg.quiet + source + arguments + [name], in: bench.place, stop: bench.stop)
      #expect(bench.place.ownClip(name) == nil, "\(name)")
    }
    bench.write("", to: "empty.mp4")
    #expect(bench.place.ownClip("empty.mp4") == nil && bench.place.ownClip("missing.mp4") == nil)
  }

  @Test func `a clip that ends anywhere, or says anything, is read to an end`() throws {
    try encode(5, Self.profiles[0], into: "a.mp4")
    let whole = bench.read("a.mp4")
    for length in stride(from: 0, to: whole.count, by: 97) {
      bench.write(Array(whole[..<length]), to: "b.mp4")
      #expect(bench.place.ownClip("b.mp4") == nil, "\(length) bytes")
    }
    let index = try #require(whole.indices.first { whole[$0...].starts(with: "moov".utf8) })
    var dice: UInt32 = 1
    func next(_ below: Int) -> Int {
      dice = dice &* 1_664_525 &+ 1_013_904_223
      return Int(dice >> 8) % below
    }
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0...next(3) { bytes[index + next(whole.count - index)] = [0, 1, 127, 128, 255][next(5)] }
      bench.write(bytes, to: "b.mp4")
      if let read = bench.place.ownClip("b.mp4") { #expect(read.streams[0].packets.count <= whole.count) }
    }
  }

  @Test func `an index that names the same bytes again and again is refused`() throws {
    try encode(3, Self.profiles[0], into: "a.mp4")
    var bytes = bench.read("a.mp4")
    let at = try #require(bytes.indices.first { bytes[$0...].starts(with: "stsz".utf8) })
    // Every sample as long as the file.
    let size = bytes.count - 100
    for start in [0, 4, 8] {
      for byte in 0..<4 { bytes[at + 16 + start + byte] = UInt8(size >> (24 - 8 * byte) & 255) }
    }
    bench.write(bytes, to: "b.mp4")
    #expect(bench.place.ownClip("b.mp4") == nil)
  }
}
