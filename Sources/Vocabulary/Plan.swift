/// The shots of a film in whole frames: the document `plan.json`. It alone decides frames and times.
public struct Plan: Codable, Sendable, Equatable {
  /// Whole frames a second.
  public var fps: Int
  public var width: Int
  public var height: Int
  /// Always "9:16" unless the job asks for another size.
  public var aspectRatio: String
  public var visualSummary: String
  /// In order; they tile the film: each starts at the frame where the one before ends, the first at 0.
  public var shots: [Shot]
  /// How the cuts follow the song, where that is not by its beats; plain sentences, nil where there is nothing to say.
  public var notes: [String]?

  public init(
    format: FilmFormat, aspectRatio: String, visualSummary: String, shots: [Shot], notes: [String]? = nil
  ) {
    self.fps = format.fps
    self.width = format.width
    self.height = format.height
    self.aspectRatio = aspectRatio
    self.visualSummary = visualSummary
    self.shots = shots
    self.notes = notes?.isEmpty == true ? nil : notes
  }

  public var format: FilmFormat { FilmFormat(width: width, height: height, fps: fps) }
  /// Frames of the whole film; 0 without shots.
  public var frames: Int { shots.last?.endFrame ?? 0 }
}

/// One shot: what is seen between two cuts.
public struct Shot: Codable, Sendable, Equatable {
  /// `shot_05`: the ticket's stem, the folder in takes/, the name on the command line.
  public var id: String
  public var startTime: Seconds
  public var endTime: Seconds
  /// First frame, and the frame after the last one; absolute, in frames of the film.
  public var startFrame: Int
  public var endFrame: Int
  public var purpose: ShotPurpose
  /// Role of the section that the shot begins in.
  public var sectionRole: SectionRole
  public var energy: EnergyWord
  /// The cue that the shot's first frame serves; nil for a cut that serves none.
  public var cue: ServedCue?
  public var imagePrompt: String
  public var motionPrompt: String
  /// Ids of characters that are seen; empty for a shot without people.
  public var characterIds: [String]
  /// What must not change from shot to shot (constraints).
  public var continuityNotes: String
  /// What changes against the shot before (direction).
  public var changes: String
  public var transitionIn: Transition
  /// Frames that the transition takes; 0 for a cut.
  public var transitionFrames: Int
  /// Frames at the end of this shot in which the whip into the next one begins, so that this clip needs no other ticket
  /// than its own; nil where the next shot comes in otherwise.
  public var whipOutFrames: Int?
  /// What the built-in artist draws.
  public var scene: Scene
  /// Who wrote the words, where that was to be a model: `model`, or `fallback` where it did not and the built-in writer
  /// stepped in; nil elsewhere.
  public var source: Source?

  public init(
    id: String, startTime: Seconds, endTime: Seconds, startFrame: Int, endFrame: Int, purpose: ShotPurpose,
    sectionRole: SectionRole, energy: EnergyWord, cue: ServedCue?, imagePrompt: String, motionPrompt: String,
    characterIds: [String], continuityNotes: String, changes: String, transitionIn: Transition,
    transitionFrames: Int, scene: Scene
  ) {
    self.id = id
    self.startTime = startTime
    self.endTime = endTime
    self.startFrame = startFrame
    self.endFrame = endFrame
    self.purpose = purpose
    self.sectionRole = sectionRole
    self.energy = energy
    self.cue = cue
    self.imagePrompt = imagePrompt
    self.motionPrompt = motionPrompt
    self.characterIds = characterIds
    self.continuityNotes = continuityNotes
    self.changes = changes
    self.transitionIn = transitionIn
    self.transitionFrames = transitionFrames
    self.scene = scene
  }

  /// Length in frames; at least 1 in a sound plan.
  public var frames: Int { endFrame - startFrame }

  /// The id of the shot with this number, counting from 1: `shot_05`, `shot_100`.
  public static func id(_ number: Int) -> String {
    let digits = String(number)
    return "shot_" + String(repeating: "0", count: max(0, 2 - digits.count)) + digits
  }
}

/// The musical instant that a cut serves, and how far the cut's frame lies from it.
public struct ServedCue: Codable, Sendable, Equatable {
  public var time: Seconds
  public var kind: CueKind
  public var snappedTo: CueSnap
  /// Time of the cut's frame minus the cue's time, in milliseconds.
  public var offsetMilliseconds: Double

  public init(time: Seconds, kind: CueKind, snappedTo: CueSnap, offsetMilliseconds: Double) {
    self.time = time
    self.kind = kind
    self.snappedTo = snappedTo
    self.offsetMilliseconds = offsetMilliseconds
  }
}

/// What a shot does for the story.
public enum ShotPurpose: String, Codable, Sendable, CaseIterable {
  case establish, develop, transition, climax, resolve
}

/// How a shot comes in. All but `dissolve` live inside the incoming clip, and a whip's first half inside the one before.
public enum Transition: String, Codable, Sendable, CaseIterable {
  case cut, flash, whip, dip, dissolve
}
