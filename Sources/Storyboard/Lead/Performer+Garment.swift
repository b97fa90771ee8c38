import Vocabulary

/// How far down a garment reaches (height over the soles) and how wide its hem is.
private struct Cut {
  let hem, flare: Double
  let loose: Double
  /// Half the waist, as a share of half the shoulders.
  let waist: Double

  init(_ wardrobe: Figure.Wardrobe) {
    switch wardrobe {
    case .coat: (hem, flare, loose, waist) = (24, 4.2, 1, 0.62)
    case .dress: (hem, flare, loose, waist) = (21, 7.5, 1.3, 0.5)
    case .suit: (hem, flare, loose, waist) = (44, 0.4, 0.2, 0.66)
    case .hoodie: (hem, flare, loose, waist) = (46, 0.8, 0.2, 0.74)
    case .armour: (hem, flare, loose, waist) = (40, 2.2, 0.3, 0.68)
    case .robe: (hem, flare, loose, waist) = (5, 4.5, 1.1, 0.68)
    }
  }
}

/// The lower edge of a garment, and how far down the leg it reaches (0 hip, 1 sole).
private struct Hem {
  let front, back: Point
  let drop: Double
}

extension Performer {
  /// Cloth in profile: hangs from the shoulders, goes with the knees, and its back hem trails in the wind.
  func garmentSide(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    let cut = Cut(look.figure.wardrobe)
    let drop = clamp((51 - cut.hem) / 47, 0.05, 1)
    let along = s.legs.map { l in drop < 0.5 ? mix(l.hip, l.knee, drop * 2) : mix(l.knee, l.ankle, drop * 2 - 1) }
    let front = along.max { $0.x < $1.x }!
    let back = along.min { $0.x < $1.x }!
    let wave = m.flutter(0) * cut.loose
    let slack = cut.loose * drop
    let up = (s.chest - s.pelvis) / Skeleton.torso
    let out = Point(-up.y, up.x)
    let deep = look.broad * 0.62
    let hemFront = front + Point(4.6 + cut.flare * drop, 0.6 * wave)
    let trail = 5.2 + cut.flare * drop * 1.3 + slack * (1.4 + 1.8 * wave)
    let hemBack = back + Point(-trail, wave - 0.8 * slack)
    let chestFront = s.chest + out * deep - up * 11
    let hip = s.pelvis + out * deep
    let rump = s.pelvis - out * (deep + 0.4)
    var outline: [Point] = [s.neck + out * 2.6, s.chest + out * (deep * 0.86) - up * 3, chestFront]
    outline += [s.pelvis + out * (deep * 0.8) + up * 10, hip + out * 0.4, mix(hip, hemFront, 0.6) + Point(0.6, 0)]
    outline += [hemFront, mix(hemFront, hemBack, 0.5) + Point(0, 1.4), hemBack, mix(rump, hemBack, 0.55)]
    outline += [rump, s.pelvis - out * (deep * 0.72) + up * 10, s.chest - out * (deep + 0.6) - up * 8]
    outline += [s.chest - out * (deep * 0.9), s.neck - out * 2.9 - up * 0.5]
    let hem = Hem(front: hemFront, back: hemBack, drop: drop)
    c.modelled(outline, .solid(look.cloth)) { c in
      // Round as a body is round: dark at the back, a breath of light before.
      let (dark, bright) = (s.chest - out * (deep + 3), s.chest + out * (deep + 2))
      c.rect(
        -60, -110, 120, 115,
        .linear(
          dark, bright,
          [
            (0, look.clothShade, 0.9), (0.4, look.clothShade, 0.12), (0.62, look.clothLight, 0.1),
            (1, look.clothLight, 0.5),
          ]))
      folds(c, waist: (s.pelvis + up * 6 - out * deep, s.pelvis + up * 6 + out * deep), hem, m)
      seams(c, s, out, up, deep, hem)
      if !holdsUmbrella { armShadow(c, s.arms[1]) }
    }
    collar(c, s, out, up)
  }

