import CCairo
import Glibc
import Vocabulary

/// A head: profile, nape, or bowed. Hair, hood or hat is what makes it somebody; the face keeps its eyes down, because a
/// look into the lens that never changes is the face of a doll.
extension Performer {
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

  /// Hair is lighter where the sky meets it.
  var hair: Paint {
    .down(-1.2 * look.head, 1.4 * look.head, look.hair.lighter(0.045), look.hair.lighter(-0.035))
  }
  private var skin: Paint {
    .down(-0.9 * look.head, 1.1 * look.head, look.skin.lighter(0.02), look.skin.lighter(-0.05))
  }

  private func profile(_ c: Canvas, _ r: Double, _ m: Motion) {
    let hooded = look.figure.hair == .hood
    if look.figure.hair == .long { mane(c, Point(-0.42 * r, -0.2 * r), r, m) }
    if hooded { hoodSideBack(c, r) }
    let face = [
      Point(0.6, -0.66), Point(0.79, -0.34), Point(0.785, -0.14), Point(0.86, 0.03), Point(0.955, 0.19),
      Point(0.85, 0.28), Point(0.83, 0.36), Point(0.87, 0.43), Point(0.815, 0.485), Point(0.85, 0.55),
      Point(0.785, 0.645), Point(0.8, 0.78), Point(0.66, 0.94), Point(0.36, 0.93), Point(0, 0.74), Point(-0.3, 0.5),
      Point(-0.5, 0.1), Point(-0.4, -0.5),
    ].map { $0 * r }
    c.modelled(face, skin) { lines($0, r) }
    if hooded { return hoodSide(c, r, m) }
    ear(c, r)
    sideHair(c, r)
    top(c, r, Point(-0.92, -0.62), m)
  }

  /// Brow, lowered lid with its lashes, nostril, mouth, and the soft shade below the cheekbone.
  private func lines(_ c: Canvas, _ r: Double) {
    let dark = look.skin.lighter(-0.2)
    c.ellipse(Point(0.2, 0.62) * r, 0.52 * r, 0.3 * r, turned: 0.5, .solid(look.skin.lighter(-0.1), 0.35))
    c.ellipse(Point(0.56, 0.26) * r, 0.2 * r, 0.13 * r, .solid(look.skin.mixed(Colour(0.85, 0.35, 0.3), 0.4), 0.3))
    c.ellipse(Point(0.64, -0.1) * r, 0.17 * r, 0.11 * r, .solid(dark, 0.3))
    c.curve(
      [Point(0.5, -0.31), Point(0.64, -0.37), Point(0.78, -0.29)].map { $0 * r }, .solid(look.hair, 0.85), 0.07 * r)
    c.curve(
      [Point(0.53, -0.06), Point(0.63, -0.005), Point(0.735, -0.035)].map { $0 * r },
      .solid(look.hair.lighter(-0.06), 0.9), 0.05 * r)
    c.line([Point(0.73, -0.035) * r, Point(0.8, 0.0) * r], .solid(look.hair.lighter(-0.06), 0.8), 0.035 * r)
    c.curve([Point(0.8, 0.24), Point(0.84, 0.255), Point(0.875, 0.24)].map { $0 * r }, .solid(dark, 0.6), 0.04 * r)
    c.curve(
      [Point(0.7, 0.47), Point(0.77, 0.487), Point(0.86, 0.475)].map { $0 * r },
      .solid(look.skin.mixed(Colour(0.5, 0.12, 0.12), 0.55), 0.8), 0.045 * r)
  }

  private func ear(_ c: Canvas, _ r: Double) {
    let at = Point(-0.13, 0.13) * r
    c.ellipse(at, 0.13 * r, 0.21 * r, turned: 0.2, .solid(look.skin.lighter(-0.04)))
    c.curve(
      [Point(-0.2, 0.04), Point(-0.1, -0.02), Point(-0.06, 0.12), Point(-0.13, 0.22)].map { $0 * r },
      .solid(look.skin.lighter(-0.16), 0.6), 0.035 * r)
  }

