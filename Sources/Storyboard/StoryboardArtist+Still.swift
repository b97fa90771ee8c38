import Generating
import Media
import Vocabulary

extension StoryboardArtist {
  /// The shot in the middle of its move, at the size of the film.
  public func draw(_ request: StillRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    let staging = Staging(
      shot: request.shot, format: request.format, characters: request.characters, seed: request.seed,
      take: request.take)
    let film = shelf.setup(staging, stop: stop)
    try film.check(stop)
    var pulse = Pulse.still
    pulse.time = film.seconds / 2
    pulse.progress = 0.5
    pulse.clock = film.seconds / 2
    // The transition belongs to the clip: a still is what is seen when it is over.
    let picture = film.projector.picture(request.shot.transitionFrames, pulse)
    try film.check(stop)
    try picture.save("still.png", in: place, stop: stop)
    // The clip of this shot is usually what comes next.
    shelf.keep(film)
    return Made()
  }
}

extension Canvas {
  /// Writes a PNG of an opaque picture. By ffmpeg, which can be told to hurry: cairo packs it by a tenth smaller in five
  /// times the time, half a second for a frame with grain.
  func save(_ name: String, in place: Workplace, stop: Stop) throws(Failure) {
    let arguments =
      Ffmpeg.quiet + Ffmpeg.frames("bgra", width: width, height: height) + [
        "-i", "pipe:0", "-frames:v", "1", "-vf",
        "format=rgb24", "-c:v", "png", "-compression_level", "1", "-pred", "up", "-fflags", "+bitexact", "-f", "image2",
        "-update", "1", "file:\(name)",
      ]
    let bytes = pixels { Array(UnsafeRawBufferPointer($0)) }
    do throws(MediaError) {
      try Ffmpeg.run(arguments, in: place, input: .bytes(bytes), stop: stop)
    } catch {
      throw Failure(error)
    }
  }
}
