import Vocabulary

/// The colours of one shot: what the treatment's palette becomes at this hour, in this weather and mood.
///
/// The palette gives hue and chroma, the hour gives lightness: so a red night and a blue night are both night, and
/// both belong to their film.
struct Light {
  var skyTop, skyMid, skyLow: Colour
  /// What things fade into with distance.
  var haze: Colour
  /// The darkest near thing.
  var ink: Colour
  /// Sun, moon, or whatever lights the rims.
  var key: Colour
  var accent: Colour
  /// The accent's neighbour in hue: neon never comes in one colour.
  var second: Colour
  /// Windows, lamps, fire.
  var warm: Colour
  /// 0 in daylight, 1 at night.
  var night: Double
  /// Height of the sun or moon over the horizon, 0 to 1.
  var height: Double

  init(_ scene: Scene) {
    let palette = Palette(scene.palette)
    let from = Hour.of(scene.timeOfDay)
    let to = Hour.of(scene.timeTo)
    let hour = from.mixed(to, clamp(scene.timeMix)).under(scene.weather)
    let vivid = 0.82 + 0.26 * clamp(scene.mood) + 0.12 * clamp(scene.intensity)
    func tuned(_ own: Colour, _ share: Double) -> Colour {
      palette.tone(own.lab.l).mixed(own, share).vivid(vivid)
    }
    // The low sun has a colour that everybody knows: a golden hour in a blue palette is golden all the same.
    let low = hour.glow
    skyTop = tuned(hour.top, 0.34 + 0.1 * low)
    skyMid = tuned(hour.middle, 0.36 + 0.24 * low)
    skyLow = tuned(hour.low, 0.45 + 0.4 * low)
    haze = tuned(hour.low, 0.3 + 0.3 * low).mixed(skyMid, 0.45)
    ink = tuned(hour.ink, 0.12)
    key = hour.key
    accent = palette.accent
    second = palette.accent.turned(by: 1.9)
    warm = palette.accent.mixed(Colour(1, 0.72, 0.38), 0.55).at(lightness: 0.8)
    night = hour.night
    height = hour.height
  }

  /// The colour of a solid thing at `depth` (0 at the horizon, 1 before the lens): air lies between.
  func tone(_ depth: Double) -> Colour { haze.mixed(ink, clamp(depth)) }
}

extension Light {
  /// The colours of a shot: its scene's, as its place in the song turns them. Verses keep to the palette's quiet side,
  /// choruses open up and grow warm, a bridge goes to the other side of the colour circle, an ending lets go.
  init(_ shot: Shot) {
    self.init(shot.scene)
    switch shot.sectionRole {
    case .chorus: script(warmth: 0.1, vivid: 1.16, lift: 0.02, key: accent)
    case .bridge: script(warmth: -0.14, vivid: 0.72, lift: -0.015, key: second)
    case .intro: script(warmth: -0.05, vivid: 0.86, lift: -0.01, key: key)
    case .outro: script(warmth: 0.05, vivid: 0.84, lift: 0.03, key: key)
    case .verse: script(warmth: -0.03, vivid: 0.98, lift: 0, key: key)
    }
    if shot.purpose == .climax { key = key.mixed(warm, 0.25) }
  }

  private mutating func script(warmth: Double, vivid: Double, lift: Double, key tint: Colour) {
    let to = warmth > 0 ? Colour(rgb: 0xffa45c) : Colour(rgb: 0x4a6fb8)
    func graded(_ c: Colour, _ share: Double) -> Colour {
      c.mixed(to.at(lightness: c.lab.l), abs(warmth) * share).vivid(vivid).lighter(lift)
    }
    (skyTop, skyMid, skyLow) = (graded(skyTop, 0.7), graded(skyMid, 1), graded(skyLow, 1.3))
    (haze, ink) = (graded(haze, 1.2), graded(ink, 0.4))
    key = key.mixed(tint, 0.22)
  }
}
