import Glibc
import Media
import Testing
import Vocabulary

@testable import Assembling

@Suite struct AssembleTests {
  let studio = Studio()

  func assemble(_ order: CutOrder) throws -> Report {
    try Assembling.assemble(order, in: studio.place, stop: studio.stop)
  }

  @Test func `a film is as many frames as its plan, its sound where it was heard, every cut seen`() throws {
    let order = try studio.order()
    let report = try assemble(order)
    #expect(report.passed && report.watched)
    #expect(report.frames == 61)
    #expect(report.songSeconds == 6.03)
    #expect(abs(report.audioOffsetMilliseconds) < 1)
    #expect(report.shots.map(\.packetHash) == order.clips.map(\.packetHash))
    #expect(report.shots.map(\.cutFound) == [nil, true, true])
    #expect(report.shots.map(\.startFrame) == [0, 17, 30])
    #expect(report.shots.allSatisfy { abs(($0.offsetMilliseconds ?? 0) + 10) < 0.01 })
    #expect(report.loudness.integrated < -3 && report.loudness.integrated > -20)
    #expect(report.warnings == [])
    let names = ["final.mp4", "poster.jpg", "storyboard.jpg"]
    #expect(names.allSatisfy(studio.bench.exists))
    #expect(!studio.bench.exists("list.txt") && !studio.bench.exists("final.mp4.part"))
    #expect(try verify(film: "final.mp4", order, in: studio.place, stop: studio.stop) == report)
  }

  @Test func `what was seen in the clips says of the film what decoding it says`() throws {
    var order = try studio.order()
    let decoded = try assemble(order)
    order.looks = try zip(order.clips, order.plan.shots).map { clip, shot in
      try measure(clip: clip.name, frames: shot.frames, profile: studio.profile, in: studio.place, stop: studio.stop)
        .look
    }
    #expect(try assemble(order) == decoded)
    order.looks?[1].jumps.removeLast()
    #expect(throws: Failure.self) { try assemble(order) }
  }

  @Test func `a tile that comes out of measuring is the one that is drawn alone`() throws {
    let order = try studio.order()
    let shot = order.plan.shots[0]
    _ = try measure(
      clip: "c0001.mp4", frames: shot.frames, profile: studio.profile, tile: TileOrder(shot: shot, name: "one.png"),
      in: studio.place, stop: studio.stop)
    try drawTile(
      of: shot, clip: "c0001.mp4", profile: studio.profile, to: "two.png", in: studio.place, stop: studio.stop)
    #expect(studio.bench.read("one.png") == studio.bench.read("two.png"))
  }

  /// The order with another picture in its second shot.
  func order(second source: String, isOurs: Bool) throws -> CutOrder {
    var order = try studio.order([17, 20, 24])
    try studio.makeClip("raw.mp4", source)
    let measure = try conform(
      clip: "raw.mp4", to: "c0002.mp4", shot: order.plan.shots[1], profile: studio.profile, in: studio.place,
      stop: studio.stop)
    order.clips[1].packetHash = measure.packetHash
    for index in order.clips.indices { order.clips[index].isOurs = isOurs }
    return order
  }

  @Test(arguments: [
    ("color=teal:s=90x160:r=24:d=3", "shot_02 stands still from 1.9 to 3.7 s of the film"),
    ("color=black:s=90x160:r=24:d=3,noise=alls=2:allf=t", "shot_02 is black from 1.7 to 3.7 s of the film"),
    ("color=maroon:s=90x160:r=24:d=3,noise=alls=8:allf=t", "no cut can be seen into shot_02, at frame 17"),
  ])
  func `a shot of ours that is not fit to be shown stops the film, anybody else's is a warning`(
    _ source: String, _ sentence: String
  ) throws {
    let failure = #expect(throws: Failure.self) { try assemble(order(second: source, isOurs: true)) }
    #expect(failure?.kind == .invalid)
    #expect(failure?.message == "unable to pass the film: \(sentence)")
    #expect(failure?.remedy?.contains("move shots/ready/shot_02.json to shots/todo/") == true)
    let report = try assemble(order(second: source, isOurs: false))
    #expect(report.passed && report.warnings == [sentence])
  }