  /// Cloth from behind or the front.
  func garmentBack(_ c: Canvas, _ s: Skeleton, _ m: Motion) {
    let cut = Cut(look.figure.wardrobe)
    let b = look.broad - (look.figure.wardrobe == .dress ? 1.4 : 0)
    let low = -cut.hem
    let wave = m.flutter(1) * cut.loose
    let long = clamp((51 - cut.hem) / 47)
    let wide = 7.4 + cut.flare * 1.5 * max(long, 0.25) + (b - 10.5) * 0.6
    func row(_ half: Double, _ y: Double, _ slide: Double) -> (Point, Point) {
      (Point(s.pelvis.x * 0.7 - half + slide, y), Point(s.pelvis.x * 0.7 + half + slide, y))
    }
    let shoulder = row(b - 1.4, s.chest.y + 1.6, 0)
    let arm = row(b - 1.8, s.chest.y + 9, 0)
    let waist = row(b * cut.waist, s.chest.y + 20, 0)
    let hip = row(b * (cut.waist + 0.14), s.pelvis.y + 1, 0)
    let hem = row(wide, low, 1.2 * wave)
    let outline: [Point] = [
      s.neck + Point(-2.9, 0), shoulder.0, arm.0, waist.0, hip.0, hem.0 + Point(0, -0.6 * wave),
      Point(s.pelvis.x + 0.8 * wave, low + 1.2), hem.1 + Point(0, 0.8 * wave), hip.1, waist.1, arm.1, shoulder.1,
      s.neck + Point(2.9, 0),
    ]
    let edge = Hem(front: hem.1, back: hem.0, drop: long)
    c.modelled(outline, .solid(look.cloth)) { c in
      let x = s.pelvis.x * 0.7
      c.rect(
        -60, -110, 120, 115,
        .linear(
          Point(x - b - 1, 0), Point(x + b + 1, 0),
          [
            (0, look.clothShade, 0.85), (0.3, look.clothShade, 0.08), (0.6, look.clothLight, 0.12),
            (0.82, look.clothShade, 0.15), (1, look.clothShade, 0.85),
          ]))
      // The head's own shadow, and the seam down the back.
      c.ellipse(s.neck + Point(0, 3), b * 0.7, 5, .solid(look.clothShade, 0.55))
      let seam = [s.neck, Point(x + 0.3, s.chest.y + 18), Point(x, s.pelvis.y), Point(x + 0.8 * wave, low)]
      c.curve(seam, .solid(look.clothShade, 0.6), 0.4)
      for side in [-1.0, 1] {
        let blade = s.chest + Point(side * b * 0.42, 3)
        c.curve([blade, blade + Point(side * 1.2, 7), blade + Point(-side * 0.8, 13)], .solid(look.clothShade, 0.4), 1)
      }
      folds(c, waist: (waist.0 + Point(0.5, 3), waist.1 + Point(-0.5, 3)), edge, m)
      belt(c, waist.0 + Point(-1, 2), waist.1 + Point(1, 2))
    }
    collar(c, s, Point(1, 0), Point(0, -1))
  }

  /// Cloth that hangs falls in wedges: closed at the waist, open at the hem, one side of each in shade.
  private func folds(_ c: Canvas, waist: (Point, Point), _ hem: Hem, _ m: Motion) {
    let count = hem.drop > 0.3 ? 6 : 3
    for i in 0..<count {
      let t = (Double(i) + 0.6) / Double(count) + 0.03 * m.flutter(Double(i))
      let start = mix(mix(waist.0, waist.1, 0.2 + 0.6 * t), mix(hem.back, hem.front, t), i % 2 == 0 ? 0.12 : 0.35)
      let end = mix(hem.back, hem.front, t) + Point(0.5 * m.flutter(Double(i) + 1), 3)
      let wide = (hem.front - hem.back).length / Double(count) * (i % 2 == 0 ? 0.34 : 0.22)
      let middle = mix(start, end, 0.55) + Point(0.5 * m.flutter(Double(i)), 0)
      c.blob(
        [
          start, middle + Point(wide * 0.3, 0), end + Point(wide, 0), end - Point(wide * 0.5, 0),
          middle - Point(wide * 0.3, 0),
        ],
        .linear(start, end, [(0, look.clothShade, 0.15), (1, look.clothShade.lighter(-0.03), 0.7)]))
      c.curve(
        [start + Point(wide * 0.5, 2), middle + Point(wide * 0.7, 0), end + Point(wide * 1.35, 0)],
        .solid(look.clothLight, 0.4), wide * 0.3)
    }
  }

  /// Pocket, button line, hem: what tells a tailored coat from a coloured shape.
  private func seams(_ c: Canvas, _ s: Skeleton, _ out: Point, _ up: Point, _ deep: Double, _ hem: Hem) {
    c.ellipse(s.neck + Point(0, 2.5), deep * 1.1, 3.4, .solid(look.clothShade, 0.5))
    c.curve([hem.back, mix(hem.back, hem.front, 0.5) + Point(0, 0.6), hem.front], .solid(look.clothShade, 0.5), 1.2)
    guard look.figure.wardrobe != .dress, look.figure.wardrobe != .robe else { return belt(c, s, out, up, deep) }
    let pocket = s.pelvis + out * (deep * 0.45) - up * 1.5
    c.line([pocket, pocket + out * 2.6 - up * 2.2], .solid(look.clothShade.lighter(-0.05), 0.8), 0.55)
    if look.figure.wardrobe == .coat { belt(c, s, out, up, deep) }
  }

  private func belt(_ c: Canvas, _ s: Skeleton, _ out: Point, _ up: Point, _ deep: Double) {
    let at = s.pelvis + up * 10.5
    belt(c, at - out * (deep + 1), at + out * (deep + 1))
  }

  private func belt(_ c: Canvas, _ a: Point, _ b: Point) {
    switch look.figure.wardrobe {
    case .coat, .dress, .robe:
      c.line([a, b], .solid(look.clothShade.lighter(-0.03)), 1.7)
      c.line([a + Point(0, -0.6), b + Point(0, -0.6)], .solid(look.clothLight, 0.35), 0.35)
    default: break
    }
  }

  private func collar(_ c: Canvas, _ s: Skeleton, _ out: Point, _ up: Point) {
    switch look.figure.wardrobe {
    case .coat, .suit:
      c.taper(s.neck - out * 3 - up * 1.2, 1.7, s.neck + out * 2.6 - up * 1.6, 1.4, .solid(look.clothShade))
    case .hoodie where look.figure.hair != .hood:
      c.ellipse(
        s.neck - out * (aspect == .side ? 4 : 0) - up * 3, aspect == .side ? 4 : 6, 3.4, .solid(look.clothShade))
    case .armour:
      c.taper(s.chest - out * look.broad * 0.6, 2.4, s.chest + out * look.broad * 0.6, 2.4, .solid(look.clothLight))
    default: break
    }
  }
}