  /// From the hairline over the crown to the nape, in locks that follow the skull.
  private func sideHair(_ c: Canvas, _ r: Double) {
    let swept = look.figure.hair == .bun || look.figure.hair == .long
    let fringe = swept ? Point(0.66, -0.66) : Point(0.8, -0.52)
    let cap = [
      fringe, Point(0.62, -0.98), Point(0.22, -1.2), Point(-0.3, -1.2), Point(-0.82, -0.9), Point(-1.05, -0.35),
      Point(-0.98, 0.2), Point(-0.72, 0.66), Point(-0.5, 0.78), Point(-0.36, 0.4), Point(-0.3, 0.05),
      Point(-0.12, -0.1), Point(0.06, swept ? -0.16 : 0.12), Point(0.12, -0.3), Point(0.42, -0.5),
    ].map { $0 * r }
    c.modelled(cap, hair) { c in
      for i in 0..<7 {
        let t = Double(i) / 6
        let from = mix(Point(0.74, -0.6), Point(0.1, -0.1), t) * r
        let over = mix(Point(-0.1, -1.18), Point(-0.3, -0.45), t) * r
        let to = mix(Point(-0.98, 0.1), Point(-0.48, 0.7), t) * r
        c.curve([from, over, to], strand(i), (i % 2 == 0 ? 0.05 : 0.09) * r)
      }
    }
  }

  private func strand(_ i: Int) -> Paint {
    i % 2 == 0 ? .solid(look.hair.lighter(0.1), 0.4) : .solid(look.hair.lighter(-0.06), 0.5)
  }

  private func nape(_ c: Canvas, _ r: Double, _ m: Motion) {
    guard look.figure.hair != .hood else { return hoodBack(c, r, m) }
    for side in [-1.0, 1] {
      c.ellipse(Point(side * 0.8, 0.12) * r, 0.12 * r, 0.21 * r, .solid(look.skin.lighter(-0.06)))
    }
    let skull = [
      Point(0, -1.18), Point(0.58, -0.98), Point(0.88, -0.38), Point(0.8, 0.26), Point(0.5, 0.72), Point(0.2, 0.9),
      Point(0, 0.84), Point(-0.2, 0.92), Point(-0.5, 0.72), Point(-0.8, 0.26), Point(-0.88, -0.38),
      Point(-0.58, -0.98),
    ].map { $0 * r }
    c.modelled(skull, hair) { c in
      for i in 0..<8 {
        let x = (Double(i) - 3.5) / 3.5
        c.curve(
          [Point(0.08 + x * 0.1, -1.1) * r, Point(x * 0.84, -0.3) * r, Point(x * 0.46, 0.86) * r], strand(i),
          (i % 2 == 0 ? 0.05 : 0.1) * r)
      }
    }
    if look.figure.hair == .long { fall(c, r, m) }
    top(c, r, Point(0, -0.86), m)
  }

  /// A face from the front, or turned aside: what lies in its middle goes as far as the head turns, what lies at its edge
  /// hardly, as on a ball.
  private func bowed(_ c: Canvas, _ r: Double, _ m: Motion) {
    let turn = bearing.turn(at: m.time)
    func p(_ x: Double, _ y: Double) -> Point { Point(x + turn * 0.3 * max(0, 1 - x * x), y) * r }
    let hooded = look.figure.hair == .hood
    if hooded { hoodBack(c, r, m, open: true) }
    if !hooded, look.figure.hair != .long { frontEars(c, r, turn) }
    let k = hooded ? 0.8 : 1.0
    let face = [
      p(-0.74, -0.4), p(-0.4, -0.85), p(0.4, -0.85), p(0.74, -0.4), p(0.68, 0.2), p(0.44, 0.7), p(0.14, 0.98),
      p(-0.14, 0.98), p(-0.44, 0.7), p(-0.68, 0.2),
    ].map { $0 * k }
    c.modelled(face, skin) { features($0, r, m, turn, p) }
    guard !hooded else { return }
    frontHair(c, r, turn)
    if look.figure.hair == .long { locks(c, r, m) }
    top(c, r, Point(0.1 * turn, -0.95), m)
  }