  @Test func `a cut is musical only where its cue lies on a beat`() throws {
    var order = try studio.order()
    order.plan.shots[1].cue = ServedCue(time: 1.7, kind: .transition, snappedTo: .none, offsetMilliseconds: 0)
    order.plan.shots[2].cue = nil
    let report = try assemble(order)
    #expect(report.musicalCuts == 0)
    #expect(report.shots.map(\.snappedTo) == [.beat, CueSnap.none, nil])
    #expect(report.shots[1].cue == .transition && report.shots[2].cue == nil)
    #expect(report.shots[2].offsetMilliseconds == nil)
  }

  @Test func `another take of one shot changes that shot and no other`() throws {
    var order = try studio.order()
    let first = try assemble(order)
    try studio.makeClip("raw.mp4", "color=orange:s=90x160:r=24:d=3,noise=alls=8:allf=t")
    let measure = try conform(
      clip: "raw.mp4", to: "c0002.mp4", shot: order.plan.shots[1], profile: studio.profile, in: studio.place,
      stop: studio.stop)
    order.clips[1] = CutOrder.Clip(name: "c0002.mp4", take: 2, packetHash: measure.packetHash)
    // The song's samples are gone once a job is done: its sound stands for them.
    studio.place.remove("song.wav")
    let second = try assemble(order)
    #expect(second.shots.map(\.take) == [1, 2, 1])
    #expect(second.shots[0] == first.shots[0] && second.shots[2] == first.shots[2])
    #expect(second.shots[1].packetHash != first.shots[1].packetHash)
    #expect(abs(second.audioOffsetMilliseconds) < 1)
  }

  @Test func `a clip that is not what its take says is not joined`() throws {
    var order = try studio.order()
    order.clips[1].packetHash = order.clips[0].packetHash
    let failure = #expect(throws: Failure.self) { try assemble(order) }
    #expect(failure?.kind == .invalid)
    #expect(failure?.message == "unable to read the clip of shot_02: it is not what take 1 made")
    #expect(!studio.bench.exists("final.mp4"))
  }

