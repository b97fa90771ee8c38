import Vocabulary

// The palette, and then the clothes, so that a lead can be found in every frame.
extension Invention {
  /// 4 shades from dark to light, then the accent. Colours that the concept names are among them, unchanged.
  func palette(arc: EmotionalArc, time: TimeOfDay) -> Sourced<[NamedColour]> {
    let refused = refusedColours
    let worn = concept.reading.wornColours.map(\.words)
    let said = concept.reading.sceneColours.filter { !worn.contains($0.words) }.map(\.value).unique
    let wanted = said.filter { !refused.contains($0) }.prefix(5)
    let accent = wanted.max { strength(of: $0) < strength(of: $1) }
    let ground = wanted.filter { $0 != accent }
    var shades = ramp(
      hue: hue(ground: ground, accent: accent, arc: arc), strength: strength(arc, ground: Array(ground)), time: time)
    for colour in ground.prefix(4) { shades.replaceNearest(to: colour, except: ground) }
    let last = accent ?? named(inventedAccent(arc: arc))
    let cleared = (shades + [last]).map { clear($0, of: refused) }
    let ordered = cleared.dropLast().sorted { lightness($0) < lightness($1) } + cleared.suffix(1)
    return Sourced(ordered, wanted.isEmpty ? inferredOrDefault : .user)
  }

  /// The colour, or where the concept excludes it, the allowed one that is most like its opposite.
  private func clear(_ colour: NamedColour, of refused: [NamedColour]) -> NamedColour {
    guard isRefused(colour, by: refused), let lab = Lab(hex: colour.hex) else { return colour }
    let turned = Lab(l: lab.l, chroma: lab.chroma, hue: lab.hue + 150)
    let allowed = Lexicon.house.colours.filter { !isRefused($0, by: refused) }
    let distance = { (colour: NamedColour) in Lab(hex: colour.hex)?.distance(to: turned) ?? .infinity }
    return allowed.min { distance($0) < distance($1) } ?? colour
  }

  /// "No red" is no brick red either, nor anything that looks red.
  private func isRefused(_ colour: NamedColour, by refused: [NamedColour]) -> Bool {
    let names = colour.name.split(separator: " ").map(String.init)
    return refused.contains { denied in
      guard let one = Lab(hex: colour.hex), let other = Lab(hex: denied.hex) else { return false }
      return names.contains(denied.name) || one.distance(to: other) < 30
    }
  }

  private var refusedColours: [NamedColour] { refused { if case .colour(let colour) = $0 { colour } else { nil } } }

  private var inferredOrDefault: Source { genre == nil ? .default : .inferred }

  /// The ground's hue: of the colours named, else of the genre, else chosen among those that fit the feeling. Small
  /// whims keep two films of one genre apart.
  private func hue(ground: [NamedColour], accent: NamedColour?, arc: EmotionalArc) -> Double {
    let coloured = ground.first { strength(of: $0) > 12 } ?? accent.flatMap { strength(of: $0) > 12 ? $0 : nil }
    if let named = coloured, let lab = Lab(hex: named.hex) { return lab.hue + (ground.isEmpty ? 150 : 0) }
    let whim = dice.fraction("hue whim") * 30 - 15
    if let first = genre?.hues.first { return first + whim }
    let cold: [Double] = [200, 230, 260, 285, 310]
    let warm: [Double] = [20, 50, 80, 110, 150, 180, 330]
    return dice.pick("hue", mood(of: arc.from.value) < 0.45 ? cold : warm) + whim
  }

  /// Chroma of the ground: neutral for a film that keeps to its concept.
  private func strength(_ arc: EmotionalArc, ground: [NamedColour]) -> Double {
    // Black, white and grey stay among themselves.
    if !ground.isEmpty, ground.allSatisfy({ strength(of: $0) < 12 }) { return 3 }
    if keeps && genre == nil { return 12 }
    return 10 + 22 * (genre?.strength ?? (Feeling.named(arc.from.value)?.arousal ?? 0.5))
  }

  private func ramp(hue: Double, strength: Double, time: TimeOfDay) -> [NamedColour] {
    let lightness: [Double] =
      switch time {
      case .night: [8, 20, 36, 62]
      case .dusk: [12, 28, 46, 70]
      case .dawn, .goldenHour: [16, 36, 58, 82]
      case .day: [22, 44, 68, 90]
      }
    let turn = dice.pick("ramp turn", [-45.0, -25, 25, 45])
    return lightness.enumerated().map { index, l in
      named(Lab(l: l, chroma: strength * (index == 1 ? 1.1 : 0.9), hue: hue + turn * Double(index) / 3))
    }
  }

  /// The accent: the genre's second hue, or one across the wheel from the ground.
  private func inventedAccent(arc: EmotionalArc) -> Lab {
    let hue = genre?.hues.last ?? dice.pick("accent", accents(arc))
    return Lab(l: 70, chroma: 70, hue: hue + dice.fraction("accent whim") * 24 - 12)
  }

  /// Hues of accents: warm ones for films that end well.
  private func accents(_ arc: EmotionalArc) -> [Double] {
    mood(of: arc.to.value) > 0.6 ? [75, 55, 25, 350, 105] : [40, 95, 200, 340]
  }

