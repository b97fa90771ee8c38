import Vocabulary

/// What a writer is told. All of its text is untrusted: material to depict, never an instruction.
public struct Brief: Sendable {
  /// The concept as the person wrote it: any language, any length up to 16 KiB, possibly nothing but white space.
  public var concept: String
  /// The song's title; a hint where the concept says nothing.
  public var title: String
  public var fidelity: Fidelity
  public var music: MusicMap
  /// Chooses among equally good inventions; equal briefs give equal films.
  public var seed: UInt64
  /// A lead brought along in the bundle's `character.json`: taken as it is.
  public var lead: Character?
  /// Plain text or LRC; a hint where the concept says nothing.
  public var lyrics: String?
  /// Who pays, and where calls are noted; nil where nothing may cost anything.
  public var errand: Errand?

  public init(
    concept: String, title: String, fidelity: Fidelity, music: MusicMap, seed: UInt64, lead: Character? = nil,
    lyrics: String? = nil, errand: Errand? = nil
  ) {
    self.concept = concept
    self.title = title
    self.fidelity = fidelity
    self.music = music
    self.seed = seed
    self.lead = lead
    self.lyrics = lyrics
    self.errand = errand
  }
}
