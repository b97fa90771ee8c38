import CCairo
import Vocabulary

/// From where a body is seen.
enum Aspect { case side, back, front }

/// Draws one character in one pose: limbs far to near, cloth over them, head and accessory last.
struct Performer {
  let look: Look
  let pose: Pose
  let bearing: Bearing
  /// So large that strings and fingers are seen.
  var isNear = false

  var aspect: Aspect { bearing.aspect }

  func draw(on c: Canvas, _ m: Motion) {
    let bones =
      aspect == .side ? Skeleton.side(pose, m) : Skeleton.back(pose, m, broad: look.broad)
    if aspect == .side { profile(c, bones, m) } else { upright(c, bones, m) }
  }

  private func profile(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    carried(c, s, m, behind: true)
    arm(c, s.arms[0], look.clothShade)
    leg(c, s.legs[0], look.trousers.lighter(-0.05))
    leg(c, s.legs[1], look.trousers)
    neck(c, s)
    garmentSide(c, s, m)
    head(c, s, m)
    carried(c, s, m, behind: false)
    if !holdsUmbrella { arm(c, s.arms[1], look.cloth) }
    held(c, s, m)
  }

  private func upright(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    let away = aspect == .back
    // Who plays has the hands before the body; arms that hang lie half behind it.
    let hangs = away || pose != .play
    if !away, hangs { carried(c, s, m, behind: true) }
    if !away { fallingHair(c, s, m) }
    for l in s.legs { legBack(c, l) }
    neck(c, s)
    if hangs { for a in s.arms.prefix(holdsUmbrella ? 1 : 2) { arm(c, a, look.clothShade) } }
    garmentBack(c, s, m)
    if !hangs { carried(c, s, m, behind: true) }
    head(c, s, m)
    if away { carried(c, s, m, behind: true) }
    if !hangs { for a in s.arms { arm(c, a, look.clothLight) } }
    held(c, s, m)
  }

  var holdsUmbrella: Bool { look.figure.accessory == .umbrella && pose != .lie && pose != .play }

  private func neck(_ c: Canvas, _ s: Skeleton) {
    let low = s.chest + Point(0, -0.5)
    let high = mix(s.neck, s.head, 0.55)
    // The jaw throws its shadow on it.
    c.taper(
      low, 3.5, high, 2.75,
      .linear(
        high, low,
        [(0, look.skin.lighter(-0.16), 1), (0.7, look.skin.lighter(-0.07), 1), (1, look.skin.lighter(-0.1), 1)]))
  }

  /// Wide sleeves on robes, plates on armour; a hand at the end of each.
  private func arm(_ c: Canvas, _ a: Skeleton.Arm, _ colour: Colour) {
    let wide = look.figure.wardrobe == .robe ? 1.35 : look.figure.wardrobe == .dress ? 0.78 : 1
    let along = (a.hand - a.elbow) / max((a.hand - a.elbow).length, 0.01)
    hand(c, a.hand + along * 0.6, along)
    let bare = look.figure.wardrobe == .dress
    let fore = bare ? look.skin.lighter(-0.03) : colour
    func lit(_ c: Colour, _ p: Point, _ q: Point) -> Paint {
      let across = Point(-(q - p).y, (q - p).x) / max((q - p).length, 0.01)
      let middle = mix(p, q, 0.5)
      return .linear(
        middle + across * 3.4, middle - across * 3.4,
        [(0, c.lighter(-0.07), 1), (0.45, c, 1), (1, c.lighter(0.03), 1)])
    }
    c.taper(a.elbow, 2.75 * wide, a.hand, (bare ? 1.5 : 2.15) * wide, lit(fore, a.elbow, a.hand))
    c.taper(a.shoulder, 3.9 * wide, a.elbow, 2.85 * wide, lit(colour, a.shoulder, a.elbow))
    if !bare { sleeve(c, a, along, colour) }
    if look.figure.wardrobe == .armour { c.circle(a.shoulder + Point(0, 0.5), 5.6, .solid(look.clothLight)) }
  }

