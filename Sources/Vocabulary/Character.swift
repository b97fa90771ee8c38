/// A person of the film: the document `characters/ID/character.json`. The same words go into every shot that shows
/// them, so that they stay themselves; it can be dropped with another song to keep the lead.
public struct Character: Codable, Sendable, Equatable {
  /// `lead`, `second`, `third`.
  public var id: String
  /// A few words for prompts ("a lonely musician").
  public var description: String
  public var physicalDescription: PhysicalDescription
  public var wardrobe: String
  /// `#rrggbb`: the colour that makes the lead findable in every frame.
  public var wardrobeColor: String
  public var accessories: [String]
  public var distinctiveFeatures: [String]
  public var emotionalRange: [String]
  /// File names beside character.json, in order; empty until they are drawn.
  public var referenceImages: [String]
  /// What the built-in artist draws; derived from the words above.
  public var figure: Figure
  public var source: Source

  public init(
    id: String, description: String, physicalDescription: PhysicalDescription, wardrobe: String,
    wardrobeColor: String, accessories: [String], distinctiveFeatures: [String], emotionalRange: [String],
    referenceImages: [String], figure: Figure, source: Source
  ) {
    self.id = id
    self.description = description
    self.physicalDescription = physicalDescription
    self.wardrobe = wardrobe
    self.wardrobeColor = wardrobeColor
    self.accessories = accessories
    self.distinctiveFeatures = distinctiveFeatures
    self.emotionalRange = emotionalRange
    self.referenceImages = referenceImages
    self.figure = figure
    self.source = source
  }
}

/// What a body looks like, in words.
public struct PhysicalDescription: Codable, Sendable, Equatable {
  public var face: String
  public var age: String
  public var hair: String
  public var build: String

  public init(face: String, age: String, hair: String, build: String) {
    self.face = face
    self.age = age
    self.hair = hair
    self.build = build
  }
}

/// A body as shapes: what makes a silhouette the same in every shot.
public struct Figure: Codable, Sendable, Equatable {
  public enum Build: String, Codable, Sendable, CaseIterable { case slim, broad, small }
  public enum Age: String, Codable, Sendable, CaseIterable { case child, young, adult, old }
  public enum Hair: String, Codable, Sendable, CaseIterable { case short, long, bun, hood, hat }
  public enum Wardrobe: String, Codable, Sendable, CaseIterable { case coat, dress, suit, hoodie, armour, robe }
  public enum Accessory: String, Codable, Sendable, CaseIterable {
    case guitar, umbrella, backpack, lantern, none
  }
  public var build: Build
  public var age: Age
  public var hair: Hair
  public var wardrobe: Wardrobe
  public var accessory: Accessory

  public init(build: Build, age: Age, hair: Hair, wardrobe: Wardrobe, accessory: Accessory) {
    self.build = build
    self.age = age
    self.hair = hair
    self.wardrobe = wardrobe
    self.accessory = accessory
  }
}
