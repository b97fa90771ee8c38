import Vocabulary

/// What a detail without anybody shows: one thing of the place, near, sharp and lit, before the set out of focus. A part
/// of the set as large would be a blur, and the emptiest frame of its film.
enum Insert: CaseIterable {
  case amplifier, birds, boat, bottle, cactus, cairn, candle, capital, cup, dew, door, fire, flower, grips, headlamp,
    helmet, jellyfish, lamp, microphone, mushrooms, record, seedling, shell, sphere, twig

  /// Nil where the shot is none that needs one. A named fire burns, the film's own motif comes first where it can be
  /// drawn large, and else the dice choose among the things of the place.
  init?(_ shot: Shot, dice: Dice) {
    guard shot.scene.framing == .detail, shot.characterIds.isEmpty else { return nil }
    var dice = dice
    let scene = shot.scene
    if scene.lights.contains(.fire), !Diorama.isClosed(scene.place), scene.place != .underwater {
      self = .fire
    } else {
      self = Insert(motif: scene.motif) ?? dice.pick(Insert.things(of: scene.place))
    }
  }

  private init?(motif words: String?) {
    guard let words, !words.isEmpty else { return nil }
    switch Motif(words) {
    case .candle: self = .candle
    case .flower: self = .flower
    case .boat: self = .boat
    case .bird: self = .birds
    case .balloon, .star, .butterfly, .orb: return nil
    }
  }

  /// What is found there; never empty.
  static func things(of place: Place) -> [Insert] {
    switch place {
    case .city: [.boat, .lamp]
    case .street: [.headlamp, .lamp]
    case .room: [.cup, .record]
    case .rooftop: [.birds, .cup]
    case .road: [.headlamp, .flower]
    case .forest: [.dew, .mushrooms]
    case .mountain: [.cairn, .twig]
    case .sea: [.shell, .bottle]
    case .underwater: [.jellyfish]
    case .desert: [.cactus, .seedling]
    case .field: [.flower, .dew]
    case .snow: [.twig, .cairn]
    case .stage: [.microphone, .amplifier]
    case .train: [.cup, .grips]
    case .space: [.helmet]
    case .corridor: [.door]
    case .ruins: [.capital, .candle]
    case .abstract: [.sphere]
    }
  }
}

extension Diorama {
  /// Draws what the shot is a detail of, if it is one.
  func showInsert() {
    guard let insert else { return }
    switch insert {
    case .amplifier: amplifier()
    case .birds: birds()
    case .boat: boat()
    case .bottle: bottle()
    case .cactus: cactusBloom()
    case .cairn: cairn()
    case .candle: candle()
    case .capital: capital()
    case .cup: cup()
    case .dew: dew()
    case .door: door()
    case .fire: campfire()
    case .flower: flower()
    case .grips: grips()
    case .headlamp: headlamp()
    case .helmet: helmet()
    case .jellyfish: jellyfish()
    case .lamp: lantern()
    case .microphone: microphone()
    case .mushrooms: mushrooms()
    case .record: record()
    case .seedling: seedling()
    case .shell: shell()
    case .sphere: sphere()
    case .twig: twig()
    }
  }

  /// The motif is the insert already.
  var showsMotifAsInsert: Bool {
    guard let insert, let words = scene.motif, !words.isEmpty else { return false }
    switch Motif(words) {
    case .candle, .flower, .boat, .bird: return insert != .fire
    case .balloon, .star, .butterfly, .orb: return false
    }
  }
}