  @Test func `an order that contradicts itself, or names what is not ours, is refused`() throws {
    let plan = studio.plan([10, 20])
    func failure(_ names: [String], _ plan: Plan) -> String? {
      let clips = names.map { CutOrder.Clip(name: $0, take: 1, packetHash: "") }
      let order = CutOrder(
        cut: 1, plan: plan, profile: studio.profile, clips: clips, music: studio.music(3))
      return #expect(throws: Failure.self) { try assemble(order) }.map(\.message)
    }
    #expect(failure(["c0001.mp4"], plan) == "unable to assemble the film: 1 clips for 2 shots")
    for name in ["../c.mp4", "a b.mp4", "-i", "'x'", "/etc/passwd", "", ".hidden", "http:x"] {
      #expect(failure(["c0001.mp4", name], plan)?.hasSuffix("is no name of ours") == true, "\(name)")
    }
    var gap = plan
    gap.shots[1].startFrame = 11
    #expect(
      failure(["c0001.mp4", "c0002.mp4"], gap) == "unable to assemble the film: shot_02 does not begin at frame 10")
  }

  func retouch(_ arguments: String..., to name: String) throws {
    try Child.run(
      try Tool.ffmpeg(),
      Ffmpeg.quiet + ["-i", "final.mp4"] + arguments
        + ["-movflags", "+faststart", "-video_track_timescale", "5120", name],
      in: studio.place, stop: studio.stop)
  }

  @Test func `sound that was made late is found late, by as much as it is`() throws {
    let order = try studio.order([61])
    try studio.bench.ffmpeg("-i", "song.wav", "-af", "adelay=50:all=1", "-c:a", "aac", "-b:a", "256k", "song.m4a")
    let failure = #expect(throws: Failure.self) { try assemble(order) }
    #expect(failure?.kind == .transient)
    #expect(failure?.message.contains("50.0 ms, not below 1 ms") == true)
  }

  @Test func `another song under the film is no offset but another song; silence has none`() throws {
    let order = try studio.order([61])
    try studio.bench.ffmpeg("-f", "lavfi", "-i", "anoisesrc=d=6.03:c=pink:r=44100", "-c:a", "aac", "song.m4a")
    let failure = #expect(throws: Failure.self) { try assemble(order) }
    #expect(failure?.message == "unable to pass the film: the sound is nothing like the song, not the song")
    try studio.bench.ffmpeg("-f", "lavfi", "-i", "anullsrc=r=44100:cl=stereo", "-t", "6.03", "silence.flac")
    _ = try normalise(song: "silence.flac", in: studio.place, stop: studio.stop)
    try layDownSong(in: studio.place, stop: studio.stop)
    let report = try assemble(order)
    #expect(report.loudness == FilmLoudness(integrated: -70, truePeak: nil))
    #expect(report.warnings == ["the song is silent, so its offset could not be measured"])
  }

  @Test func `a film that was tampered with fails, and says by how much`() throws {
    let order = try studio.order()
    _ = try assemble(order)
    func failure(_ name: String) -> String {
      let error = #expect(throws: Failure.self) {
        try verify(film: name, order, in: studio.place, stop: studio.stop)
      }
      return error?.message ?? ""
    }
    try studio.bench.ffmpeg("-i", "final.mp4", "-c", "copy", "-video_track_timescale", "5120", "slow-start.mp4")
    #expect(failure("slow-start.mp4").contains("the order of boxes is ftyp free mdat moov"))
    try studio.bench.ffmpeg("-i", "final.mp4", "-c", "copy", "-movflags", "+faststart", "clock.mp4")
    #expect(failure("clock.mp4").contains("the clock is 1/10240, not 1/5120"))
    try retouch("-c:v", "copy", "-af", "adelay=50:all=1", to: "other.mp4")
    #expect(failure("other.mp4").contains("the sound is another one from packet 0"))
    try retouch("-c", "copy", "-t", "5", to: "short.mp4")
    #expect(failure("short.mp4").contains("frames are in it, the plan has 61"))
    try retouch("-an", "-c", "copy", to: "mute.mp4")
    #expect(failure("mute.mp4").contains("not one picture and one sound"))
    var bytes = studio.bench.read("final.mp4")
    bytes[bytes.count / 2] ^= 1
    studio.bench.write(bytes, to: "flipped.mp4")
    #expect(failure("flipped.mp4").hasPrefix("unable to"))
  }

  @Test func `the sound of every format lies where it was analysed`() throws {
    let order = try studio.order([61])
    let formats: [(String, [String])] = [
      ("a.mp3", ["-c:a", "libmp3lame"]), ("bare.mp3", ["-c:a", "libmp3lame", "-write_xing", "0"]),
      ("a.m4a", ["-c:a", "aac"]), ("a.aac", ["-c:a", "aac"]), ("alac.m4a", ["-c:a", "alac"]), ("a.flac", []),
      ("a.ogg", ["-c:a", "libvorbis"]), ("a.opus", ["-c:a", "libopus"]), ("a.wav", []), ("a.aiff", []),
      ("a.wma", ["-c:a", "wmav2"]), ("a.ac3", []), ("48k.wav", ["-ar", "48000", "-c:a", "pcm_s24le"]),
      ("film.mp4", ["-f", "lavfi", "-i", "testsrc=s=64x64:d=6", "-c:a", "aac"]),
      ("film.mkv", ["-f", "lavfi", "-i", "testsrc=s=64x64:d=6", "-c:a", "libvorbis"]),
    ]
    for (name, codec) in formats {
      try studio.makeSong(name, codec: codec)
      var order = order
      order.music.duration = try normalise(song: name, in: studio.place, stop: studio.stop).seconds
      try layDownSong(original: name, in: studio.place, stop: studio.stop)
      try join(order, to: "final.mp4", in: studio.place, stop: studio.stop)
      let sound = try measureSound("final.mp4", order, in: studio.place, stop: studio.stop)
      #expect(abs(sound.offsetMilliseconds) < 0.1, "\(name): \(sound.offsetMilliseconds) ms")
      #expect(sound.notes == [], "\(name)")
      #expect(sound.filmSeconds >= order.music.duration - 0.03, "\(name)")
    }
  }

  @Test func `a stop is heard`() throws {
    let order = try studio.order([61])
    studio.stop.ask()
    #expect(#expect(throws: Failure.self) { try assemble(order) }?.kind == .stopped)
  }
}
