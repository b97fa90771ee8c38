import Vocabulary

/// A stretch of the film between two cuts, before anybody has said what is seen in it. Everything here follows from
/// the music and the frame rate alone.
public struct Slot: Codable, Sendable, Equatable {
  /// The id of the shot that it becomes: `shot_05`.
  public var id: String
  /// First frame, and the frame after the last one; absolute.
  public var startFrame: Int
  public var endFrame: Int
  /// Times of those two frames, in seconds.
  public var startTime: Seconds
  public var endTime: Seconds
  public var purpose: ShotPurpose
  /// Index into the song's sections of the section that the slot begins in.
  public var section: Int
  public var sectionRole: SectionRole
  public var energy: EnergyWord
  /// Mean energy of the music under the slot, 0 to 1.
  public var level: Double
  /// Where in the film the slot's middle lies, 0 to 1.
  public var progress: Double
  /// Whether this is the first slot of its section.
  public var opensSection: Bool
  public var cue: ServedCue?
  public var transitionIn: Transition
  /// 0 for a cut, else at most a third of the slot.
  public var transitionFrames: Int
  /// Frames at the end in which the whip into the next slot begins; nil without one.
  public var whipOutFrames: Int?

  public init(
    id: String, startFrame: Int, endFrame: Int, startTime: Seconds, endTime: Seconds, purpose: ShotPurpose,
    section: Int, sectionRole: SectionRole, energy: EnergyWord, level: Double, progress: Double, opensSection: Bool,
    cue: ServedCue?, transitionIn: Transition, transitionFrames: Int
  ) {
    self.id = id
    self.startFrame = startFrame
    self.endFrame = endFrame
    self.startTime = startTime
    self.endTime = endTime
    self.purpose = purpose
    self.section = section
    self.sectionRole = sectionRole
    self.energy = energy
    self.level = level
    self.progress = progress
    self.opensSection = opensSection
    self.cue = cue
    self.transitionIn = transitionIn
    self.transitionFrames = transitionFrames
  }

  /// Length in frames; at least 1.
  public var frames: Int { endFrame - startFrame }
  /// Length in seconds.
  public var length: Seconds { endTime - startTime }
}
