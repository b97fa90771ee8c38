import Glibc
import Vocabulary

extension Diorama {
  /// Sky from zenith to horizon with what shines in it; the air near the horizon glows.
  func sky(clouds: Double? = nil) {
    sheet("sky", depth: 0, detail: 0.5, loops: false) { c, _ in
      c.rect(
        -span, top, span * 3, bottom - top,
        .linear(
          Point(0, max(top, Diorama.horizon - 1500)), Point(0, Diorama.horizon),
          [(0, light.skyTop, 1), (0.55, light.skyMid, 1), (0.9, light.skyLow, 1), (1, light.skyLow.lighter(0.02), 1)]))
    }
    if light.night > 0.4, scene.weather == .clear || scene.weather == .embers || scene.weather == .petals { stars() }
    luminary()
    if scene.lights.contains(.aurora) { aurora() }
    let amount = clouds ?? cloudiness
    if amount > 0 { self.clouds(amount) }
    if scene.lights.contains(.lightning) || scene.weather == .storm { lightning() }
  }

  private var cloudiness: Double {
    switch scene.weather {
    case .storm: 0.95
    case .rain: 0.8
    case .snow, .fog: 0.65
    case .dust: 0.3
    default: light.night > 0.8 ? 0.25 : 0.45
    }
  }

  /// The strongest shots get the largest sun.
  var isGrand: Bool { shot.purpose == .climax || scene.intensity > 0.85 }

  private func stars() {
    sheet("stars", depth: 0.01, drive: .steady, loops: false) { c, dice in
      for _ in 0..<Int(240 * view.width / 1080) {
        let y = Diorama.horizon - 120 - (Diorama.horizon - top - 120) * dice.unit()
        let at = Point(dice.between(0, span), y)
        let big = dice.chance(0.05)
        let r = big ? dice.between(2, 3.2) : dice.between(0.7, 1.7)
        c.circle(at, r, .solid(light.key, dice.between(0.25, 0.95) * light.night))
        if big { c.glow(at, r * 7, light.key, 0.35) }
      }
    }
  }

  /// Where sun or moon stands: on the side that the lead leaves free, as high as the hour says.
  var luminaryAt: Point {
    var dice = dice("luminary")
    let behind = scene.framing == .silhouetteBack
    let aside = behind ? composition.side * dice.between(0.02, 0.1) : -composition.side * dice.between(0.14, 0.3)
    let up = light.height * dice.between(0.75, 1)
    return Point(
      centre + aside * min(view.width, 1500) / composition.lens,
      Diorama.horizon - 60 - up * (Diorama.horizon - top) * 0.85)
  }

  private func luminary() {
    let hidden = scene.weather == .storm || scene.weather == .rain
    let asked = scene.lights.contains(.sun) || scene.lights.contains(.moon)
    guard !hidden || asked else { return }
    let at = luminaryAt
    let isMoon = light.night > 0.75 || (scene.lights.contains(.moon) && !scene.lights.contains(.sun))
    let r = (isMoon ? 74.0 : 92.0) * (isGrand ? 1.7 : 1)
    let soft = scene.weather == .fog || scene.weather == .snow ? 0.5 : 1
    if isGrand { burst(at) }
    if soft == 1 { disc(at, r, isMoon) }
    // The glow lies over the disc: a light is brightest where it is.
    sheet("halo", depth: 0.02, detail: 0.25, drive: .steady, loops: false) { c, _ in
      c.glow(at, r * (isMoon ? 7 : 9), light.key, mix(0.34, 0.5, light.night) * soft)
      c.glow(at, r * 20, light.skyLow, isMoon ? 0.16 : mix(0.12, 0.3, light.night))
    }
  }

  /// In the strongest shots the light bursts: wedges around the disc that open with the beat.
  private func burst(_ at: Point) {
    sheet("burst", depth: 0.05, detail: 0.2, drive: .beat, blur: 2, loops: false) { c, dice in
      for i in 0..<11 {
        let turn = (Double(i) + dice.swing() * 0.3) / 11 * 2 * .pi
        let wide = dice.between(0.05, 0.12)
        let reach = dice.between(900, 1700)
        let edges = [turn - wide, turn + wide].map { at + Point(reach, 0).turned($0) }
        let stops = [(0, light.key, 0.3), (0.4, light.key, 0.14), (1, light.key, 0.0)]
        c.polygon([at] + edges, .radial(at, reach, stops))
      }
    }
  }

