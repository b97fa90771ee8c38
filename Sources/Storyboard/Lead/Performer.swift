import CCairo
import Vocabulary

/// From where a body is seen.
enum Aspect { case side, back, front }

/// Draws one character in one pose: limbs far to near, cloth over them, head and accessory last.
struct Performer {
  let look: Look
  let pose: Pose
  let aspect: Aspect

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
    if !holdsUmbrella { nearArm(c, s.arms[1]) }
    held(c, s, m)
  }

  private func upright(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    let away = aspect == .back
    for l in s.legs { legBack(c, l) }
    neck(c, s)
    if away { for a in s.arms.prefix(holdsUmbrella ? 1 : 2) { arm(c, a, look.clothShade) } }
    garmentBack(c, s, m)
    if !away { carried(c, s, m, behind: true) }
    head(c, s, m)
    if away { carried(c, s, m, behind: true) }
    if !away { for a in s.arms { arm(c, a, look.clothLight) } }
    held(c, s, m)
  }

  var holdsUmbrella: Bool { look.figure.accessory == .umbrella && pose != .lie && pose != .play }

  private func neck(_ c: Canvas, _ s: Skeleton) {
    c.taper(s.chest + Point(0, -0.5), 3.4, mix(s.neck, s.head, 0.55), 2.7, .solid(look.skin.lighter(-0.07)))
  }

  /// Wide sleeves on robes, plates on armour; a hand at the end of each.
  private func arm(_ c: Canvas, _ a: Skeleton.Arm, _ colour: Colour) {
    let wide = look.figure.wardrobe == .robe ? 1.35 : look.figure.wardrobe == .dress ? 0.82 : 1
    let along = (a.hand - a.elbow) / max((a.hand - a.elbow).length, 0.01)
    c.taper(a.hand + along * 0.8, 1.9, a.hand + along * 2.9, 1.5, .solid(look.skin))
    let bare = look.figure.wardrobe == .dress
    c.taper(a.elbow, 2.9 * wide, a.hand, 2.2 * wide, .solid(bare ? look.skin.lighter(-0.03) : colour))
    c.taper(a.shoulder, 3.9 * wide, a.elbow, 2.9 * wide, .solid(colour))
    if look.figure.wardrobe == .armour { c.circle(a.shoulder + Point(0, 0.5), 5.6, .solid(look.clothLight)) }
  }

  /// A dark edge parts the near arm from the body it hangs before.
  private func nearArm(_ c: Canvas, _ a: Skeleton.Arm) {
    c.taper(a.elbow + Point(-0.7, 0.2), 3.2, a.hand + Point(-0.7, 0), 2.5, .solid(look.clothShade, 0.8))
    c.taper(a.shoulder + Point(-0.7, 0.6), 4.2, a.elbow + Point(-0.7, 0.2), 3.2, .solid(look.clothShade, 0.8))
    arm(c, a, look.cloth.mixed(look.clothLight, 0.6))
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
