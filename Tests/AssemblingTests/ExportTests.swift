import Media
import Testing
import Vocabulary

@testable import Assembling

/// Films of other sizes and rates, and the file for upload.
@Suite struct ExportTests {
  static let profiles = [
    HouseProfile(width: 720, height: 1280, fps: 24, crf: 35, preset: "ultrafast"),
    HouseProfile(width: 1080, height: 1080, fps: 25, crf: 35, preset: "ultrafast"),
    HouseProfile(width: 180, height: 320, fps: 60, crf: 35, preset: "ultrafast"),
    HouseProfile(width: 320, height: 180, fps: 24, crf: 35, preset: "ultrafast", upload: true),
  ]

  @Test(arguments: profiles)
  func `a film of any size and rate has every cut on its frame and its sound in place`(profile: HouseProfile) throws {
    let studio = Studio(profile)
    let report = try assemble(studio.order(), in: studio.place, stop: studio.stop)
    #expect(report.passed && report.frames == 61)
    #expect(report.width == profile.width && report.height == profile.height && report.fps == profile.fps)
    #expect(report.shots.map(\.startFrame) == [0, 17, 30])
    #expect(report.shots.map(\.cutFound) == [nil, true, true])
    #expect(abs(report.audioOffsetMilliseconds) < 0.1)
    #expect(abs(report.seconds - report.songSeconds) < 1 / Double(profile.fps))
    #expect(try hasEditList("final.mp4", in: studio.place) == !profile.upload)
    let film = try probe(.ours("final.mp4"), packets: true, in: studio.place, stop: studio.stop)
    #expect(film.picture?.packets.compactMap(\.presented).min() == 0)
  }

  @Test func `an edit list in a film for upload is found`() throws {
    let studio = Studio(Self.profiles[3])
    let order = try studio.order()
    _ = try assemble(order, in: studio.place, stop: studio.stop)
    try studio.bench.ffmpeg(
      "-i", "final.mp4", "-c", "copy", "-movflags", "+faststart", "-video_track_timescale", "12288", "edited.mp4")
    try studio.bench.ffmpeg(
      "-itsoffset", "0.2", "-i", "final.mp4", "-c", "copy", "-movflags", "+faststart", "-video_track_timescale",
      "12288", "late.mp4")
    let failure = #expect(throws: Failure.self) {
      try verify(film: "late.mp4", order, in: studio.place, stop: studio.stop)
    }
    #expect(failure?.kind == .transient)
    #expect(try hasEditList("late.mp4", in: studio.place))
    #expect(try !hasEditList("final.mp4", in: studio.place))
  }

  @Test func `a player that knows no edit lists hears and sees the upload at the same instant`() throws {
    let studio = Studio(Self.profiles[3])
    let order = try studio.order()
    _ = try assemble(order, in: studio.place, stop: studio.stop)
    let (heard, song) = (Windows(over: order.music.duration), Windows(over: order.music.duration))
    try readSong("song.wav", in: studio.place) { song.take(UnsafeRawBufferPointer($0)) }
    try Child.run(
      try Tool.ffmpeg(),
      Ffmpeg.quiet + [
        "-ignore_editlist", "1", "-i", "final.mp4", "-map", "0:a:0", "-ac", "2", "-ar", "44100", "-f", "s16le",
        "pipe:1",
      ], in: studio.place, output: .bytes { heard.take($0) }, stop: studio.stop)
    let offsets = heard.offsets(against: song).map(\.milliseconds)
    #expect(!offsets.isEmpty && offsets.allSatisfy { abs($0) < 0.1 }, "\(offsets)")
  }
}