  private func disc(_ at: Point, _ r: Double, _ isMoon: Bool) {
    sheet("disc", depth: 0.02, loops: false) { c, dice in
      let face = light.key.mixed(Colour(1, 1, 0.97), isMoon ? 0.3 : 0.65)
      c.circle(
        at, r,
        .linear(
          at - Point(r, r), at + Point(r, r),
          [(0, face, 1), (1, isMoon ? face.lighter(-0.08) : face.mixed(light.key, 0.5), 1)]))
      guard isMoon else { return }
      for _ in 0..<6 {
        let spot = at + Point(dice.swing(), dice.swing()) * (r * 0.55)
        c.circle(spot, r * dice.between(0.08, 0.24), .solid(face.lighter(-0.1), 0.35))
      }
    }
  }

  /// Soft banks of noise, lit from below by the horizon and from the side of the sun.
  func clouds(_ amount: Double) {
    let noise = Noise(seed: seed ^ 0xc10d)
    let stormy = scene.weather == .storm || scene.weather == .rain
    let lit = stormy ? light.skyMid.lighter(0.05) : light.skyLow.mixed(light.key, 0.35)
    let dark = stormy ? light.skyTop.lighter(-0.03) : light.skyMid.mixed(light.skyTop, 0.3)
    let from = (Diorama.horizon - top) / (bottom - top)
    let disc = luminaryAt
    let (lo, hi) = closed ? (left, right) : (0, span)
    func body(_ u: Double, _ v: Double) -> Double {
      let h = v / from
      guard h < 1 else { return 0 }
      let stretch = 3.2 + 5 * h
      let n = mix(
        noise.cloud(u * 4.2, v * stretch * 2.4), noise.cloud((u - 1) * 4.2, v * stretch * 2.4), smooth(0.3, 1, u))
      // The sun burns a hole into thin clouds.
      let sun = Point((u * (hi - lo) + lo - disc.x) / 260, (v * (bottom - top) + top - disc.y) / 170).length
      let open = stormy ? 1 : 0.25 + 0.75 * smooth(0.3, 1.6, sun)
      return smooth(0.66 - 0.34 * amount, 0.86 - 0.2 * amount, n) * smooth(1, 0.82, h) * smooth(0, 0.1, v) * open
    }
    let thick = 0.85 * (0.4 + 0.6 * amount)
    mist(
      "clouds", depth: 0.05, drift: 7, drive: nil,
      [
        (dark, { thick * body($0, $1) }),
        // The lit edge: where there is cloud here and none a little higher.
        (lit, { u, v in 0.8 * max(0, body(u, v) - body(u + 0.004, v - 0.012) * 0.9) }),
      ])
  }

  private func aurora() {
    let noise = Noise(seed: seed ^ 0xa0a0)
    let green = Colour(rgb: 0x52e0a4).mixed(light.accent, 0.35)
    sheetOfLight("aurora", depth: 0.04, green, drive: .energy) { u, v in
      let band = 0.24 + 0.1 * sin(u * 9 + 2) + 0.05 * sin(u * 23)
      let above = (band + 0.12 - v) / 0.3
      guard above > 0, above < 1 else { return 0 }
      return (1 - above) * smooth(0, 0.12, above) * (0.35 + 0.65 * noise.cloud(u * 38, 0.5, octaves: 2)) * 0.8
    }
  }

  private func lightning() {
    sheet("lightning", depth: 0.06, drive: .strobe, loops: false) { c, dice in
      var at = Point(centre - composition.side * dice.between(120, 300), top)
      c.glow(Point(at.x, Diorama.horizon - 500), 900, light.key, 0.3)
      var path = [at]
      while at.y < Diorama.horizon - 40 {
        at += Point(dice.swing() * 70, dice.between(40, 110))
        path.append(at)
      }
      c.line(path, .solid(light.key, 0.25), 22)
      c.line(path, .solid(light.key, 0.9), 5)
    }
  }
}
