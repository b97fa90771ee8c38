import Generating
import Media
import Vocabulary

/// The built-in artist: draws a shot as layers of vector art and moves them with a camera, in time with the song.
///
/// What it makes is an animatic, not footage, and needs nothing but this machine. Equal requests give equal bytes: all
/// chance comes from seed, shot and take.
public struct StoryboardArtist: StillMaker, ClipMaker {
  /// Dioramas between a shot's still and its clip.
  let shelf = Shelf()

  public init() {}
  public var name: String { "storyboard" }
  public var lane: String { "cpu" }
}