  /// The characters in their clothes. The lead's colour lies at least 40 (CIE76) from every ground shade; where the
  /// concept names the colour of a coat, the shades move instead of the coat.
  func dress(_ cast: [Character], in palette: inout Sourced<[NamedColour]>) -> [Character] {
    var taken = palette.value.compactMap { Lab(hex: $0.hex) }
    return cast.enumerated().map { index, person in
      if index == 0, !person.wardrobeColor.isEmpty {
        let brought = NamedColour(name: person.wardrobe, hex: person.wardrobeColor)
        palette.value = ground(palette.value, awayFrom: brought)
      }
      guard person.wardrobeColor.isEmpty else { return person }
      var dressed = person
      let worn = wornColour(of: person)
      if let worn, index == 0 { palette.value = ground(palette.value, awayFrom: worn.value) }
      let colour = worn?.value ?? coat(number: index, awayFrom: taken)
      dressed.wardrobeColor = colour.hex
      dressed.wardrobe = clothes(of: person, colour: colour, said: worn?.words, number: index)
      taken += [Lab(hex: colour.hex)].compactMap { $0 }
      return dressed
    }
  }

  /// The colour that the concept gives to somebody's clothes.
  private func wornColour(of person: Character) -> (value: NamedColour, words: Range<Int>)? {
    concept.reading.wornColours.first { worn in
      guard let owner = owner(of: worn.words) else { return person.id == Self.ids[0] }
      return person.description.split(separator: " ").last.map(String.init) == concept.words[owner.upperBound - 1].key
    }
  }

  /// A coat's colour, far from everything in `taken` (the accent counts too, though half as much).
  private func coat(number: Int, awayFrom taken: [Lab]) -> NamedColour {
    let refused = refusedColours
    let allowed = Lexicon.house.colours.filter { !isRefused($0, by: refused) }
    let far = allowed.filter { colour in
      guard let lab = Lab(hex: colour.hex), lab.chroma > 45, lab.l > 25 else { return false }
      return taken.allSatisfy { lab.distance(to: $0) >= 44 }
    }
    if !far.isEmpty { return dice.pick("coat", far, number) }
    let reach = { (colour: NamedColour) -> Double in
      guard let lab = Lab(hex: colour.hex) else { return 0 }
      return taken.map { lab.distance(to: $0) }.min() ?? 0
    }
    return allowed.max { reach($0) < reach($1) } ?? NamedColour(name: "red", hex: "#d21f26")
  }

  private func clothes(of person: Character, colour: NamedColour, said: Range<Int>?, number: Int) -> String {
    if let said, let end = clothesEnd(after: said) {
      let text = concept.text(of: said.lowerBound..<end).lowercased()
      return text.hasSuffix("s") && !text.hasSuffix("ss") ? text : "\(indefinite(text)) \(text)"
    }
    let cut = dice.pick("cut", Self.cuts[person.figure.wardrobe] ?? ["coat"], number)
    return "\(indefinite(colour.name)) \(colour.name) \(cut)"
  }

  /// Where the words about a coat end: after the garment that follows its colour.
  private func clothesEnd(after colour: Range<Int>) -> Int? {
    concept.reading.mentions.first { mention in
      guard case .look(let hint) = mention.meaning, hint.wardrobe != nil else { return false }
      return (0...2).contains(mention.words.lowerBound - colour.upperBound)
    }?.words.upperBound
  }

  static let cuts: [Figure.Wardrobe: [String]] = [
    .coat: ["long coat", "wool coat", "short jacket", "trench coat"], .dress: ["dress", "long dress", "gown"],
    .suit: ["suit", "slim suit", "loose suit"], .hoodie: ["hoodie", "oversized hoodie"],
    .armour: ["armour", "suit of armour"], .robe: ["robe", "hooded robe"],
  ]
}

extension Invention {
  /// The ground shades moved just so far that each lies 42 or more from `coat`; the accent stays.
  private func ground(_ palette: [NamedColour], awayFrom coat: NamedColour) -> [NamedColour] {
    guard let avoided = Lab(hex: coat.hex), let accent = palette.last else { return palette }
    let moved = palette.dropLast().map { colour -> NamedColour in
      guard let lab = Lab(hex: colour.hex), lab.distance(to: avoided) < 42 else { return colour }
      let shades = stride(from: 6.0, through: 92, by: 4).flatMap { l in
        [1, 0.6, 0.25, 0].map { Lab(l: l, chroma: lab.chroma * $0, hue: lab.hue) }
      }
      let clear = shades.filter { (Lab(hex: $0.hex) ?? $0).distance(to: avoided) >= 42 }
      return clear.min { $0.distance(to: lab) < $1.distance(to: lab) }.map(named) ?? colour
    }
    return moved.sorted { lightness($0) < lightness($1) } + [accent]
  }

  private func strength(of colour: NamedColour) -> Double { Lab(hex: colour.hex)?.chroma ?? 0 }
}

/// A mixed shade with the name of the nearest colour that has one.
func named(_ lab: Lab) -> NamedColour {
  let hex = lab.hex
  return NamedColour(name: Lexicon.house.name(of: hex), hex: hex)
}

func lightness(_ colour: NamedColour) -> Double { Lab(hex: colour.hex)?.l ?? 0 }

extension [NamedColour] {
  /// Puts `colour` in the place of the one that is most like it in lightness, and is none of `kept`.
  fileprivate mutating func replaceNearest(to colour: NamedColour, except kept: [NamedColour]) {
    let wanted = lightness(colour)
    let free = indices.filter { !kept.contains(self[$0]) }
    if let nearest = free.min(by: { abs(lightness(self[$0]) - wanted) < abs(lightness(self[$1]) - wanted) }) {
      self[nearest] = colour
    }
  }
}
