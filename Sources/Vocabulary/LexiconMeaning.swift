/// What a word can stand for. One word may stand for several things ("sunset": a time and a light).
public enum Meaning: Hashable, Sendable {
  case place(Place)
  case time(TimeOfDay)
  case weather(Weather)
  case light(LightSource)
  case framing(Framing)
  case camera(CameraMove)
  case pose(Pose)
  case colour(NamedColour)
  /// Somebody who can be the lead, and what the word says about the body.
  case person(FigureHint)
  /// Something worn or carried, or how a body looks.
  case look(FigureHint)
  /// A feeling, by its canonical name ("grief"); `Feeling.named` has the rest.
  case feeling(String)
  /// Something that happened or happens ("loss", "journey"); `StoryEvent.named` has the rest.
  case event(String)
  /// A genre by its canonical name ("cyberpunk").
  case genre(String)
  /// A way of making pictures ("watercolour").
  case medium(String)
  /// How it may end, by its canonical name ("return").
  case ending(String)
  /// A thing that can come back through the film ("letter").
  case object(String)
  /// How many people ("two").
  case count(Int)
  /// "exactly", "just", "keep": no inventions.
  case keep
  /// People in general: only its negation matters ("without people").
  case people
  /// "no", "without": turns what follows around.
  case negation
  /// "turning to": the time that follows is where the light is going.
  case turning
  /// The part of the song that a sentence speaks of ("in the chorus").
  case chorus
  /// Grammar, and words about films that say nothing about this one.
  case filler
}

/// What a word says about a figure; nil where it says nothing.
public struct FigureHint: Hashable, Sendable {
  public var build: Figure.Build?
  public var age: Figure.Age?
  public var hair: Figure.Hair?
  public var wardrobe: Figure.Wardrobe?
  public var accessory: Figure.Accessory?

  /// From raw values ("old hat lantern"), in any order; words that are none are ignored.
  init(_ parts: String) {
    for part in parts.split(separator: " ").map(String.init) {
      build = Figure.Build(rawValue: part) ?? build
      age = Figure.Age(rawValue: part) ?? age
      hair = Figure.Hair(rawValue: part) ?? hair
      wardrobe = Figure.Wardrobe(rawValue: part) ?? wardrobe
      accessory = Figure.Accessory(rawValue: part) ?? accessory
    }
  }

  /// Somebody small: what an animal comes to, where only people can be drawn.
  public static let small = FigureHint("small hood robe")

  /// The figure with everything that the hint says.
  public func applied(to figure: Figure) -> Figure {
    Figure(
      build: build ?? figure.build, age: age ?? figure.age, hair: hair ?? figure.hair,
      wardrobe: wardrobe ?? figure.wardrobe, accessory: accessory ?? figure.accessory)
  }
}

/// One place in a text where something is meant.
public struct Mention: Hashable, Sendable {
  public var meaning: Meaning
  /// Which words of the text say it.
  public var words: Range<Int>
  /// "no rain": the text speaks of it to exclude it.
  public var isNegated: Bool
  /// A hint that gives way to a plain word ("car" for a road).
  public var isWeak: Bool
  /// "turning to night": where the light goes, not where it is.
  public var isTarget: Bool
}
