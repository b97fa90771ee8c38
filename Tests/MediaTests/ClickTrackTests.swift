import Foundation
import Testing

@testable import Media

@Suite struct ClickTrackTests {
  let bench = Bench()

  /// The frames of a WAV file's left channel.
  func samples(_ name: String) throws -> [Int] {
    var all: [Int] = []
    try readSong(name, in: bench.place) { chunk in
      for frame in 0..<(chunk.count / 2) { all.append(Int(chunk[2 * frame])) }
    }
    return all
  }

  func makeSong(_ seconds: Double) throws {
    let tone = "0.3*sin(2*PI*220*t)"
    try bench.ffmpeg("-f", "lavfi", "-i", "aevalsrc=\(tone)|\(tone):d=\(seconds):s=44100", "song.wav")
  }

  /// Where a click begins in `difference`, and whether it is the louder one.
  func found(_ difference: [Int]) -> [(frame: Int, isHigh: Bool)] {
    var found: [(frame: Int, isHigh: Bool)] = []
    for (frame, value) in difference.enumerated() where abs(value) > 12000 {
      if let last = found.last, frame < last.frame + 4000 { continue }
      found.append((frame, value > 20000))
    }
    return found
  }

  @Test func `clicks begin on the sample of their time, and the song is otherwise the song`() throws {
    try makeSong(4)
    // Times across the edges of the pieces in which a song is read, the first and the last sample.
    let times = [0, 0.25, 32767.0 / 44100, 32768.0 / 44100, 1.50001, 2.2, 3.99]
    let clicks = times.enumerated().map { Click(time: $1, isHigh: $0 % 2 == 0) }
    try layClicks(clicks.reversed(), on: "song.wav", to: "out.wav", in: bench.place)
    let song = try samples("song.wav")
    let out = try samples("out.wav")
    #expect(song.count == out.count)
    let difference = zip(out, song).map { $0 - Int((Double($1) * songUnderClicks).rounded()) }
    let heard = found(difference)
    let wanted = [0, 11025, 32767, 66150, 97020, 175959]
    #expect(heard.map(\.frame) == wanted, "two on neighbouring samples are heard as one")
    let quiet = difference.indices.filter { frame in !wanted.contains { (0..<1766).contains(frame - $0) } }
    #expect(quiet.allSatisfy { abs(difference[$0]) <= 1 })
    #expect(heard[1].isHigh == false && heard[3].isHigh, "a downbeat is the louder one")
  }

  @Test(arguments: ["wav", "flac", "mp3", "m4a"]) func `clicks stay where they are in every format`(ending: String)
    throws
  {
    try makeSong(3)
    let clicks = [0.5, 1, 1.5, 2, 2.5].map { Click(time: $0, isHigh: true) }
    try layClicks(clicks, on: "song.wav", to: "out.wav", in: bench.place)
    try encodeSound("out.wav", to: "out2.\(ending)", in: bench.place, stop: Stop())
    _ = try normalise(
      song: "out2.\(ending)", to: "back.wav", limits: SongLimits(least: 1), in: bench.place, stop: Stop())
    let song = try samples("song.wav")
    let back = try samples("back.wav")
    let difference = zip(back, song).map { $0 - Int((Double($1) * songUnderClicks).rounded()) }
    let heard = found(difference).map(\.frame)
    // A lossy encoder smears a click by some samples; a millisecond nobody hears.
    let slack = ending == "wav" || ending == "flac" ? 0 : 44
    #expect(heard.count == 5)
    for (frame, click) in zip(heard, clicks) { #expect(abs(frame - Int(click.time * 44100)) <= slack, "\(heard)") }
  }

  @Test func `a click beyond the end is left out`() throws {
    try makeSong(1)
    try layClicks([Click(time: 5, isHigh: true)], on: "song.wav", to: "out.wav", in: bench.place)
    #expect(try samples("out.wav").map(abs).max()! < 6000)
  }
}
