import Glibc

/// The thing that comes back through the film, as the few shapes a glance recognises.
enum Motif {
  case balloon, bird, star, flower, candle, boat, butterfly, orb

  init(_ words: String) {
    let text = words.lowercased()
    func has(_ any: String...) -> Bool { any.contains { text.contains($0) } }
    if has("balloon", "kite") {
      self = .balloon
    } else if has("bird", "crow", "swallow", "crane", "gull", "plane") {
      self = .bird
    } else if has("star", "comet") {
      self = .star
    } else if has("flower", "rose", "petal", "lily", "tulip") {
      self = .flower
    } else if has("candle", "lantern", "lamp", "match", "light", "fire") {
      self = .candle
    } else if has("boat", "ship", "paper") {
      self = .boat
    } else if has("butterfly", "moth") {
      self = .butterfly
    } else {
      self = .orb
    }
  }
}

extension Diorama {
  /// Shows the motif where the lead leaves room: in the air, or on the ground before them.
  func motif() {
    guard let words = scene.motif, !words.isEmpty else { return }
    let motif = Motif(words)
    guard insert == nil else { return motifBeside(motif) }
    let near = scene.framing == .detail || scene.framing == .close
    let size = near ? 92.0 : 54
    let aside = -composition.side * halfFrame * (near ? 0.4 : 0.46)
    let ground = set(Point(0, min(composition.feet.y, View.height * 0.84))).y
    let up: Double = [.balloon, .bird, .star, .butterfly, .orb].contains(motif) ? (near ? 330 : 420) : 40
    let at = Point(centre + aside, ground - up)
    sheet("motif halo", depth: 0.82, detail: 0.25, drive: .beat, loops: false) { c, _ in
      c.glow(at, size * 4.2, light.warm, 0.5)
    }
    sheet("motif", depth: 0.82, loops: false) { c, _ in draw(motif, c, at, size) }
  }

  /// In the air beside what the shot is a detail of.
  private func motifBeside(_ motif: Motif) {
    let at = Point(lit * 290, -860)
    near("motif halo", detail: 0.25, drive: .beat) { c, _ in c.glow(at, 420, light.warm, 0.5) }
    near("motif") { c, _ in draw(motif, c, at, 104) }
  }

  private func draw(_ motif: Motif, _ c: Canvas, _ at: Point, _ s: Double) {
    let body: Paint = .linear(
      at + Point(-s, -s), at + Point(s, s), [(0, light.accent.lighter(0.08), 1), (1, light.accent.lighter(-0.14), 1)])
    let line: Paint = .solid(light.ink, 0.8)
    func points(_ p: [Point]) -> [Point] { p.map { at + $0 * s } }
    switch motif {
    case .balloon:
      c.curve(points([Point(0, 1), Point(0.12, 2.4), Point(-0.1, 4.2)]), line, s * 0.05)
      c.blob(
        points([
          Point(0, -1.1), Point(0.86, -0.45), Point(0.62, 0.55), Point(0, 1), Point(-0.62, 0.55), Point(-0.86, -0.45),
        ]), body)
    case .bird:
      for (away, k) in [(0.0, 1.0), (2.6, 0.6), (-2.2, 0.5)] {
        let p = at + Point(away, away * -0.3) * s
        let wings = [Point(-1, -0.5), Point(-0.4, -0.55), Point(0, 0), Point(0.4, -0.55), Point(1, -0.5)]
        c.curve(wings.map { p + $0 * (s * k) }, .solid(light.ink), s * 0.14 * k)
      }
    case .star:
      let rays = (0..<10).map { i -> Point in at + Point(0, i % 2 == 0 ? -s : -s * 0.42).turned(Double(i) * .pi / 5) }
      c.polygon(rays, .solid(light.warm))
    case .flower:
      c.curve(points([Point(0, 1.2), Point(0.1, 0.4), Point(0, -0.4)]), .solid(light.tone(0.9)), s * 0.1)
      for i in 0..<6 {
        let turn = Double(i) * 1.05
        let petal = Point(s * 0.46, 0).turned(turn)
        c.ellipse(at + petal + Point(0, -0.7 * s), s * 0.4, s * 0.24, turned: turn, body)
      }
      c.circle(at + Point(0, -0.7 * s), s * 0.22, .solid(light.warm))
    case .candle:
      c.rect(at.x - s * 0.22, at.y - s * 0.4, s * 0.44, s * 1.4, .solid(light.skyLow))
      c.blob(
        points([Point(0, -1.3), Point(0.2, -0.75), Point(0, -0.45), Point(-0.2, -0.75)]),
        .solid(light.warm.lighter(0.1)))
    case .boat:
      c.polygon(
        points([Point(-1.2, 0), Point(1.2, 0), Point(0.75, 0.6), Point(-0.75, 0.6)]), .solid(light.skyLow.lighter(0.08))
      )
      c.polygon(points([Point(0, -1), Point(0.62, 0), Point(-0.62, 0)]), .solid(light.skyLow))
    case .butterfly:
      for side in [-1.0, 1] {
        c.blob(points([Point(0, 0.1), Point(side * 0.9, -0.8), Point(side * 1.1, -0.2), Point(side * 0.5, 0.2)]), body)
        c.blob(points([Point(0, 0.1), Point(side * 0.6, 0.25), Point(side * 0.55, 0.8), Point(side * 0.1, 0.5)]), body)
      }
      c.line(points([Point(0, -0.4), Point(0, 0.6)]), line, s * 0.1)
    case .orb:
      c.circle(
        at, s * 0.5,
        .radial(at, s * 0.5, [(0, light.warm.lighter(0.15), 1), (0.6, light.warm, 0.95), (1, light.accent, 0)]))
    }
  }
}
