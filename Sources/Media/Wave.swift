// The samples of song.wav: what everything in a job calls time is counted in them.
import Glibc

/// The header of a WAV file of 16-bit samples.
public struct Wave: Sendable, Equatable {
  /// Sample frames a second.
  public var rate: Int
  public var channels: Int
  /// Sample frames: samples of one channel.
  public var frames: Int
  /// Where the samples begin in the file.
  var offset: Int

  public var seconds: Double { Double(frames) / Double(rate) }
}

/// Reads the header of the WAV file `name`.
///
/// - Throws: ``MediaError/Kind/unreadable`` where it is not 16-bit PCM, or its samples are not all there.
public func wave(_ name: String, in place: Workplace) throws(MediaError) -> Wave {
  let file = try place.open(name)
  defer { close(file) }
  return try readHeader(file, name)
}

/// Hands out all samples of the WAV file `name` in order, interleaved, at most 65,536 at a time.
///
/// - Returns: the header.
@discardableResult public func readSong(
  _ name: String, in place: Workplace, chunk: (UnsafeBufferPointer<Int16>) -> Void
) throws(MediaError) -> Wave {
  let file = try place.open(name)
  defer { close(file) }
  let header = try readHeader(file, name)
  var samples = [Int16](repeating: 0, count: 65536 / header.channels * header.channels)
  var at = header.offset
  let end = header.offset + header.frames * header.channels * 2
  while at < end {
    let wanted = min(samples.count * 2, end - at)
    let got = samples.withUnsafeMutableBytes { readFully(file, $0.baseAddress!, wanted, at) }
    guard got == wanted else { throw MediaError(.unreadable, "unable to read \(name): it ends at byte \(at + got)") }
    samples.withUnsafeBufferPointer { chunk(UnsafeBufferPointer(rebasing: $0[..<(wanted / 2)])) }
    at += wanted
  }
  return header
}

/// Reads `count` bytes at `offset`; fewer only at the end of the file or on an error.
func readFully(_ file: Int32, _ into: UnsafeMutableRawPointer, _ count: Int, _ offset: Int) -> Int {
  var done = 0
  while done < count {
    let got = pread(file, into + done, count - done, off_t(offset + done))
    if got > 0 { done += got } else if got == 0 || errno != EINTR { break }
  }
  return done
}

private func readHeader(_ file: Int32, _ name: String) throws(MediaError) -> Wave {
  var bytes = [UInt8](repeating: 0, count: 4096)
  let count = readFully(file, &bytes, bytes.count, 0)
  func number(_ at: Int, _ width: Int) -> Int { (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
  func tag(_ at: Int) -> String { String(decoding: bytes[at..<(at + 4)], as: UTF8.self) }
  let strange = MediaError(.unreadable, "unable to read \(name): it is not a WAV file of 16-bit samples")
  guard count >= 44, tag(0) == "RIFF", tag(8) == "WAVE" else { throw strange }
  var at = 12
  var wave = Wave(rate: 0, channels: 0, frames: 0, offset: 0)
  while at + 8 <= count {
    let size = number(at + 4, 4)
    if tag(at) == "fmt ", at + 24 <= count {
      guard number(at + 22, 2) == 16 else { throw strange }
      wave.channels = number(at + 10, 2)
      wave.rate = number(at + 12, 4)
    } else if tag(at) == "data", wave.channels > 0, wave.rate > 0 {
      wave.frames = size / (2 * wave.channels)
      wave.offset = at + 8
      return wave
    }
    at += 8 + size + size % 2
  }
  throw strange
}