  private func features(_ c: Canvas, _ r: Double, _ m: Motion, _ turn: Double, _ p: (Double, Double) -> Point) {
    c.ellipse(p(-0.62, 0.3), 0.4 * r, 0.9 * r, .solid(look.skin.lighter(-0.1), 0.22))
    for side in [-1.0, 1] {
      // The far half of a turned face is narrower.
      let wide = 1 - 0.3 * turn * side
      c.ellipse(
        p(side * 0.44, 0.36), 0.2 * r * wide, 0.13 * r,
        .solid(look.skin.mixed(Colour(0.85, 0.35, 0.3), 0.4), 0.22))
      c.ellipse(p(side * 0.34, 0.06), 0.2 * r * wide, 0.12 * r, .solid(look.skin.lighter(-0.16), 0.35))
      eye(c, p(side * 0.345, 0.07), r, side * wide, open: bearing.gazes ? m.gaze : 0)
      c.curve(
        [p(side * 0.17, -0.13), p(side * 0.34, -0.2), p(side * 0.53, -0.13)], .solid(look.hair, 0.8), 0.06 * r)
    }
    nose(c, r, turn, p)
    c.curve(
      [p(-0.17, 0.63), p(0, 0.66), p(0.17, 0.63)], .solid(look.skin.mixed(Colour(0.5, 0.12, 0.12), 0.55), 0.8),
      0.055 * r)
  }

  /// From the front only its shadow; the more the head turns, the more of its back.
  private func nose(_ c: Canvas, _ r: Double, _ turn: Double, _ p: (Double, Double) -> Point) {
    let tip = p(0, 0.36) + Point(0.12 * turn * r, 0)
    c.ellipse(tip + Point(0.07 * r, 0), 0.1 * r, 0.16 * r, .solid(look.skin.lighter(-0.12), 0.4))
    c.curve(
      [p(0.02, -0.04) + Point(0.06 * turn * r, 0), tip + Point(0.05 * turn * r, -0.08 * r), tip + Point(0, 0.1 * r)],
      .solid(look.skin.lighter(-0.14), min(0.6, abs(turn))), 0.045 * r)
  }

  /// The ear that the head turns away from comes forward, the other one goes behind the cheek.
  private func frontEars(_ c: Canvas, _ r: Double, _ turn: Double) {
    for side in [-1.0, 1] where side * turn < 0.45 {
      let at = Point(side * 0.77 + 0.1 * turn, 0.12) * r
      c.ellipse(at, (0.1 - 0.05 * side * turn) * r, 0.2 * r, .solid(look.skin.lighter(-0.06)))
    }
  }

  private func frontHair(_ c: Canvas, _ r: Double, _ turn: Double) {
    func p(_ x: Double, _ y: Double) -> Point { Point(x + turn * 0.2 * max(0, 1 - x * x), y) * r }
    let fringe = [
      p(-0.88, 0.35), p(-0.92, -0.45), p(-0.52, -1.04), p(0, -1.2), p(0.52, -1.04), p(0.92, -0.45), p(0.88, 0.35),
      p(0.68, -0.1), p(0.3, -0.42), p(-0.2, -0.5), p(-0.62, -0.2),
    ]
    c.modelled(fringe, hair) { c in
      for i in 0..<6 {
        let x = (Double(i) - 2.5) / 2.5
        c.curve([p(-0.1, -1.1), p(x * 0.7, -0.7), p(x * 0.85, 0.1)], strand(i), 0.07 * r)
      }
    }
  }

