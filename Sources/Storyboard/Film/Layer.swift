/// One sheet of the multiplane: drawn once, then moved.
struct Layer {
  let picture: Canvas
  /// Place of the picture's corner, in units, measured from the composition's anchor on the screen.
  let corner: Point
  /// Pixels of the picture in one unit.
  let scale: Double
  /// 0 at infinity, 1 before the lens.
  let depth: Double
  /// Distance after which the sheet repeats; nil for one that does not.
  let period: Double?
  /// Nil for things that cover; for light that adds up, what it follows.
  let drive: Drive?
  /// Steady sideways movement in units a second of the music's clock: clouds, fog, what a train passes.
  var drift = 0.0
}

/// What the brightness of a light follows.
enum Drive {
  case steady, beat, energy, flicker, strobe

  func alpha(_ p: Pulse, salt: UInt64) -> Double {
    switch self {
    case .steady: return 0.9 + 0.1 * p.beat
    case .beat: return 0.62 + 0.38 * p.beat
    case .energy: return 0.35 + 0.5 * p.level + 0.15 * p.beat
    case .flicker:
      // Fire: three slow throws a second, blended, and a lift on each onset.
      let t = p.time * 6
      let n = Int(t)
      return 0.68 + 0.24 * mix(hashed(n, salt), hashed(n + 1, salt), smooth(0, 1, t - Double(n))) + 0.08 * p.onset
    case .strobe:
      // Lightning far away: dark most of the time, and never a white frame.
      let n = Int(p.time / 1.7)
      let since = p.time - Double(n) * 1.7 - hashed(n, salt) * 1.2
      guard since > 0 else { return 0.04 }
      return 0.04 + 0.75 * max(0, 1 - since / 0.35) * (hashed(Int(p.time * 15), salt) > 0.25 ? 1 : 0.5)
    }
  }
}
