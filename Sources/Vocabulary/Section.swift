/// A stretch of the song with one role: the unit in which the story changes.
public struct Section: Codable, Sendable, Equatable {
  public var start: Seconds
  public var end: Seconds
  public var role: SectionRole
  public var energy: EnergyWord
  /// Mean of the envelope's level inside the section, 0 to 1.
  public var level: Double
  /// How likely it is that the music turns where the section starts, 0 to 1; 1 for the first one, and
  /// where an older document says nothing.
  @SureUnlessSaid public var confidence: Double

  public init(
    start: Seconds, end: Seconds, role: SectionRole, energy: EnergyWord, level: Double, confidence: Double = 1
  ) {
    self.start = start
    self.end = end
    self.role = role
    self.energy = energy
    self.level = level
    self.confidence = confidence
  }
}

/// What a section does in the song.
public enum SectionRole: String, Codable, Sendable, CaseIterable {
  case intro, verse, chorus, bridge, outro
}

/// How a section feels beside the loudest one; `falling` is a section that fades.
public enum EnergyWord: String, Codable, Sendable, CaseIterable {
  case low, medium, high, falling
}
