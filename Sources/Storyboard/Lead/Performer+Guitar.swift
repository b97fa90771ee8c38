import Glibc

/// A guitar in somebody's arms, seen from the front.
private struct Guitar {
  /// Sound hole, end of the neck; along the strings, and across them towards the ground.
  let hole, head, along, across: Point

  init(_ s: Skeleton) {
    hole = s.chest + Point(-3.5, 25)
    head = s.chest + Point(27, 9.4)
    along = (head - hole) / (head - hole).length
    across = Point(-along.y, along.x)
  }

  /// A place on it: so far from the hole towards the head, so far across.
  func at(_ far: Double, _ aside: Double = 0) -> Point { hole + along * far + across * aside }
}

extension Performer {
  func guitar(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    let g = Guitar(s)
    c.line([s.chest + Point(-7, 0), g.at(-9, 2)], .solid(look.shoes), 1)
    body(c, g)
    neck(c, g)
    if isNear { strings(c, g, m) }
    strumming(c, s.arms[0], g)
    fretting(c, s.arms[1], g)
  }

  /// Two bouts, dark at their edge where the top is glued to the sides, and the hole with its ring.
  private func body(_ c: Canvas, _ g: Guitar) {
    let wood = look.leather.lighter(0.16)
    let turned = atan2(g.along.y, g.along.x)
    let edge: Paint = .solid(look.leather.lighter(-0.1))
    c.ellipse(g.at(-5.2), 9.1, 8.1, turned: turned, edge)
    c.ellipse(g.at(4.1), 6.9, 6.3, turned: turned, edge)
    c.ellipse(g.at(-5.2), 8.5, 7.5, turned: turned, .solid(wood))
    c.ellipse(g.at(4.1), 6.3, 5.7, turned: turned, .solid(wood))
    c.ellipse(g.at(-6.5, -1.5), 5, 4.2, turned: turned, .solid(wood.lighter(0.06), 0.5))
    c.ellipse(g.at(-3, 3.6), 8, 2.6, turned: turned, .solid(look.leather, 0.25))
    c.circle(g.at(0), 3, .solid(look.leather.lighter(-0.06)))
    c.circle(g.at(0), 2.5, .solid(look.shoes))
    c.line([g.at(-7.5, -2.4), g.at(-7.5, 2.4)], .solid(look.leather.lighter(-0.14)), 1.2)
  }

  private func neck(_ c: Canvas, _ g: Guitar) {
    let end = (g.head - g.hole).length
    let dark = look.leather.lighter(-0.1)
    c.taper(g.at(3), 1.15, g.at(end), 1, .solid(dark))
    c.taper(g.at(end), 1.5, g.at(end + 4.4), 1.9, .solid(dark))
    guard isNear else { return }
    // Frets come closer towards the body, each by the twelfth root of two.
    for n in 1...14 {
      let far = end - (end + 7.5) * (1 - pow(2, -Double(n) / 12))
      if far > 3 { c.line([g.at(far, -1.1), g.at(far, 1.1)], .solid(Colour(0.72, 0.7, 0.66), 0.6), 0.16) }
    }
    for n in 0..<3 {
      for side in [-1.0, 1] {
        c.circle(g.at(end + 1.2 + 1.3 * Double(n), side * 1.9), 0.45, .solid(Colour(0.62, 0.6, 0.56)))
      }
    }
  }

  /// Six of them; they swing with the beat.
  private func strings(_ c: Canvas, _ g: Guitar, _ m: Motion) {
    let end = (g.head - g.hole).length
    for n in 0..<6 {
      let aside = (Double(n) - 2.5) * 0.36
      let swing = 0.22 * m.beat * sin(m.time * 60 + Double(n) * 1.7)
      c.curve(
        [g.at(-7.5, aside * 1.15), g.at(-1, aside + swing), g.at(end, aside * 0.8)],
        .solid(Colour(0.93, 0.9, 0.84), 0.75), n > 2 ? 0.13 : 0.18)
    }
  }

  /// Loose fingers over the strings, the thumb before them.
  private func strumming(_ c: Canvas, _ a: Skeleton.Arm, _ g: Guitar) {
    let skin: Paint = .solid(look.skin)
    let palm = a.hand + Point(1.4, 0.5)
    c.taper(a.hand, 2.1, palm, 1.8, skin)
    guard isNear else { return }
    for n in 0..<4 {
      let from = palm + g.across * (0.9 * Double(n) - 1.2) + g.along * 0.6
      let bent = from + g.along * (2.4 - 0.25 * Double(n)) + g.across * 0.5
      let tip = bent + g.along * 0.5 + g.across * 1.2
      // What parts one finger from the next is the shadow between them.
      for (to, wide) in [(from, 0.9), (bent, 0.76)] {
        c.taper(to, wide, tip, 0.6, .solid(look.skin.lighter(-0.2), 0.5))
      }
      c.taper(from, 0.75, bent, 0.62, .solid(look.skin.lighter(-0.02 * Double(n))))
      c.taper(bent, 0.62, tip, 0.46, .solid(look.skin.lighter(-0.05)))
    }
    c.taper(palm - g.across * 1.2, 0.8, palm + g.along * 2.4 - g.across * 1.7, 0.55, skin)
  }

  /// Fingertips come over the neck from below.
  private func fretting(_ c: Canvas, _ a: Skeleton.Arm, _ g: Guitar) {
    c.taper(a.hand, 2.1, a.hand + Point(1.4, 0.5), 1.8, .solid(look.skin))
    guard isNear else { return }
    let far = ((a.hand - g.hole) * g.along).sum()
    for n in 0..<4 {
      let at = far - 1.2 + 1.15 * Double(n)
      let tip = g.at(at, -0.7 + 0.5 * Double((n * 3) % 4) / 3)
      c.taper(g.at(at + 0.1, 1.7), 0.66, tip, 0.5, .solid(look.skin.lighter(-0.015 * Double(n))))
    }
    c.taper(g.at(far - 1.4, -1.2), 0.62, g.at(far - 0.6, -1.7), 0.6, .solid(look.skin.lighter(-0.03)))
  }
}
