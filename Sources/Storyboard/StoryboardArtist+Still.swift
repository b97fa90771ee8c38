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
    try picture.save("still.png", in: place)
    // The clip of this shot is usually what comes next.
    shelf.keep(film)
    return Made()
  }
}

extension Canvas {
  /// Writes a PNG of an opaque picture.
  func save(_ name: String, in place: Workplace) throws(Failure) {
    do throws(MediaError) {
      try pixels { all in
        Result { () throws(MediaError) in
          try place.writePNG(UnsafeRawBufferPointer(all), width: width, height: height, to: name)
        }
      }.get()
    } catch {
      throw Failure(error)
    }
  }
}
