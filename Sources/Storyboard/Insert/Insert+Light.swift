import CCairo
import Vocabulary

// How things near the lens are lit. Inserts are drawn in units of the frame, with (0, 0) where the thing stands: a little
// beside the middle, below it; so they are as large in every set.
extension Diorama {
  /// Where the light comes from: 1 from the right, as on people.
  var lit: Double { -composition.side }
  private var stand: Point { Point(view.width / 2 - composition.side * 40, View.height * 0.65) }
  /// Edges of what may be seen, with what camera moves use up.
  var nearLeft: Double { -stand.x - Diorama.bleed * view.width }
  var nearRight: Double { view.width - stand.x + Diorama.bleed * view.width }
  var nearTop: Double { -stand.y - Diorama.bleed * View.height }
  var nearFoot: Double { View.height * (1 + Diorama.bleed) - stand.y }
  var isWet: Bool { scene.weather == .rain || scene.weather == .storm && !Diorama.isHigh(scene.place) }
  var isCold: Bool {
    scene.weather == .snow || scene.place == .snow || scene.weather == .storm && scene.place == .mountain
  }

  /// A sheet of the insert, never repeated; sharp unless `blur` is given, in pixels of a frame 480 high.
  func near(
    _ name: String, depth: Double = 0.86, detail: Double = 1, drive: Drive? = nil, drift: Double = 0, blur: Int = 0,
    _ draw: (Canvas, inout Dice) -> Void
  ) {
    let at = set(stand)
    let blur = blur > 0 ? max(1, Int((Double(blur) * view.scale * 4).rounded())) : 0
    let edges = (at.x + nearLeft / composition.lens, at.x + nearRight / composition.lens)
    sheet(
      "insert " + name, depth: depth, detail: detail, drive: drive, drift: drift, blur: blur, loops: false,
      across: edges
    ) { c, dice in
      c.translate(at.x, at.y)
      c.scale(1 / composition.lens, 1 / composition.lens)
      draw(c, &dice)
    }
  }

  /// What a thing of this colour looks like at this hour.
  func stuff(_ rgb: Int) -> Colour {
    Colour(rgb: rgb).mixed(light.tone(0.55), 0.3).mixed(light.ink, 0.34 * light.night)
  }

  /// A round body between two edges: bright towards the light, dark away from it, with a little of the sky in its shade.
  func round(_ colour: Colour, _ left: Double, _ right: Double, gloss: Double = 0.45) -> Paint {
    let (from, to) = lit > 0 ? (right, left) : (left, right)
    return .linear(
      Point(from, 0), Point(to, 0),
      [
        (0, colour.mixed(light.key, gloss * 0.75), 1), (0.12, colour.mixed(light.key, gloss), 1), (0.42, colour, 1),
        (0.85, colour.mixed(light.ink, 0.62), 1), (1, colour.mixed(light.ink, 0.5).mixed(light.skyLow, 0.14), 1),
      ])
  }

  /// The same for a ball.
  func ball(_ colour: Colour, _ at: Point, _ r: Double, gloss: Double = 0.5) -> Paint {
    .radial(
      at + Point(lit * 0.42, -0.45) * r, r * 1.75,
      [
        (0, colour.mixed(light.key, gloss), 1), (0.35, colour, 1), (0.8, colour.mixed(light.ink, 0.62), 1),
        (1, colour.mixed(light.ink, 0.55).mixed(light.skyLow, 0.12), 1),
      ])
  }

  /// What the thing stands on, from its far edge at `y` to below the frame, with light along that edge.
  func tabletop(_ c: Canvas, _ y: Double, _ colour: Colour, edge: Double = 0.4) {
    c.rect(
      nearLeft, y, nearRight - nearLeft, nearFoot - y,
      .down(y, nearFoot, colour, colour.mixed(light.ink, 0.82)))
    c.rect(nearLeft, y, nearRight - nearLeft, 5, .solid(light.key.mixed(colour, 0.4), edge))
    // The nearest source lies on it as a soft pool.
    c.ellipse(
      Point(lit * 210, y + 190), 460, 170,
      .radial(Point(lit * 210, y + 190), 460, [(0, light.key, 0.18), (1, light.key, 0)]))
  }

  /// Where it touches the ground, and away from the light.
  func shade(_ c: Canvas, _ at: Point, _ rx: Double, _ ry: Double, _ alpha: Double = 0.7) {
    let middle = at + Point(-lit * rx * 0.3, 0)
    c.local {
      c.translate(middle.x, middle.y)
      c.scale(rx, ry)
      c.circle(
        Point(0, 0), 1,
        .radial(Point(0, 0), 1, [(0, light.ink, alpha), (0.55, light.ink, alpha * 0.6), (1, light.ink, 0)]))
    }
  }

  /// Light behind the thing that swells with the beat, and discs of lights out of focus where there are any: without
  /// them a silhouette has nothing to stand before.
  func backdrop(_ at: Point, _ radius: Double, _ colour: Colour, _ alpha: Double, discs: Bool = true) {
    near("halo", depth: 0.3, detail: 0.25, drive: .beat) { c, dice in
      c.glow(at, radius, colour, alpha)
      guard discs, light.night > 0.3 || closed else { return }
      for i in 0..<14 {
        let p = Point(dice.between(nearLeft, nearRight), dice.between(nearTop, 120))
        let r = dice.between(34, 92)
        let tint = [light.warm, light.accent, light.second, light.key][i % 4]
        let bright = dice.between(0.06, 0.2)
        c.circle(
          p, r,
          .radial(p, r, [(0, tint, bright * 0.7), (0.84, tint, bright), (0.94, tint, bright * 0.5), (1, tint, 0)]))
      }
    }
  }

  /// A bright spot that a hard light leaves on something smooth.
  func glint(_ c: Canvas, _ at: Point, _ r: Double, _ alpha: Double = 0.85) {
    c.circle(
      at, r, .radial(at, r, [(0, light.key.lighter(0.1), alpha), (0.5, light.key, alpha * 0.5), (1, light.key, 0)]))
  }

  /// A drop of water that hangs or lies: dark where it looks up, bright where it looks down, as lenses do.
  func drop(_ c: Canvas, _ at: Point, _ r: Double, long: Double = 1.15) {
    c.ellipse(
      at, r, r * long,
      .linear(
        at + Point(0, -r * long), at + Point(0, r * long),
        [(0, light.ink, 0.55), (0.45, light.skyMid, 0.35), (0.85, light.skyLow, 0.75), (1, light.key, 0.9)]))
    glint(c, at + Point(lit * r * 0.35, -r * 0.5), r * 0.34, 0.95)
  }
}
