import Generating
import Media
import Vocabulary

extension StoryboardArtist {
  /// Draws every frame of the shot straight into the house profile: the clip needs no conforming.
  ///
  /// A still of our own is drawn anew from the shot, layer by layer, which gives true parallax; anybody else's is moved
  /// as the flat picture it is.
  public func animate(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    let reel = try reel(request, in: place, stop: stop)
    return Made(glimpses: try encode(reel, request, place, stop))
  }

  /// The frames of the clip, ready to be drawn one after the other.
  public func reel(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(Failure) -> Reel {
    let profile = request.profile
    let shot = request.shot
    if stop.isAsked { throw Failure(.stopped, "unable to draw \(shot.id): asked to stop") }
    let format = FilmFormat(width: profile.width, height: profile.height, fps: profile.fps)
    let out = WhipOut(shot, format)
    let pulses = Pulse.follow(request.music, through: shot, fps: profile.fps)
    guard request.stillMaker == name else {
      let still = try picture(request.still, profile, in: place, stop: stop)
      let moved = Moved(still, shot: shot, format: format, seed: request.seed, take: request.take)
      return Reel(count: pulses.count) { out.film($0, moved.film($0, pulses[$0])) }
    }
    let staging = Staging(
      shot: shot, format: format, characters: request.characters, seed: request.seed, take: request.take)
    let film = shelf.setup(staging, stop: stop)
    try film.check(stop)
    return Reel(count: pulses.count) { out.film($0, film.projector.film($0, pulses)) }
  }

  /// Feeds all frames to the encoder, looking for a stop before each.
  private func encode(
    _ reel: Reel, _ request: ClipRequest, _ place: Workplace, _ stop: Stop
  ) throws(Failure) -> Glimpses? {
    do throws(MediaError) {
      let encoder = try FrameEncoder(
        profile: request.profile, output: "clip.mp4", pixels: .yuv420p,
        tile: FrameEncoder.Tile(name: "glimpse.png", frame: request.shot.frames / 2), place: place, stop: stop)
      for number in 0..<reel.count {
        if stop.isAsked {
          encoder.abandon()
          throw MediaError(.stopped, "unable to draw a clip: asked to stop")
        }
        try encoder.write(reel.frame(number))
      }
      try encoder.finish()
      return encoder.glimpses
    } catch {
      throw Failure(error)
    }
  }
}

/// The frames of one clip, drawn when they are asked for. Belongs to one thread at a time.
public struct Reel {
  public let count: Int
  /// The frame with this number, from 0 and below `count`: planes as ``FrameEncoder/Pixels/yuv420p`` has them, good
  /// until the next one is asked for.
  public let frame: (Int) -> UnsafeRawBufferPointer
}

extension Failure {
  /// What an encoder's error means for the shot.
  init(_ error: MediaError) {
    switch error.kind {
    case .stopped: self.init(.stopped, error.message)
    case .full: self.init(.full, error.message, remedy: "make room on the disk")
    case .missing: self.init(.invalid, error.message, remedy: "install ffmpeg, then move the ticket back")
    case .cannotStart, .killed, .timedOut, .stalled, .failed, .tooLarge, .unreadable:
      self.init(.transient, error.message)
    }
  }
}
