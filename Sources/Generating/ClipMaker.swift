import Media
import Vocabulary

/// The port for whatever sets a still in motion.
///
/// A call blocks its caller until the clip is there, and returns soon after `stop` is asked for.
public protocol ClipMaker: Sendable {
  /// The name that configuration, tickets and takes use.
  var name: String { get }
  /// The lane whose slot the work holds.
  var lane: String { get }
  /// The longest clip it makes, in seconds; nil where it makes any length. The director plans no longer shot for it.
  var longestClip: Seconds? { get }
  /// Writes `clip.mp4` into `place`: a picture stream, at least as long as the shot where the maker can; any size,
  /// any rate, any codec of the allow-list. A clip already in the house profile with the exact frame count is taken as
  /// it is.
  ///
  /// - Throws: ``Failure``; its kind decides whether, and when, it is tried again.
  func animate(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made
}

extension ClipMaker {
  public var longestClip: Seconds? { nil }
}

/// Everything that a clip depends on.
public struct ClipRequest: Sendable {
  public var shot: Shot
  public var profile: HouseProfile
  public var characters: [Character]
  /// Name of the still, relative to the workplace.
  public var still: String
  /// Which maker drew the still; nil for a file that a person put in place.
  public var stillMaker: String?
  /// The whole song, so that light and motion can follow it.
  public var music: MusicMap
  public var prompt: String
  public var seed: UInt64
  public var take: Int
  /// Who pays, and where calls are noted; nil where nothing may cost anything.
  public var errand: Errand?

  public init(
    shot: Shot, profile: HouseProfile, characters: [Character], still: String, stillMaker: String?, music: MusicMap,
    prompt: String, seed: UInt64, take: Int, errand: Errand? = nil
  ) {
    self.shot = shot
    self.profile = profile
    self.characters = characters
    self.still = still
    self.stillMaker = stillMaker
    self.music = music
    self.prompt = prompt
    self.seed = seed
    self.take = take
    self.errand = errand
  }
}
