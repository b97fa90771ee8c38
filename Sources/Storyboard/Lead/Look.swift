import Vocabulary

/// A character's colours and shapes as they are drawn: the same in every shot, and only tinted by the scene's air.
struct Look {
  let figure: Figure
  var cloth, clothShade, clothLight, trousers, shoes, skin, hair, leather: Colour
  /// Half the width of the shoulders; size against an adult.
  let broad, size: Double
  /// Radius of the head: children have big heads.
  let head: Double

  /// The most that the scene may tint a person (continuity is measured on the wardrobe).
  private static let tint = 0.04

  init(_ character: Character, air: Colour) {
    figure = character.figure
    let base = Colour(hex: character.wardrobeColor) ?? Colour(rgb: 0xc8553d)
    func aired(_ c: Colour) -> Colour { c.mixed(air, Look.tint) }
    cloth = aired(base)
    clothShade = aired(base.lighter(-0.09))
    clothLight = aired(base.lighter(0.05))
    trousers = aired(base.at(lightness: 0.24).vivid(0.35))
    shoes = aired(Colour(rgb: 0x17141a))
    skin = aired(Look.skin(character))
    hair = aired(Look.hairColour(character))
    leather = aired(Colour(rgb: 0x5b3a26))
    let build = character.figure.build
    let age = character.figure.age
    broad = (build == .broad ? 13.2 : build == .slim ? 10.6 : 10.4) * (age == .child ? 0.9 : 1)
    size = (build == .small ? 0.92 : 1) * (age == .child ? 0.72 : age == .young ? 0.97 : 1)
    head = age == .child ? 8.1 : 6.5
  }

  private static func skin(_ c: Character) -> Colour {
    let tones = [0xf0c9a8, 0xd9a57c, 0xb57a52, 0x8a5a3c, 0xe6b894]
    var dice = Dice(c.id + c.description + c.physicalDescription.face, seed: 7)
    return Colour(rgb: dice.pick(tones))
  }

  private static func hairColour(_ c: Character) -> Colour {
    let words = Set(c.physicalDescription.hair.lowercased().split { !$0.isLetter }.map(String.init))
    let known: [(String, Int)] = [
      ("blond", 0xc9a25d), ("blonde", 0xc9a25d), ("golden", 0xc9a25d), ("red", 0x8e3b22), ("auburn", 0x7a3a24),
      ("ginger", 0xa8522a),
      ("white", 0xd8d6d2), ("silver", 0xb4b8c0), ("grey", 0x8d8f94), ("gray", 0x8d8f94), ("brown", 0x4a3122),
      ("blue", 0x2f5fa8), ("pink", 0xc0628f), ("green", 0x3f7d5a), ("purple", 0x5d3f87), ("black", 0x1a161b),
    ]
    if let hit = known.first(where: { words.contains($0.0) }) { return Colour(rgb: hit.1) }
    return Colour(rgb: c.figure.age == .old ? 0xa9a7a6 : 0x241a1c)
  }
}
