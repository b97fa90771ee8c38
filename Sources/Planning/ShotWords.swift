import Vocabulary

/// A writer's answer for one slot: what is seen, in words. Times, purposes and transitions are the director's.
public struct ShotWords: Codable, Sendable, Equatable {
  /// The id of the slot that it fills.
  public var slotId: String
  /// The id of one of the treatment's locations.
  public var locationId: String
  public var framing: Framing
  public var camera: CameraMove
  public var pose: Pose
  /// 20 to 600 characters. Where its words differ from the fields here, the words win.
  public var imagePrompt: String
  public var motionPrompt: String
  /// Ids of the treatment's characters; empty for a shot without people.
  public var characterIds: [String]
  /// What must not change (constraints).
  public var continuityNotes: String
  /// What changes against the shot before (direction).
  public var changes: String
  /// Who wrote it, where that was to be a model: `model`, or `fallback` where it did not; nil elsewhere.
  public var source: Source?

  public init(
    slotId: String, locationId: String, framing: Framing, camera: CameraMove, pose: Pose, imagePrompt: String,
    motionPrompt: String, characterIds: [String], continuityNotes: String, changes: String
  ) {
    self.slotId = slotId
    self.locationId = locationId
    self.framing = framing
    self.camera = camera
    self.pose = pose
    self.imagePrompt = imagePrompt
    self.motionPrompt = motionPrompt
    self.characterIds = characterIds
    self.continuityNotes = continuityNotes
    self.changes = changes
  }
}
