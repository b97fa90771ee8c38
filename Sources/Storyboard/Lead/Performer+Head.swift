import Vocabulary

extension Performer {
  /// A head without a face: profile, nape, or bowed under hair. Hair, hood or hat is what makes it somebody.
  func head(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    c.local {
      c.translate(s.head.x, s.head.y)
      c.rotate(s.tilt)
      let r = look.head
      switch aspect {
      case .side: profile(c, r, m)
      case .back: nape(c, r, m)
      case .front: bowed(c, r, m)
      }
    }
  }

  private var hair: Paint { .solid(look.hair) }
  private var shine: Paint { .solid(look.hair.lighter(0.09), 0.8) }

  private func profile(_ c: Canvas, _ r: Double, _ m: Motion) {
    if look.figure.hair == .long { mane(c, Point(-0.5 * r, -0.1 * r), r, m) }
    let face = [
      Point(0.55, -0.62), Point(0.79, -0.3), Point(0.8, -0.1), Point(0.98, 0.17), Point(0.83, 0.29), Point(0.86, 0.46),
      Point(0.8, 0.6), Point(0.7, 0.88), Point(0.38, 0.98), Point(-0.1, 0.72), Point(-0.6, 0.4), Point(-0.5, -0.5),
    ].map { $0 * r }
    c.blob(face, .solid(look.skin))
    guard look.figure.hair != .hood else { return hoodSide(c, r, m) }
    let cap = [
      Point(0.78, -0.52), Point(0.55, -0.98), Point(0, -1.16), Point(-0.62, -0.98), Point(-0.98, -0.4),
      Point(-0.93, 0.22), Point(-0.62, 0.68), Point(-0.34, 0.5), Point(-0.16, 0.12), Point(0.06, -0.1),
      Point(0.3, -0.3), Point(0.55, -0.42),
    ].map { $0 * r }
    c.blob(cap, hair)
    c.curve([Point(-0.75, -0.35) * r, Point(-0.2, -0.85) * r, Point(0.4, -0.78) * r], shine, 0.06 * r)
    c.ellipse(Point(-0.12, 0.16) * r, 0.12 * r, 0.2 * r, .solid(look.skin.lighter(-0.09)))
    top(c, r, Point(-0.75, -0.72), m)
  }

  private func nape(_ c: Canvas, _ r: Double, _ m: Motion) {
    guard look.figure.hair != .hood else { return hoodBack(c, r, m) }
    for side in [-1.0, 1] {
      c.ellipse(Point(side * 0.8, 0.1) * r, 0.13 * r, 0.22 * r, .solid(look.skin.lighter(-0.05)))
    }
    c.blob(
      [
        Point(0, -1.12), Point(0.58, -0.9), Point(0.82, -0.3), Point(0.74, 0.3), Point(0.45, 0.82), Point(0, 0.92),
        Point(-0.45, 0.82), Point(-0.74, 0.3), Point(-0.82, -0.3), Point(-0.58, -0.9),
      ].map { $0 * r }, hair)
    if look.figure.hair == .long { mane(c, Point(0, -0.2 * r), r, m) }
    c.curve([Point(-0.5, -0.6) * r, Point(-0.15, -0.85) * r, Point(0.35, -0.75) * r], shine, 0.06 * r)
    c.curve([Point(-0.62, 0) * r, Point(-0.3, 0.25) * r, Point(-0.2, 0.6) * r], shine, 0.04 * r)
    top(c, r, Point(0, -0.9), m)
  }

  private func bowed(_ c: Canvas, _ r: Double, _ m: Motion) {
    if look.figure.hair == .long { mane(c, Point(0, -0.2 * r), r, m) }
    c.blob(
      [
        Point(-0.7, -0.4), Point(0, -0.9), Point(0.7, -0.4), Point(0.66, 0.3), Point(0.3, 0.95), Point(-0.3, 0.95),
        Point(-0.66, 0.3),
      ]
      .map { $0 * r }, .solid(look.skin))
    guard look.figure.hair != .hood else { return hoodBack(c, r, m, open: true) }
    c.blob(
      [
        Point(-0.84, 0.25), Point(-0.86, -0.45), Point(-0.5, -1), Point(0, -1.14), Point(0.5, -1), Point(0.86, -0.45),
        Point(0.84, 0.25), Point(0.58, 0.05), Point(0.2, 0.22), Point(-0.3, 0.02), Point(-0.6, 0.18),
      ].map { $0 * r }, hair)
    top(c, r, Point(0, -0.95), m)
  }

