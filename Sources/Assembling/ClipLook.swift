// A clip is seen once, when it is made: as it is decoded, or, one that we drew, as its frames go to the encoder. What a
// detector of cuts and the storyboard want is taken from that same pass and kept with the take: the film's packets are
// proved to be the clips', so nothing new could be seen in them.
import FoundationEssentials
import Media
import Vocabulary

/// What a detector of cuts sees in one clip; small enough to lie beside it.
public struct ClipLook: Codable, Sendable, Equatable {
  /// How much each frame differs from the one before, 0 to 255; 0 for the first.
  public var jumps: [Double]
  /// Mean brightness of each frame, 0 to 255.
  public var light: [Double]
  /// The first and the last frame, tiny, so that the jump between two clips can be found; empty without frames.
  public var first: Data
  public var last: Data
}

/// One shot's tile of the storyboard, to be drawn while its clip is decoded.
public struct TileOrder: Sendable {
  public var shot: Shot
  /// Name of the picture inside the place.
  public var name: String

  public init(shot: Shot, name: String) {
    self.shot = shot
    self.name = name
  }
}

/// Decodes every frame of `clip` once: `seen` gets all of them, the tile the middle one.
///
/// - Returns: what the decoder complained about.
func look(
  at clip: MediaFile, _ seen: Jumps, tile: TileOrder?, profile: HouseProfile, in place: Workplace, stop: Stop
) throws(MediaError) -> String {
  var graph = "[0:v:0]\(Glimpses.filter)[tiny]"
  var second: [String] = []
  if let tile {
    graph =
      "[0:v:0]split=2[all][one];[all]\(Glimpses.filter)[tiny];"
      + "[one]\(Glimpses.tileFilter(profile, frame: tile.shot.frames / 2))[tile]"
    second = Glimpses.output(tile: tile.name)
  }
  return try Ffmpeg.run(
    Ffmpeg.quiet + ["-threads", "1"] + clip.input + [
      "-filter_complex", graph, "-vsync", "passthrough",
    ] + Glimpses.output + second, in: place, output: .bytes { seen.take($0) },
    limits: ChildLimits(outputBytes: 16 << 30), stop: stop)
}
