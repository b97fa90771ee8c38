// A clip that somebody's server sent: typed by its first bytes, opened by that format's demuxer alone, its codec one of
// a list, every frame of it decoded in a box before anybody says that it is there.
import Media
import Vocabulary

/// A clip on its way from a server into a take.
struct ArrivedClip {
  let place: Workplace
  let stop: Stop
  let host: String
  /// Seconds that were asked for.
  let seconds: Seconds

  private static let codecs: Set<String> = [
    "h264", "hevc", "av1", "vp9", "vp8", "mpeg4", "prores", "mjpeg", "ffv1", "png",
  ]
  private static let sides = 64...4096
  private static let mostPixels = 4096 * 4096
  private static let longest: Seconds = 120

  /// Gives the clip `arrived` the name `name`.
  ///
  /// - Throws: `invalid` where it is no clip, or one that nothing can be made of.
  func unwrap(_ arrived: String, as name: String) throws(Failure) {
    guard let kind = place.kind(arrived), !kind.isPicture else { throw wrong("what came is no MP4, MOV or WebM film") }
    let found = try working("read the clip that \(host) sent", wrong: .invalid) { () throws(MediaError) in
      try probe(.clip(arrived), in: place, stop: stop)
    }
    guard let picture = found.picture else { throw wrong("it has no picture") }
    guard let codec = picture.codec, Self.codecs.contains(codec) else {
      throw wrong("its codec is \(picture.codec ?? "unknown")")
    }
    guard let width = picture.width, let height = picture.height, Self.sides.contains(width),
      Self.sides.contains(height)
    else { throw wrong("it is \(picture.width ?? 0)x\(picture.height ?? 0) pixels large") }
    let (frames, seconds) = try decode(arrived, kind)
    if let fault = fault(frames: frames, seconds: seconds) { throw wrong(fault) }
    try working("keep \(name)") { () throws(MediaError) in try place.link(arrived, as: name) }
  }

  /// Frames and seconds that really decode.
  private func decode(_ arrived: String, _ kind: ArrivedKind) throws(Failure) -> (frames: Int, seconds: Seconds) {
    var frames = 0
    var microseconds = 0
    let arguments =
      Ffmpeg.quiet + Ffmpeg.reporting
      + ["-max_alloc", String(1 << 30), "-max_pixels", String(Self.mostPixels), "-threads", "1", "-f", kind.demuxer]
      + MediaFile.clip(arrived).input + ["-map", "0:v:0", "-t", String(Self.longest + 1), "-f", "null", "-"]
    try working("decode the clip that \(host) sent", wrong: .invalid) { () throws(MediaError) in
      try Ffmpeg.run(
        arguments, in: place,
        output: .progress { (frames, microseconds) = ($0.frame, $0.microseconds) },
        limits: ChildLimits(wallSeconds: 900, idleSeconds: 120, memoryBytes: 4 << 30), stop: stop)
    }
    return (frames, Double(microseconds) / 1e6)
  }

  private func fault(frames: Int, seconds length: Seconds) -> String? {
    if frames < 2 { return "\(frames) pictures of it decode" }
    if length > Self.longest { return "it is longer than 2 minutes" }
    return length < seconds / 2 ? "it lasts \(rounded(length)) s, and \(rounded(seconds)) s were asked for" : nil
  }

  private func rounded(_ seconds: Seconds) -> Double { (seconds * 10).rounded() / 10 }

  private func wrong(_ cause: String) -> Failure {
    Failure(.invalid, "unable to use the clip that \(host) sent: \(cause)")
  }
}