  /// Long hair falls past the shoulders and lags behind the wind.
  private func mane(_ c: Canvas, _ from: Point, _ r: Double, _ m: Motion) {
    let blow = aspect == .side ? -0.35 - 0.3 * m.flutter(2) : 0.22 * m.flutter(2)
    let end = Point(blow * 1.5, 3.1) * r
    let half = aspect == .side ? 0.5 : 0.86
    c.blob(
      [
        from + Point(-half, -0.4) * r, from + Point(0.1, -0.7) * r, from + Point(half, -0.2) * r,
        from + Point(half * 0.95 + blow * 0.4, 1.3) * r, from + end + Point(half * 0.55, -0.25) * r, from + end,
        from + end + Point(-half * 0.7, -0.4) * r, from + Point(-half * 1.1 + blow * 0.6, 1.4) * r,
      ], hair)
    for i in 0..<3 {
      let x = (Double(i) - 1) * half * 0.5
      c.curve(
        [from + Point(x, 0.2) * r, from + Point(x + blow * 0.5, 1.5) * r, from + end + Point(x * 0.6, -0.5) * r], shine,
        0.05 * r)
    }
  }

  /// What sits on the hair.
  private func top(_ c: Canvas, _ r: Double, _ bun: Point, _ m: Motion) {
    switch look.figure.hair {
    case .bun: c.circle(bun * r + Point(0, -0.12 * r), 0.46 * r, hair)
    case .hat:
      let felt: Paint = .solid(look.clothShade.at(lightness: 0.2).vivid(0.6))
      c.ellipse(Point(0.05, -0.5) * r, (aspect == .side ? 1.7 : 1.75) * r, 0.22 * r, felt)
      c.blob(
        [
          Point(-0.9, -0.5), Point(-0.78, -1.2), Point(-0.3, -1.42), Point(0, -1.33), Point(0.3, -1.42),
          Point(0.78, -1.2), Point(0.9, -0.5),
        ].map { $0 * r }, felt)
      c.line([Point(-0.88, -0.66) * r, Point(0.88, -0.66) * r], .solid(look.cloth), 0.2 * r)
    default: break
    }
  }

  private func hoodSide(_ c: Canvas, _ r: Double, _ m: Motion) {
    c.blob(
      [
        Point(0.82, -0.55), Point(0.5, -1.12), Point(-0.1, -1.3), Point(-0.8, -1.08), Point(-1.22, -0.5),
        Point(-1.25, 0.3), Point(-1.15, 1.2), Point(0.35, 1.35), Point(0.3, 0.8), Point(0.42, 0.2), Point(0.62, -0.2),
      ].map { $0 * r }, .solid(look.cloth))
    c.curve(
      [Point(0.74, -0.5) * r, Point(0.5, 0) * r, Point(0.34, 0.5) * r, Point(0.3, 1.1) * r], .solid(look.clothShade),
      0.16 * r)
  }

  private func hoodBack(_ c: Canvas, _ r: Double, _ m: Motion, open: Bool = false) {
    c.blob(
      [
        Point(0, -1.32), Point(0.68, -1.05), Point(1, -0.35), Point(1.02, 0.4), Point(1.3, 1.25), Point(0, 1.45),
        Point(-1.3, 1.25), Point(-1.02, 0.4), Point(-1, -0.35), Point(-0.68, -1.05),
      ].map { $0 * r }, .solid(look.cloth))
    if open { c.ellipse(Point(0, 0.05) * r, 0.66 * r, 0.82 * r, .solid(look.hair.lighter(-0.05))) }
    c.curve(
      [Point(0, -1.25) * r, Point(0.06, -0.2) * r, Point(0, 1.2) * r], .solid(look.clothShade, open ? 0 : 1), 0.09 * r)
  }
}
