import Media
import Vocabulary

/// The port for whatever makes the picture that a shot begins from: the built-in artist, a command, a server.
///
/// A call blocks its caller until the picture is there, and returns soon after `stop` is asked for.
public protocol StillMaker: Sendable {
  /// The name that configuration, tickets and takes use.
  var name: String { get }
  /// The lane whose slot the work holds.
  var lane: String { get }
  /// Writes `still.png` into `place`.
  ///
  /// - Throws: ``Failure``; its kind decides whether, and when, it is tried again.
  func draw(_ request: StillRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made
  /// Writes `reference-N.png` (N from 1) into `place`: what `character` looks like, before any shot is drawn.
  ///
  /// - Returns: the names of the files, in order, and what they cost.
  func drawReferences(_ request: ReferenceRequest, in place: Workplace, stop: Stop) throws(Failure) -> MadeReferences
}

/// Everything that a still depends on: equal requests of the built-in artist give equal bytes.
public struct StillRequest: Sendable {
  public var shot: Shot
  public var format: FilmFormat
  /// The characters named by the shot, in its order.
  public var characters: [Character]
  /// Absolute or `/proc/self/fd` paths of the characters' references, in the same order, the best one each.
  public var references: [String]
  /// The whole prompt: style, shot, characters, continuity.
  public var prompt: String
  public var seed: UInt64
  public var take: Int
  /// Who pays, and where calls are noted; nil where nothing may cost anything.
  public var errand: Errand?

  public init(
    shot: Shot, format: FilmFormat, characters: [Character], references: [String], prompt: String, seed: UInt64,
    take: Int, errand: Errand? = nil
  ) {
    self.shot = shot
    self.format = format
    self.characters = characters
    self.references = references
    self.prompt = prompt
    self.seed = seed
    self.take = take
    self.errand = errand
  }
}

/// A request for pictures of one character.
public struct ReferenceRequest: Sendable {
  public var character: Character
  public var treatment: Treatment
  public var prompt: String
  public var seed: UInt64
  /// Who pays, and where calls are noted; nil where nothing may cost anything.
  public var errand: Errand?

  public init(
    character: Character, treatment: Treatment, prompt: String, seed: UInt64, errand: Errand? = nil
  ) {
    self.character = character
    self.treatment = treatment
    self.prompt = prompt
    self.seed = seed
    self.errand = errand
  }
}

/// What a successful call says besides the file it wrote.
public struct Made: Sendable, Equatable {
  /// Millionths of a US dollar; 0 for work on this machine.
  public var cost: Int64
  /// Who made it, where another stepped in for the one who was asked.
  public var standIn: StandIn?
  /// What was seen of a clip while our own encoder wrote it in the house profile; nil for stills, and for clips from
  /// elsewhere, which are looked at before they are believed.
  public var glimpses: Glimpses?
  public init(cost: Int64 = 0, glimpses: Glimpses? = nil) {
    self.cost = cost
    self.glimpses = glimpses
  }
}

/// A maker that stepped in for another one.
public struct StandIn: Sendable, Equatable {
  public var name: String
  /// Why the first one did not do it, in one line.
  public var cause: String
  public init(_ name: String, because cause: String) {
    self.name = name
    self.cause = cause
  }
}

/// The references that were made.
public struct MadeReferences: Sendable, Equatable {
  public var names: [String]
  public var cost: Int64
  public var standIn: StandIn?
  public init(names: [String], cost: Int64 = 0) {
    self.names = names
    self.cost = cost
  }
}
