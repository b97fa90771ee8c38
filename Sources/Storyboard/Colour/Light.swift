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
    skyTop = tuned(hour.top, 0.34)
    skyMid = tuned(hour.middle, 0.36)
    skyLow = tuned(hour.low, 0.45)
    haze = tuned(hour.low, 0.3).mixed(skyMid, 0.45)
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
