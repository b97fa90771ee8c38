/// One finished version of a shot: the document `takes/SHOT/N/take.json`. It is the last file to appear in the take's
/// folder: where it stands, the take is complete and never changes again.
public struct Take: Codable, Sendable, Equatable {
  public var shot: Shot
  public var take: Int
  /// Attempts that the still and the clip took, 1 at least each; 0 where a kept still was used.
  public var stillAttempts: Int
  public var clipAttempts: Int
  public var stillMaker: String
  public var clipMaker: String
  /// Frames decoded from conformed.mp4.
  public var frames: Int
  /// SHA-256 over the packets of conformed.mp4's picture stream, in hex.
  public var packetHash: String
  /// Hash of the stream's parameter sets: equal in all clips that are joined by copy.
  public var parameterHash: String
  /// Money spent on this take, in millionths of a US dollar.
  public var cost: Int64
  /// Why it was made, where somebody said so.
  public var because: String?
  /// What a look at its still found odd, in one line; nil where nothing was, or nobody looked.
  public var doubt: String?
  /// When it was finished, RFC 3339, UTC.
  public var finished: String

  public init(
    shot: Shot, take: Int, stillAttempts: Int, clipAttempts: Int, stillMaker: String, clipMaker: String, frames: Int,
    packetHash: String, parameterHash: String, cost: Int64, because: String?,
    doubt: String? = nil, finished: String
  ) {
    self.shot = shot
    self.take = take
    self.stillAttempts = stillAttempts
    self.clipAttempts = clipAttempts
    self.stillMaker = stillMaker
    self.clipMaker = clipMaker
    self.frames = frames
    self.packetHash = packetHash
    self.parameterHash = parameterHash
    self.cost = cost
    self.because = because
    self.doubt = doubt
    self.finished = finished
  }
}