  /// An eye that looks at us as far as it is open; closed, the line of its lashes.
  private func eye(_ c: Canvas, _ at: Point, _ r: Double, _ side: Double, open: Double) {
    func p(_ x: Double, _ y: Double) -> Point { at + Point(x * side, y) * r }
    let lashes = look.hair.lighter(-0.06)
    // The upper lid goes from below the middle to above it.
    let lid = mix(0.075, -0.085, open)
    let upper = [p(-0.155, 0.03), p(-0.06, lid), p(0.06, lid - 0.01), p(0.16, 0.005)]
    if open > 0.05 {
      let lower = [p(0.1, 0.07), p(0, 0.085), p(-0.1, 0.065)]
      c.modelled(upper + lower, .solid(Colour(rgb: 0xefe6dd).mixed(look.skin, 0.25))) { c in
        c.circle(p(0.005, -0.005), 0.088 * r, .solid(look.hair.at(lightness: 0.34).vivid(1.3)))
        c.circle(p(0.005, -0.005), 0.045 * r, .solid(Colour(rgb: 0x14100f)))
        c.ellipse(p(0, lid), 0.17 * r, 0.055 * r, .solid(look.skin.lighter(-0.35), 0.4))
        c.circle(at + Point(0.035, -0.04) * r, 0.022 * r, .solid(Colour(1, 1, 1), 0.95))
      }
      c.curve([p(-0.13, -0.05), p(0, lid - 0.075), p(0.15, -0.05)], .solid(look.skin.lighter(-0.16), 0.7), 0.022 * r)
    }
    c.curve(upper, .solid(lashes, 0.95), 0.05 * r)
    c.line([p(0.15, 0.01), p(0.2, -0.03)], .solid(lashes, 0.8), 0.03 * r)
  }

  /// Long hair falls past the shoulders in locks of different length, and lags behind the wind.
  private func mane(_ c: Canvas, _ from: Point, _ r: Double, _ m: Motion) {
    let side = aspect == .side
    let blow = side ? -0.3 - 0.26 * m.flutter(2) : 0.2 * m.flutter(2)
    let half = side ? 0.46 : 0.84
    let long = side ? 3.3 : 3.5
    let outline = [
      Point(-half * 0.9, -0.7), Point(0.05, -0.95), Point(half * 0.95, -0.5), Point(half + blow * 0.2, 0.7),
      Point(half * 0.85 + blow * 0.9, 2), Point(half * 0.55 + blow * 1.5, long - 0.5),
      Point(half * 0.2 + blow * 1.7, long), Point(-half * 0.2 + blow * 1.6, long - 0.35),
      Point(-half * 0.6 + blow * 1.7, long + 0.1), Point(-half * 1.15 + blow * 1.4, long - 0.7),
      Point(-half * 1.3 + blow * 0.8, 1.7), Point(-half * 1.25 + blow * 0.2, 0.5),
    ].map { from + $0 * r }
    c.modelled(outline, .down(-0.5 * r, 3.4 * r, look.hair.lighter(0.05), look.hair.lighter(-0.02))) { c in
      for i in 0..<8 {
        let x = (Double(i) - 3.5) / 3.5 * half
        c.curve(
          [
            from + Point(x * 0.4, -0.8) * r, from + Point(x + blow * 0.3, 0.8) * r,
            from + Point(x * 1.1 + blow, 2) * r, from + Point(x * 0.9 + blow * 1.7, long) * r,
          ], strand(i), (i % 2 == 0 ? 0.05 : 0.11) * r)
      }
    }
  }

