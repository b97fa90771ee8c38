/// What a person may say about one job, in `concept.json` or on the command line. Every key is optional; what is nil
/// comes from the configuration.
public struct JobOptions: Codable, Sendable, Equatable {
  /// How closely the film keeps to the concept.
  public var fidelity: Fidelity?
  /// Frame size in pixels, even numbers, 64 to 4096.
  public var width: Int?
  public var height: Int?
  /// Whole frames a second, 1 to 60.
  public var fps: Int?
  /// A file for upload to a platform: without edit lists.
  public var upload: Bool?
  /// Chooses among equally good inventions; the same seed gives the same film.
  public var seed: UInt64?
  /// -100 to 100; higher goes first.
  public var priority: Int?
  /// The most this job may spend, in millionths of a US dollar.
  public var budget: Int64?
  /// Where the job waits in `held/` for a person.
  public var review: ReviewPoint?
  /// Names of the providers to use, as the configuration names them.
  public var writer: String?
  public var stills: String?
  public var clips: String?
  public var title: String?

  public init() {}
}

/// `preserve` keeps to what is written, `expand` invents around it.
public enum Fidelity: String, Codable, Sendable, CaseIterable {
  case preserve, expand
}

/// After which step a person wants to look before it goes on.
public enum ReviewPoint: String, Codable, Sendable, CaseIterable {
  case plan, stills
}

/// Size, rate and length unit of a film.
public struct FilmFormat: Codable, Sendable, Equatable, Hashable {
  public var width: Int
  public var height: Int
  /// Whole frames a second.
  public var fps: Int

  public init(width: Int, height: Int, fps: Int) {
    self.width = width
    self.height = height
    self.fps = fps
  }

  /// The frame on which `time` falls: `floor(time × fps + 0.5)` of the absolute time, so that errors never add up.
  public func frame(at time: Seconds) -> Int { Int((time * Double(fps) + 0.5).rounded(.down)) }
  /// The first instant of `frame`.
  public func time(of frame: Int) -> Seconds { Double(frame) / Double(fps) }
  /// Frames of a film that covers `duration` wholly: `ceil(duration × fps)`.
  ///
  /// A length within a millionth of a frame of a whole number counts as that number, so that a song of exactly
  /// 10 s does not get an extra frame from rounding in its seconds.
  public func frames(covering duration: Seconds) -> Int {
    max(1, Int((duration * Double(fps) - 1e-6).rounded(.up)))
  }
}
