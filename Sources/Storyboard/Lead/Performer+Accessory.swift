import Glibc
import Vocabulary

extension Performer {
  /// What is worn on the back: it hides behind the body in profile, and lies on the coat from behind.
  func carried(_ c: Canvas, _ s: Skeleton, _ m: Motion, behind: Bool) {
    guard behind, pose != .play else { return }
    let spine = (s.chest - s.pelvis) / Skeleton.torso
    let back = aspect == .side ? Point(spine.y, -spine.x) * (look.broad * 0.72) : Point(0, 0)
    switch look.figure.accessory {
    case .backpack:
      let at = mix(s.pelvis, s.chest, 0.62) + back
      c.ellipse(at, aspect == .side ? 5.4 : look.broad * 0.72, 11, .solid(look.leather))
      c.ellipse(at + Point(0, 4.5), aspect == .side ? 3.6 : 5.5, 4.2, .solid(look.leather.lighter(0.06)))
    case .guitar:
      // In its soft case, neck over the shoulder.
      let low = mix(s.pelvis, s.chest, 0.1) + back + Point(aspect == .side ? -1 : -5, 0)
      let high = s.chest + back * 0.8 + Point(aspect == .side ? -2 : 8, -14)
      let soft: Paint = .solid(look.leather.lighter(-0.12))
      c.taper(low, 7.2, mix(low, high, 0.42), 4.6, soft)
      c.taper(mix(low, high, 0.4), 2.8, high, 2.1, soft)
    case .umbrella, .lantern, .none: break
    }
  }

  /// What the near hand holds.
  func held(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    if pose == .play { return guitar(c, s, m) }
    let hand = s.arms[1].hand
    if holdsUmbrella { umbrella(c, s) }
    if look.figure.accessory == .lantern { lantern(c, hand, m) }
  }

  /// Always open, in the wardrobe's colour: it is half of the silhouette.
  private func umbrella(_ c: Canvas, _ s: Skeleton) {
    let grip = s.chest + Point(aspect == .side ? 9 : 8, 6)
    let tip = s.head + Point(aspect == .side ? 4 : 3, -17)
    c.taper(s.arms[1].shoulder, 4, s.arms[1].shoulder + Point(4.5, 11), 3, .solid(look.clothLight))
    c.taper(s.arms[1].shoulder + Point(4.5, 11), 3, grip, 2.3, .solid(look.clothLight))
    c.line([grip + Point(0, 3), tip], .solid(look.shoes), 0.8)
    let w = 23.0
    let h = 12.0
    let rim = (0...4).map { i in tip + Point((Double(i) / 2 - 1) * w, h) }
    var shape = [
      tip + Point(-w, h), tip + Point(-w * 0.72, h * 0.28), tip + Point(-w * 0.3, -h * 0.05), tip + Point(0, -1),
    ]
    shape += [tip + Point(w * 0.3, -h * 0.05), tip + Point(w * 0.72, h * 0.28), tip + Point(w, h)]
    for i in stride(from: 4, to: 0, by: -1) { shape += [mix(rim[i], rim[i - 1], 0.5) + Point(0, -2), rim[i - 1]] }
    c.polygon(shape, .solid(look.cloth))
    for x in [-0.5, 0, 0.5] {
      c.curve([tip, tip + Point(x * w * 0.8, h * 0.35), tip + Point(x * w, h)], .solid(look.clothShade), 0.6)
    }
  }

  private func lantern(_ c: Canvas, _ hand: Point, _ m: Motion) {
    let at = hand + Point(0.6 * sin(m.time * 2), 8)
    c.line([hand + Point(0, 2), at + Point(0, -4)], .solid(look.shoes), 0.7)
    c.adding { c.glow(at, 34, Colour(1, 0.7, 0.32), 0.55 + 0.15 * m.beat) }
    c.rect(at.x - 2.6, at.y - 3.6, 5.2, 7.4, .solid(Colour(1, 0.86, 0.52)))
    c.line([at + Point(-3, -3.8), at + Point(3, -3.8)], .solid(look.shoes), 1.4)
    c.line([at + Point(-3, 4), at + Point(3, 4)], .solid(look.shoes), 1.4)
  }
}