  /// Long hair from behind: round over the skull, in at the nape, out over the shoulders, ends of their own length; a band
  /// of light lies across the crown.
  private func fall(_ c: Canvas, _ r: Double, _ m: Motion) {
    let blow = 0.2 * m.flutter(2)
    func p(_ x: Double, _ y: Double) -> Point { Point(x + blow * max(0, y - 0.6) * 0.6, y) * r }
    let outline = [
      p(0, -1.2), p(0.58, -1), p(0.9, -0.38), p(0.86, 0.3), p(0.68, 0.95), p(0.84, 1.65), p(0.8, 2.3), p(0.6, 2.85),
      p(0.44, 2.7), p(0.26, 3.2), p(0.06, 2.95), p(-0.16, 3.35), p(-0.34, 2.9), p(-0.56, 3.05), p(-0.78, 2.3),
      p(-0.86, 1.65), p(-0.7, 0.95), p(-0.86, 0.3), p(-0.9, -0.38), p(-0.58, -1),
    ]
    let shades: [(Double, Colour, Double)] = [
      (0, look.hair.lighter(0.05), 1), (0.4, look.hair.lighter(-0.05), 1), (0.62, look.hair.lighter(0.02), 1),
      (1, look.hair.lighter(-0.04), 1),
    ]
    c.modelled(outline, .linear(p(0, -1.2), Point(0, 3.3 * r), shades)) { c in
      for i in 0..<17 {
        let x = (Double(i) - 8) / 8
        let wave = 0.05 * sin(Double(i) * 2.4)
        c.curve(
          [p(x * 0.16, -1.15), p(x * 0.8, -0.4), p(x * 0.66 + wave, 0.95), p(x * 0.8 - wave, 1.8), p(x * 0.62, 3.1)],
          i % 3 == 0 ? .solid(look.hair.lighter(0.11), 0.42) : strand(1),
          (i % 3 == 0 ? 0.06 : 0.045 + 0.05 * Double(i % 2)) * r)
      }
      c.curve(
        [p(-0.8, -0.3), p(-0.34, -0.62), p(0.34, -0.62), p(0.8, -0.3)], .solid(look.hair.lighter(0.2), 0.22), 0.2 * r)
      c.curve(
        [p(-0.62, 1.5), p(-0.2, 1.68), p(0.3, 1.64), p(0.66, 1.46)], .solid(look.hair.lighter(0.16), 0.14), 0.24 * r)
    }
  }

  /// From the front, long hair falls behind neck and shoulders: before them it would be a veil.
  func fallingHair(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    guard look.figure.hair == .long else { return }
    c.local {
      c.translate(s.head.x, s.head.y)
      c.rotate(s.tilt)
      mane(c, Point(0, -0.2 * look.head), look.head, m)
    }
  }

  /// Two locks that fall before the shoulders, left and right of a face.
  private func locks(_ c: Canvas, _ r: Double, _ m: Motion) {
    for side in [-1.0, 1] {
      let blow = 0.12 * m.flutter(2 + side)
      let lock = [
        Point(side * 0.62, -0.5), Point(side * 0.95, -0.2), Point(side * 1.02, 0.7), Point(side * 1.12 + blow, 1.6),
        Point(side * 0.98 + blow, 2.5), Point(side * 0.82 + blow, 1.7), Point(side * 0.72, 0.8), Point(side * 0.7, 0.1),
      ].map { $0 * r }
      c.modelled(lock, .down(-0.5 * r, 2.5 * r, look.hair.lighter(0.05), look.hair.lighter(-0.03))) { c in
        for i in 0..<3 {
          let x = side * (0.74 + 0.12 * Double(i))
          c.curve([Point(x, -0.4) * r, Point(x * 1.05, 0.8) * r, Point(x * 1.1 + blow, 2.3) * r], strand(i), 0.06 * r)
        }
      }
    }
  }

