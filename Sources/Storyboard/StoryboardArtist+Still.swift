import CCairo
import Generating
import Media
import Vocabulary

extension StoryboardArtist {
  /// The shot in the middle of its move, at the size of the film.
  public func draw(_ request: StillRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    let film = Setup(
      shot: request.shot, format: request.format, characters: request.characters, seed: request.seed,
      take: request.take, stop: stop)
    try film.check(stop)
    var pulse = Pulse.still
    pulse.time = film.seconds / 2
    pulse.progress = 0.5
    pulse.clock = film.seconds / 2
    // The transition belongs to the clip: a still is what is seen when it is over.
    film.projector.show(request.shot.transitionFrames, pulse)
    try film.check(stop)
    try film.projector.frame.save(place.path("still.png"))
    return Made()
  }
}

extension Canvas {
  /// Writes a PNG.
  func save(_ path: String) throws(Failure) {
    cairo_surface_flush(surface)
    let status = cairo_surface_write_to_png(surface, path)
    guard status == CAIRO_STATUS_SUCCESS else {
      let why = String(cString: cairo_status_to_string(status))
      throw Failure(.transient, "unable to write a picture: \(why)")
    }
  }
}
