// A song with clicks on it, so that a person can judge with the ears what was found by counting. The clicks are added to
// the decoded samples before anything is encoded: a click begins on the very sample that its time names.
import Glibc

/// One click.
public struct Click: Sendable, Equatable {
  /// Seconds from the first sample; rounded to the nearest one.
  public var time: Double
  /// The higher, louder one of the two sounds.
  public var isHigh: Bool

  public init(time: Double, isHigh: Bool) {
    self.time = time
    self.isHigh = isHigh
  }

  /// Frames that a click lasts: 40 ms.
  static let length = 1764

  /// The sample of a click `index` frames after its beginning, -1 to 1. It begins at its loudest, so that the ear and a
  /// program both find its first sample.
  static func sample(_ index: Int, isHigh: Bool) -> Double {
    let time = Double(index) / 44100
    return (isHigh ? 0.7 : 0.45) * cos(2 * .pi * (isHigh ? 2000 : 1000) * time) * exp(-time * 120)
  }
}

/// How loud the song is kept under its clicks.
public let songUnderClicks = 0.5

/// Writes `song` (44.1 kHz, stereo, 16 bits, a name inside `place`) with `clicks` on it to the WAV file `output`.
///
/// - Parameter clicks: in any order; those beyond the song's end are left out. None gives the song alone.
public func layClicks(
  _ clicks: [Click], on song: String, to output: String, in place: Workplace
) throws(MediaError) {
  let head = try wave(song, in: place)
  guard head.channels == 2 else { throw MediaError(.unreadable, "unable to click on \(song): it is not stereo") }
  let starts = clicks.map { (frame: Int(($0.time * Double(head.rate)).rounded()), isHigh: $0.isHigh) }
    .sorted { $0.frame < $1.frame }
  let writer = try WaveWriter(output, rate: head.rate, frames: head.frames, in: place)
  var from = 0
  var first = 0
  var failure: MediaError?
  try readSong(song, in: place) { samples in
    guard failure == nil else { return }
    var mixed = samples.map { Double($0) * songUnderClicks }
    let frames = samples.count / 2
    while first < starts.count, starts[first].frame + Click.length <= from { first += 1 }
    for click in starts[first...] {
      guard click.frame < from + frames else { break }
      for frame in max(click.frame, from)..<max(max(click.frame, from), min(click.frame + Click.length, from + frames))
      {
        let sound = Click.sample(frame - click.frame, isHigh: click.isHigh) * 32767
        mixed[2 * (frame - from)] += sound
        mixed[2 * (frame - from) + 1] += sound
      }
    }
    from += frames
    do throws(MediaError) { try writer.write(mixed) } catch { failure = error }
  }
  if let failure { throw failure }
  try writer.finish()
}

/// A WAV file of 16-bit stereo that is written as it comes.
private final class WaveWriter {
  private let file: UnsafeMutablePointer<FILE>
  private let name: String

  init(_ name: String, rate: Int, frames: Int, in place: Workplace) throws(MediaError) {
    guard let file = fopen(place.path(name), "wb") else { throw .system("create", name, errno: errno) }
    self.file = file
    self.name = name
    let bytes = frames * 4
    var head: [UInt8] = []
    func number(_ value: Int, _ width: Int) { for byte in 0..<width { head.append(UInt8(value >> (8 * byte) & 255)) } }
    head += Array("RIFF".utf8)
    number(36 + bytes, 4)
    head += Array("WAVEfmt ".utf8)
    for (value, width) in [(16, 4), (1, 2), (2, 2), (rate, 4), (rate * 4, 4), (4, 2), (16, 2)] { number(value, width) }
    head += Array("data".utf8)
    number(bytes, 4)
    guard fwrite(head, 1, head.count, file) == head.count else { throw .system("write", name, errno: errno) }
  }

  deinit { fclose(file) }

  func write(_ samples: [Double]) throws(MediaError) {
    let whole = samples.map { Int16(max(-32768, min(32767, $0.rounded()))).littleEndian }
    guard fwrite(whole, 2, whole.count, file) == whole.count else { throw .system("write", name, errno: errno) }
  }

  func finish() throws(MediaError) {
    guard fflush(file) == 0 else { throw .system("write", name, errno: errno) }
  }
}

/// Encodes the WAV file `wav` to `output`, in the format that the end of its name says.
///
/// - Throws: ``MediaError/Kind/unreadable`` for an ending that is none of ``soundEndings``.
public func encodeSound(_ wav: String, to output: String, in place: Workplace, stop: Stop) throws(MediaError) {
  guard let codec = soundEndings.first(where: { output.lowercased().hasSuffix(".\($0.key)") })?.value else {
    throw MediaError(.unreadable, "unable to write \(output): its ending is none that is known")
  }
  try Ffmpeg.run(
    Ffmpeg.quiet + Ffmpeg.reporting + MediaFile.ours(wav).input + ["-map", "0:a:0"] + codec
      + ["-map_metadata", "-1", "file:\(output)"],
    in: place, output: .progress { _ in }, stop: stop)
}

/// Endings of sound files that ``encodeSound(_:to:in:stop:)`` writes, with ffmpeg's arguments for each.
public let soundEndings: [String: [String]] = [
  "wav": ["-c:a", "pcm_s16le", "-f", "wav"], "flac": ["-c:a", "flac", "-f", "flac"],
  "mp3": ["-c:a", "libmp3lame", "-q:a", "2", "-f", "mp3"],
  "m4a": ["-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", "-f", "mp4"],
]
