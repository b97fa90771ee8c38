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
    c.blob(outline, .solid(look.cloth))
    folds(c, from: s.pelvis + out * 1.5, to: hemFront + Point(-4.5, -1), and: hemBack + Point(5, -1), m)
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
    c.blob(outline, .solid(look.cloth))
    folds(
      c, from: Point(s.pelvis.x, s.pelvis.y + 8), to: hem.0 + Point(wide * 0.55, -1),
      and: hem.1 + Point(-wide * 0.45, -1), m)
    if look.figure.wardrobe == .coat || look.figure.wardrobe == .dress {
      c.line([waist.0 + Point(0.8, 1.5), waist.1 + Point(-0.8, 1.5)], .solid(look.clothShade), 1.5)
    }
    collar(c, s, Point(1, 0), Point(0, -1))
  }

  /// Few dark lines where cloth hangs; they make flat colour into cloth.
  private func folds(_ c: Canvas, from top: Point, to a: Point, and b: Point, _ m: Motion) {
    for (i, end) in [a, b, mix(a, b, 0.5)].enumerated() {
      let start = mix(mix(a, b, [0.3, 0.75, 0.5][i]), top, [0.55, 0.6, 0.95][i])
      let bend = mix(start, end, 0.5) + Point(0.7 * m.flutter(Double(i)), 0)
      c.curve([start, bend, end], .solid(look.clothShade, 0.42), i == 2 ? 0.4 : 0.65)
    }
    c.curve([mix(a, b, 0.2), mix(a, b, 0.35) + Point(0, -1.2), mix(a, b, 0.6)], .solid(look.clothShade, 0.35), 0.5)
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