  /// The creases inside the elbow, and the cuff.
  private func sleeve(_ c: Canvas, _ a: Skeleton.Arm, _ along: Point, _ colour: Colour) {
    let across = Point(-along.y, along.x)
    for k in [-1.0, 0.6, 2] {
      let at = a.elbow + along * k
      c.curve([at + across * 2.2, at + along * 0.7, at - across * 1.6], .solid(colour.lighter(-0.1), 0.4), 0.45)
    }
    let cuff = a.hand - along * 1.2
    c.line([cuff + across * 2, cuff - across * 2], .solid(colour.lighter(-0.1), 0.8), 0.7)
  }

  /// Palm, loosely bent fingers, a thumb.
  private func hand(_ c: Canvas, _ at: Point, _ along: Point) {
    let bent = along.turned(aspect == .side ? -0.35 : 0)
    let skin: Paint = .solid(look.skin)
    c.taper(at, 1.55, at + along * 2.1, 1.6, skin)
    c.taper(at + along * 2, 1.45, at + along * 2 + bent * 2.6, 0.75, .solid(look.skin.lighter(-0.04)))
    c.taper(at + along * 0.9, 0.75, at + along * 1.2 + along.turned(-0.7) * 2.5, 0.5, skin)
  }

  /// A soft shadow, on the garment only, parts the near arm from the body that it hangs before.
  func armShadow(_ c: Canvas, _ a: Skeleton.Arm) {
    for (spread, alpha) in [(1.7, 0.16), (1.1, 0.2), (0.5, 0.24)] {
      let off = Point(-0.9, 0.5)
      let dark: Paint = .solid(look.clothShade.lighter(-0.06), alpha)
      c.taper(a.elbow + off, 2.8 + spread, a.hand + off, 2.1 + spread * 0.6, dark)
      c.taper(a.shoulder + off + Point(0, 2), 3.4 + spread * 0.4, a.elbow + off, 2.8 + spread, dark)
    }
  }

  private func leg(_ c: Canvas, _ l: Skeleton.Leg, _ colour: Colour) {
    let bare = look.figure.wardrobe == .dress
    let cloth: Paint = .solid(
      bare ? look.skin.lighter(-0.08) : look.figure.wardrobe == .suit ? look.clothShade : colour)
    c.taper(l.hip, 6.2, l.knee, bare ? 3.4 : 4.2, cloth)
    c.taper(l.knee, bare ? 3.2 : 4.1, l.ankle, bare ? 2 : 3, cloth)
    shoe(c, l)
  }

  /// Heel, sole and toe; a boot under coats and armour.
  private func shoe(_ c: Canvas, _ l: Skeleton.Leg) {
    let boot = look.figure.wardrobe != .dress && look.figure.wardrobe != .suit
    let up = (l.knee - l.ankle) / max((l.knee - l.ankle).length, 0.01)
    if boot { c.taper(l.ankle + up * 8, 3.6, l.ankle, 3, .solid(look.shoes)) }
    let heel = l.ankle + Point(-1.6, 2.2)
    c.taper(l.ankle + Point(0, 0.6), 2.7, l.toe, 1.5, .solid(look.shoes))
    c.taper(heel, 1.7, l.toe, 1.3, .solid(look.shoes))
  }

  private func legBack(_ c: Canvas, _ l: Skeleton.Leg) {
    let bare = look.figure.wardrobe == .dress
    let cloth: Paint = .solid(
      bare ? look.skin.lighter(-0.08) : look.figure.wardrobe == .suit ? look.clothShade : look.trousers)
    c.taper(l.hip, 5.8, l.knee, bare ? 3.4 : 4.3, cloth)
    c.taper(l.knee, bare ? 3.3 : 4.1, l.ankle, bare ? 2 : 3.1, cloth)
    c.taper(l.ankle + Point(0, -4), 3.2, l.ankle + Point(0, 1.5), 2.9, .solid(look.shoes))
    c.taper(l.ankle + Point(0, 1.6), 2.6, l.toe, 2.2, .solid(look.shoes))
  }
}
