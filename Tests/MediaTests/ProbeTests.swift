import Testing

@testable import Media

@Suite struct ProbeTests {
  let bench = Bench()

  @Test func `a film's headers and packets, stream by stream`() throws {
    try bench.ffmpeg(
      "-f", "lavfi", "-i", "testsrc=s=90x160:r=10:d=2", "-f", "lavfi", "-i", "sine=d=2", "-c:v", "libx264", "-c:a",
      "aac", "-metadata", "title=[STREAM]", "a.mp4")
    let headers = try probe(.ours("a.mp4"), in: bench.place, stop: bench.stop)
    #expect(headers.formatName == "mov,mp4,m4a,3gp,3g2,mj2" && headers.streams.count == 2)
    #expect(headers.picture?.width == 90 && headers.picture?.frameRate == "10/1")
    #expect(headers.sound?.codec == "aac" && headers.sound?.packets == [])
    let all = try probe(.ours("a.mp4"), packets: true, in: bench.place, stop: bench.stop)
    #expect(all.picture?.packets.count == 20)
    #expect((all.sound?.packets.count ?? 0) > 80)
    #expect(Set(all.picture?.packets.map(\.hash) ?? []).count == 20)
  }

  @Test func `a format that is not on the list is not opened`() throws {
    try bench.ffmpeg("-f", "lavfi", "-i", "sine=d=1", "a.mp3")
    #expect(kind { _ = try probe(.clip("a.mp3"), in: bench.place, stop: bench.stop) } == .failed(status: 1))
    #expect(kind { _ = try probe(.song("a.mp3"), in: bench.place, stop: bench.stop) } == nil)
  }
}