  /// What sits on the hair.
  private func top(_ c: Canvas, _ r: Double, _ bun: Point, _ m: Motion) {
    switch look.figure.hair {
    case .bun:
      let at = bun * r + Point(0, -0.12 * r)
      c.circle(at, 0.46 * r, hair)
      for i in 0..<3 {
        let k = 0.12 + 0.12 * Double(i)
        c.curve([at + Point(-k, -0.28) * r, at + Point(k, 0) * r, at + Point(-k, 0.3) * r], strand(i), 0.05 * r)
      }
    case .hat:
      let felt = look.clothShade.at(lightness: 0.24).vivid(0.6)
      let crown = [
        Point(-0.98, -0.5), Point(-0.86, -1.2), Point(-0.34, -1.52), Point(0, -1.42), Point(0.34, -1.52),
        Point(0.82, -1.2), Point(0.94, -0.5),
      ].map { $0 * r }
      c.blob(crown, .down(-1.5 * r, -0.4 * r, felt.lighter(0.07), felt.lighter(-0.04)))
      c.line([Point(-0.94, -0.66) * r, Point(0.9, -0.66) * r], .solid(look.cloth), 0.2 * r)
      // The brim dips before and behind.
      let brim = [
        Point(-1.75, -0.36), Point(-0.9, -0.58), Point(0.9, -0.58), Point(1.72, -0.32), Point(0.9, -0.4),
        Point(-0.9, -0.4),
      ].map { $0 * r }
      c.blob(brim, .down(-0.6 * r, -0.3 * r, felt.lighter(0.05), felt.lighter(-0.07)))
    default: break
    }
  }

  private func hoodSideBack(_ c: Canvas, _ r: Double) {
    c.ellipse(Point(0.02, -0.05) * r, 0.8 * r, 0.98 * r, .solid(look.clothShade.lighter(-0.14)))
  }

  private func hoodSide(_ c: Canvas, _ r: Double, _ m: Motion) {
    // A lock of hair between face and cloth.
    c.curve([Point(0.62, -0.62) * r, Point(0.42, -0.2) * r, Point(0.3, 0.4) * r], .solid(look.hair), 0.22 * r)
    let shell = [
      Point(0.86, -0.68), Point(0.56, -1.16), Point(-0.1, -1.36), Point(-0.82, -1.14), Point(-1.26, -0.5),
      Point(-1.3, 0.3), Point(-1.2, 1.25), Point(0.35, 1.42), Point(0.26, 0.8), Point(0.34, 0.2), Point(0.56, -0.3),
    ].map { $0 * r }
    c.modelled(shell, .solid(look.cloth)) { c in
      c.curve(
        [Point(-0.5, -1.1) * r, Point(-0.75, -0.1) * r, Point(-0.5, 1.1) * r], .solid(look.clothShade, 0.45), 0.16 * r)
      c.curve([Point(-0.1, -1.2) * r, Point(-0.2, -0.2) * r, Point(0, 1) * r], .solid(look.clothLight, 0.35), 0.12 * r)
    }
    c.curve(
      [Point(0.8, -0.6) * r, Point(0.52, -0.12) * r, Point(0.34, 0.4) * r, Point(0.28, 1.15) * r],
      .solid(look.clothShade), 0.13 * r)
  }

  private func hoodBack(_ c: Canvas, _ r: Double, _ m: Motion, open: Bool = false) {
    let shell = [
      Point(0, -1.38), Point(0.68, -1.12), Point(1.02, -0.4), Point(1.04, 0.4), Point(1.35, 1.3), Point(0, 1.5),
      Point(-1.35, 1.3), Point(-1.04, 0.4), Point(-1.02, -0.4), Point(-0.68, -1.12),
    ].map { $0 * r }
    c.modelled(shell, .solid(look.cloth)) { c in
      for side in [-1.0, 1] {
        c.curve(
          [Point(side * 0.5, -1) * r, Point(side * 0.62, 0.1) * r, Point(side * 0.3, 1.2) * r],
          .solid(look.clothShade, 0.4), 0.16 * r)
      }
    }
    if open { c.ellipse(Point(0, 0.02) * r, 0.72 * r, 0.9 * r, .solid(look.clothShade.lighter(-0.14))) }
    if !open {
      c.curve([Point(0, -1.3) * r, Point(0.05, -0.2) * r, Point(0, 1.25) * r], .solid(look.clothShade, 0.9), 0.07 * r)
    }
  }
}

extension Canvas {
  /// A soft closed shape, and `inside` drawn on it alone.
  func modelled(_ outline: [Point], _ paint: Paint, _ inside: (Canvas) -> Void) {
    blob(outline, paint)
    local {
      soft(outline, closed: true)
      cairo_clip(cr)
      inside(self)
    }
  }
}
