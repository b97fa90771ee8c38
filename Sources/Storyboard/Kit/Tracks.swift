import Glibc
import Vocabulary

extension Diorama {
  /// Footprints from behind the lens to the lead: they lead the eye, and fill the foot of the frame.
  ///
  /// - Parameters: the colour of a print, and of the rim of light at its foot.
  func tracks(_ dark: Colour, lit: Colour? = nil) {
    guard showsTracks else { return }
    sheet("tracks", depth: 0.8, loops: false) { c, _ in
      let to = set(composition.feet)
      let from = Point(centre - composition.side * halfFrame * 0.5, bottom)
      guard from.y > to.y + 40 else { return }
      for i in 0..<16 {
        let t = Double(i) / 16
        let k = 1 - 0.62 * t
        let at = mix(from, to, t) + Point(sin(t * 4) * 60 + (i % 2 == 0 ? 22 : -22) * k, 0)
        c.ellipse(at, 25 * k, 10 * k, .solid(dark, 0.5))
        c.ellipse(at + Point(0, 7 * k), 23 * k, 5 * k, .solid(lit ?? light.skyLow, 0.32))
      }
    }
  }

  /// Nobody has walked here where nobody is, and near the lens prints are below the frame.
  private var showsTracks: Bool { !shot.characterIds.isEmpty && composition.lens < 1.3 }
}
