/// An instant at which a cut would feel meant. Few, each with its reason.
public struct Cue: Codable, Sendable, Equatable {
  public var time: Seconds
  public var kind: CueKind
  /// 0 to 1: how much the music changes here.
  public var strength: Double
  /// One short sentence a musician would nod at ("chorus starts, energy rises").
  public var reason: String
  /// What the cue was really moved onto; `none` where nothing was near. No cut is called musical that did not snap.
  public var snappedTo: CueSnap

  public init(time: Seconds, kind: CueKind, strength: Double, reason: String, snappedTo: CueSnap) {
    self.time = time
    self.kind = kind
    self.strength = strength
    self.reason = reason
    self.snappedTo = snappedTo
  }
}

/// Why a cue is there.
public enum CueKind: String, Codable, Sendable, CaseIterable {
  case start, section, drop, pause, vocalEntrance, energyRise, energyFall, transition, phrase, end
}

/// The musical instant that a cue lies on.
public enum CueSnap: String, Codable, Sendable, CaseIterable {
  case downbeat, beat, none
}

/// Something heard at one instant.
public struct MusicEvent: Codable, Sendable, Equatable {
  public var time: Seconds
  public var kind: MusicEventKind
  /// 0 to 1.
  public var strength: Double

  public init(time: Seconds, kind: MusicEventKind, strength: Double) {
    self.time = time
    self.kind = kind
    self.strength = strength
  }
}

/// The kinds of things heard.
public enum MusicEventKind: String, Codable, Sendable, CaseIterable {
  case kick, snare, hihat, vocalEntrance, drop, pause, energyRise, energyFall, transition
}
