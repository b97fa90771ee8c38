import Vocabulary

/// What somebody sits on, in the units of the body: the hip lies on it, the lead looks to the right.
struct Seating {
  private let place: Place
  private let light: Light

  init(_ place: Place, _ light: Light) { (self.place, self.light) = (place, light) }

  func draw(on c: Canvas) {
    switch place {
    case .train: bench(c)
    case .room, .corridor, .stage, .rooftop: stool(c)
    default: rock(c)
    }
  }

  /// A seat of the carriage, its back behind the rider's.
  private func bench(_ c: Canvas) {
    let cloth = light.accent.mixed(light.ink, 0.5)
    let steel = light.ink.mixed(light.haze, 0.3)
    c.polygon([Point(-24, -14), Point(-6, -14), Point(-9, 0), Point(-22, 0)], .down(-14, 0, steel, light.ink))
    c.line([Point(-27, 0), Point(-4, 0)], .solid(light.ink), 2)
    let back = [Point(-23, -20), Point(-29, -20), Point(-36, -66), Point(-35, -76), Point(-29.5, -77), Point(-27, -68)]
    c.blob(
      back, .linear(Point(-36, 0), Point(-24, 0), [(0, cloth.mixed(light.ink, 0.5), 1), (1, cloth.lighter(0.05), 1)]))
    c.curve([Point(-35.4, -74), Point(-32, -78), Point(-28.6, -74)], .solid(light.skyLow, 0.5), 0.8)
    c.blob(
      [Point(-30, -25), Point(-16, -26.4), Point(2, -25.4), Point(5, -21), Point(2, -15.5), Point(-28, -14.5)],
      .down(-26, -14, cloth.lighter(0.07), cloth.mixed(light.ink, 0.55)))
    c.curve([Point(-29, -25), Point(-14, -26.2), Point(3, -25)], .solid(light.skyLow, 0.4), 0.6)
  }

  /// Three legs and a round seat of cloth.
  private func stool(_ c: Canvas) {
    let wood = light.tone(0.82).mixed(light.warm, 0.16)
    let cloth = light.accent.mixed(light.ink, 0.45)
    for (from, to) in [(-22.0, -27.0), (-12, -12), (-2, 3)] {
      c.line([Point(from, -16), Point(to, 0)], .solid(wood.mixed(light.ink, from == -12 ? 0.5 : 0.2)), 2.2)
    }
    c.blob(
      [Point(-28, -22), Point(-14, -26.4), Point(2, -25.6), Point(5, -20), Point(0, -14.5), Point(-25, -14.5)],
      .down(-26, -14, cloth.lighter(0.08), cloth.mixed(light.ink, 0.5)))
    c.curve([Point(-27, -22.6), Point(-13, -25.8), Point(3, -24.6)], .solid(light.warm, 0.4), 0.6)
  }

  private func rock(_ c: Canvas) {
    let shape = [
      Point(-27, 0), Point(-28, -15), Point(-24, -24.5), Point(-10, -25.5), Point(-1, -24), Point(1, -12), Point(0, 0),
    ]
    c.blob(shape, .down(-26, 0, light.ink.mixed(light.haze, 0.3), light.ink))
  }
}
