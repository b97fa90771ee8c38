import Testing

@testable import Media

@Suite struct NormaliseTests {
  let bench = Bench()

  /// A song of `seconds` in which no two moments are alike: two sweeps and quiet noise.
  func make(_ name: String, seconds: Double = 6, _ codec: String...) throws {
    let sound = "aevalsrc='0.4*sin(2*PI*(200+90*t)*t)+0.05*random(0)|0.4*sin(2*PI*(900-60*t)*t)':s=44100:d=\(seconds)"
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-f", "lavfi", "-i", sound] + codec + [name], in: bench.place,
      stop: bench.stop)
  }

  func fault(_ name: String, limits: SongLimits = SongLimits()) -> SongFault? {
    do throws(SongError) {
      _ = try normalise(song: name, limits: limits, in: bench.place, stop: bench.stop)
    } catch {
      if case .song(let fault) = error { return fault }
    }
    return nil
  }

  @Test(arguments: [
    ("a.mp3", ["-c:a", "libmp3lame"]), ("a.m4a", ["-c:a", "aac"]), ("a.aac", ["-c:a", "aac"]),
    ("alac.m4a", ["-c:a", "alac"]), ("a.flac", []), ("a.ogg", ["-c:a", "libvorbis"]), ("a.opus", ["-c:a", "libopus"]),
    ("a.wav", []), ("a.aiff", []), ("a.wma", ["-c:a", "wmav2"]), ("a.mka", ["-c:a", "flac"]), ("a.ac3", []),
    ("24.wav", ["-c:a", "pcm_s24le", "-ar", "48000"]), ("mono.mp3", ["-ac", "1", "-ar", "22050"]),
  ])
  func `every format becomes samples as long as what was put in`(_ name: String, _ codec: [String]) throws {
    let sound = "aevalsrc='0.4*sin(2*PI*(200+90*t)*t)|0.4*sin(2*PI*(900-60*t)*t)':s=44100:d=6"
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-f", "lavfi", "-i", sound] + codec + [name], in: bench.place,
      stop: bench.stop)
    let song = try normalise(song: name, in: bench.place, stop: bench.stop)
    #expect(abs(song.seconds - 6) < 0.15)
    #expect(song.warnings == [])
    #expect(!song.isSilent)
    #expect(try wave("song.wav", in: bench.place).frames == song.samples)
  }

  @Test func `a song cut short is as long as what decodes, and says so`() throws {
    try make("whole.flac", seconds: 20)
    bench.write(Array(bench.read("whole.flac").prefix(900_000)), to: "cut.flac")
    let song = try normalise(song: "cut.flac", in: bench.place, stop: bench.stop)
    #expect(song.seconds < 19)
    #expect(song.warnings.count == 1)
    #expect(song.warnings[0].contains("its header says 20 s"))
  }

  @Test func `a wav cut short is noticed too`() throws {
    try make("whole.wav", seconds: 8)
    bench.write(Array(bench.read("whole.wav").prefix(1_100_000)), to: "cut.wav")
    let song = try normalise(song: "cut.wav", in: bench.place, stop: bench.stop)
    #expect(song.seconds < 7)
    #expect(!song.warnings.isEmpty)
  }

  @Test func `the sound of a video is taken, its cover art is no picture`() throws {
    try make("a.mp3", seconds: 6)
    try bench.ffmpeg("-f", "lavfi", "-i", "color=red:s=64x64:d=1", "-frames:v", "1", "cover.png")
    try bench.ffmpeg(
      "-i", "a.mp3", "-i", "cover.png", "-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic",
      "cover.mp3")
    try bench.ffmpeg("-i", "a.mp3", "-f", "lavfi", "-i", "testsrc=s=64x64:d=6", "-shortest", "film.mp4")
    #expect(try normalise(song: "cover.mp3", in: bench.place, stop: bench.stop).hadPicture == false)
    let film = try normalise(song: "film.mp4", in: bench.place, stop: bench.stop)
    #expect(film.hadPicture)
    #expect(film.warnings.contains("the song is the sound of a video; its picture is not used"))
  }

  @Test func `what is no song says which kind of no song it is`() throws {
    bench.write("la la la, not a song at all\n", to: "text.mp3")
    bench.write([], to: "empty.mp3")
    var seed: UInt32 = 7
    bench.write(
      (0..<300_000).map { _ in
        seed = seed &* 1_664_525 &+ 1_013_904_223
        return UInt8(seed >> 24)
      }, to: "noise.mp3")
    try bench.ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:d=6", "silent-film.mp4")
    try make("half.m4a", seconds: 6, "-c:a", "aac")
    bench.write(Array(bench.read("half.m4a").prefix(40_000)), to: "half.m4a")
    try bench.ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:d=1", "-frames:v", "1", "-f", "mjpeg", "picture.mp3")
    #expect(fault("text.mp3") == .notMedia)
    #expect(fault("empty.mp3") == .notMedia)
    #expect(fault("noise.mp3") == .notMedia)
    #expect(fault("half.m4a") == .notMedia)
    #expect(fault("picture.mp3") == .notMedia)
    #expect(fault("silent-film.mp4") == .noSound)
    #expect(!bench.exists("song.wav") && !bench.exists("song.wav.part"))
  }

  @Test func `too short and too long are judged by what decodes`() throws {
    try make("a.wav", seconds: 6)
    #expect(fault("a.wav", limits: SongLimits(least: 7)) == .tooShort(seconds: 6, least: 7))
    #expect(fault("a.wav", limits: SongLimits(least: 1, most: 3)) == .tooLong(seconds: 6, most: 3))
    #expect(fault("a.wav", limits: SongLimits(least: 6, most: 6)) == nil)
  }

  @Test func `silence is a song, and is called silence`() throws {
    try bench.ffmpeg("-f", "lavfi", "-i", "anullsrc=r=44100:cl=stereo", "-t", "6", "a.flac")
    #expect(try normalise(song: "a.flac", in: bench.place, stop: bench.stop).isSilent)
  }

  @Test func `a playlist, a manifest or a list named song is never followed`() throws {
    try make("secret.ts", seconds: 6, "-c:a", "aac", "-f", "mpegts")
    try make("secret.mp3", seconds: 6)
    let path = bench.path
    bench.write("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n\(path)/secret.ts\n#EXT-X-ENDLIST\n", to: "hls.mp3")
    bench.write("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nsecret.ts\n#EXT-X-ENDLIST\n", to: "relative.mp3")
    bench.write("ffconcat version 1.0\nfile secret.mp3\n", to: "concat.mp3")
    bench.write("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n", to: "sdp.mp3")
    bench.write(
      "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
        + "mediaPresentationDuration=\"PT6S\"><Period><AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\" "
        + "bandwidth=\"1\"><BaseURL>file://\(path)/secret.mp3</BaseURL></Representation></AdaptationSet></Period></MPD>",
      to: "dash.mp3")
    // The default ffmpeg does follow the first: the trap is real.
    #expect(throws: Never.self) { try bench.ffmpeg("-i", "hls.mp3", "trapped.wav") }
    for name in ["hls.mp3", "relative.mp3", "concat.mp3", "sdp.mp3", "dash.mp3"] {
      #expect(fault(name) == .notMedia, "\(name)")
    }
    #expect(!bench.exists("song.wav"))
  }

  @Test(arguments: [
    ("a.m4a", ["-c:a", "aac"], SongSound.copied),
    ("48k.m4a", ["-c:a", "aac", "-ar", "48000"], .copied),
    ("a.aac", ["-c:a", "aac"], .copied),
    ("mono.m4a", ["-c:a", "aac", "-ac", "1"], .copied),
    ("surround.m4a", ["-c:a", "aac", "-ac", "6"], .encoded),
    ("96k.m4a", ["-c:a", "aac", "-ar", "96000"], .encoded),
    ("a.mp3", ["-c:a", "libmp3lame"], .encoded),
  ])
  func `plain AAC is copied, anything else is encoded`(_ name: String, _ codec: [String], _ how: SongSound) throws {
    let sound = "aevalsrc='0.4*sin(2*PI*(200+90*t)*t)|0.4*sin(2*PI*(900-60*t)*t)':s=44100:d=6"
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-f", "lavfi", "-i", sound] + codec + [name], in: bench.place,
      stop: bench.stop)
    _ = try normalise(song: name, in: bench.place, stop: bench.stop)
    #expect(try layDownSong(original: name, in: bench.place, stop: bench.stop) == how)
    #expect(!bench.exists("song.m4a.part"))
  }

  @Test func `a damaged AAC is not copied`() throws {
    try make("a.aac", seconds: 6, "-c:a", "aac")
    var bytes = bench.read("a.aac")
    for index in 20_000..<20_400 { bytes[index] = 0x55 }
    bench.write(bytes, to: "a.aac")
    _ = try normalise(song: "a.aac", in: bench.place, stop: bench.stop)
    #expect(try layDownSong(original: "a.aac", in: bench.place, stop: bench.stop) == .encoded)
  }

  @Test func `the same song gives the same sound, and a stop is no fault of the song`() throws {
    try make("a.mp3", seconds: 6)
    _ = try normalise(song: "a.mp3", in: bench.place, stop: bench.stop)
    try layDownSong(in: bench.place, stop: bench.stop)
    let first = bench.read("song.m4a")
    try layDownSong(in: bench.place, stop: bench.stop)
    #expect(bench.read("song.m4a") == first)
    bench.stop.ask()
    let error = #expect(throws: SongError.self) { try normalise(song: "a.mp3", in: bench.place, stop: bench.stop) }
    guard case .machine(let cause) = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(cause.kind == .stopped)
  }
}
