// A picture that somebody's server sent. What may go wrong in it: it is a page of HTML, it claims 40,000 pixels a side,
// it is another size than was asked for, it does not decode. It is decoded once, in a box, and written anew: what later
// steps open is our own file.
import Media
import Vocabulary

/// A still on its way from a server into a take.
struct ArrivedStill {
  let place: Workplace
  let stop: Stop
  /// Who sent it, for errors.
  let host: String
  /// What was asked for; nil where the server decides the size.
  var wanted: (width: Int, height: Int)?

  private static let mostBytes = 64 << 20
  private static let mostPixels = 32 << 20
  private static let leastSide = 64

  /// Writes the PNG `name` from `arrived`.
  ///
  /// - Throws: `invalid` where it is no picture, or not the one that was asked for.
  func unwrap(_ arrived: String, as name: String) throws(Failure) {
    guard let kind = place.kind(arrived), kind.isPicture, place.size(arrived) ?? 0 <= Self.mostBytes else {
      throw wrong("what came is no PNG, JPEG or WebP picture")
    }
    try decode(arrived, kind, to: name + ".part.png")
    let size = try PictureSize(ofPNG: name + ".part.png", in: place)
    if let fault = fault(size) {
      place.remove(name + ".part.png")
      throw wrong(fault)
    }
    try working("keep \(name)") { () throws(MediaError) in try place.rename(name + ".part.png", to: name) }
  }

  private func decode(_ arrived: String, _ kind: ArrivedKind, to output: String) throws(Failure) {
    let arguments =
      Ffmpeg.quiet + ["-max_alloc", String(1 << 30), "-max_pixels", String(Self.mostPixels), "-threads", "1"]
      + ["-f", kind.demuxer] + MediaFile.still(arrived).input
      + ["-map", "0:v:0", "-frames:v", "1", "-pix_fmt", "rgb24", "-c:v", "png", "-f", "image2", "-update", "1"]
      + ["file:\(output)"]
    try working("use the picture that \(host) sent", wrong: .invalid) { () throws(MediaError) in
      try Ffmpeg.run(
        arguments, in: place,
        limits: ChildLimits(wallSeconds: 120, cpuSeconds: 60, fileBytes: 256 << 20, memoryBytes: 4 << 30), stop: stop)
    }
    guard place.size(output) ?? 0 > 0 else { throw wrong("what came does not decode") }
  }

  /// Servers round to what their model likes; a fifth of a side, or the whole of a shape, is no rounding.
  private func fault(_ size: PictureSize) -> String? {
    guard min(size.width, size.height) >= Self.leastSide else { return "it is only \(size) pixels large" }
    guard let wanted else { return nil }
    let shape = Double(size.width) / Double(size.height) / (Double(wanted.width) / Double(wanted.height))
    let share = Double(size.width * size.height) / Double(wanted.width * wanted.height)
    let isClose = (0.8...1.25).contains(shape) && share >= 0.4
    return isClose ? nil : "it is \(size) pixels large, and \(wanted.width)x\(wanted.height) was asked for"
  }

  private func wrong(_ cause: String) -> Failure {
    Failure(.invalid, "unable to use the picture that \(host) sent: \(cause)")
  }
}

/// Pixels of a picture.
struct PictureSize: Sendable, Equatable, CustomStringConvertible {
  var width: Int
  var height: Int
  var description: String { "\(width)x\(height)" }

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// From the header of a PNG of our own.
  init(ofPNG name: String, in place: Workplace) throws(Failure) {
    let head = try working("read \(name)") { () throws(MediaError) in try place.bytes(name, at: 16, count: 8) }
    guard head.count == 8 else { throw Failure(.transient, "unable to read \(name): it is cut off") }
    width = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
    height = head[4..<8].reduce(0) { $0 << 8 | Int($1) }
  }
}
