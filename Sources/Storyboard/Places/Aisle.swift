import CCairo
import Glibc
import Vocabulary

extension Diorama {
  /// A carriage along its aisle, from a little beside the middle: rows of seats, windows on both sides with the land
  /// running past, a door at the end.
  func aisle() {
    let p = Perspective(
      eye: Point(centre - composition.side * 90, Diorama.horizon - 70), tall: 480, half: max(520, view.width * 0.42))
    sky()
    outside(p)
    endWall(p)
    // From the far end to the lens; neighbours at the far end share a sheet, their parallax is too small to be seen.
    let bays = (0...10).map { 7.2 / pow(1.33, Double($0)) }
    for (n, few) in [0..<3, 3..<5, 5..<6, 6..<7, 7..<8, 8..<11].enumerated() {
      let zs = Array(bays[few])
      // The last bays are beside and above the lens: their seats would stand before the lead.
      sheet("row \(n)", depth: min(0.78, Perspective.depth(zs[0]))) { c, _ in
        for z in zs { row(c, p, z, z * 1.33, isSeated: few.lowerBound < 8) }
      }
      if few.lowerBound < 8 { lamps("lamps \(n)", p, zs) }
    }
    shine(p)
    weather(depth: 0.3)
    people()
    bokeh(8)
    nearSeat(p)
  }

  /// Trees and lights of stations that run past behind all windows.
  private func outside(_ p: Perspective) {
    let way = composition.side
    let line = Diorama.horizon - 40
    hills("far", depth: 0.1, base: line, height: 260, rough: 0.5, tone: 0.24, drift: 60 * way)
    sheet("trees", depth: 0.2, drift: 760 * way, loops: true) { c, dice in
      for _ in 0..<14 { pine(c, Point(dice.between(0, span), line + 130), dice.between(220, 520), light.tone(0.66)) }
    }
    sheet("passing", depth: 0.2, detail: 0.4, drive: .energy, drift: 1500 * way, loops: true) { c, dice in
      for _ in 0..<6 {
        let at = Point(dice.between(0, span), dice.between(line - 420, line + 60))
        c.local {
          c.translate(at.x, at.y)
          c.scale(1, 0.09)
          c.glow(Point(0, 0), 300, light.warm, 0.9)
        }
        c.glow(at, 80, light.warm, 0.7)
      }
    }
  }

  private var panel: Colour { light.tone(0.56).mixed(light.warm, 0.16) }
  private static let ceiling = 1180.0

  private func endWall(_ p: Perspective) {
    let z = 8.7
    sheet("end", depth: 0.1, loops: false) { c, _ in
      let (low, high) = (p.at(-p.half, 0, z), p.at(p.half, Diorama.ceiling, z))
      let wall = panel.mixed(light.haze, 0.4)
      c.rect(low.x, high.y, high.x - low.x, low.y - high.y, .down(high.y, low.y, wall.mixed(light.ink, 0.2), wall))
      let door = (p.at(-150, 0, z), p.at(150, 860, z))
      c.rect(
        door.0.x, door.1.y, door.1.x - door.0.x, door.0.y - door.1.y, .solid(light.warm.mixed(light.skyLow, 0.5), 0.8))
      c.glow(Point(p.eye.x, (door.0.y + door.1.y) / 2), 300, light.warm, 0.35)
    }
  }

  /// One bay: floor, ceiling, walls with a window each, a luggage rack and a row of seats.
  private func row(_ c: Canvas, _ p: Perspective, _ z: Double, _ z1: Double, isSeated: Bool) {
    let wall = panel.mixed(light.haze, clamp(z / 13)).mixed(light.ink, clamp(0.34 - z * 0.05))
    let roof = Diorama.ceiling
    c.polygon(
      [p.at(-p.half, roof, z), p.at(p.half, roof, z), p.at(p.half, roof, z1), p.at(-p.half, roof, z1)],
      .solid(wall.mixed(light.ink, 0.34)))
    c.polygon(
      [p.at(-p.half, 0, z), p.at(p.half, 0, z), p.at(p.half, 0, z1), p.at(-p.half, 0, z1)],
      .down(p.at(0, 0, z1).y, p.at(0, 0, z).y, wall.mixed(light.ink, 0.62), wall.mixed(light.ink, 0.78)))
    for side in [-1.0, 1] { bay(c, p, side, z, z1, wall) }
    guard isSeated else { return }
    for side in [-1.0, 1] { seats(c, p, side, z) }
  }

  /// The worn middle of the floor, with the light of windows and lamps on it.
  private func shine(_ p: Perspective) {
    sheet("shine", depth: 0.78, detail: 0.4, drive: .steady, blur: 1, loops: false) { c, _ in
      let (far, near) = (p.at(0, 0, 8), p.at(0, 0, 0.5))
      c.polygon(
        [p.at(-150, 0, 0.5), p.at(-150, 0, 8), p.at(150, 0, 8), p.at(150, 0, 0.5)],
        .linear(far, near, [(0, light.warm, 0.34), (0.3, light.skyLow, 0.16), (1, light.skyLow, 0.05)]))
    }
  }

  private func bay(_ c: Canvas, _ p: Perspective, _ side: Double, _ z: Double, _ z1: Double, _ wall: Colour) {
    let (a, b) = (mix(z, z1, 0.12), mix(z, z1, 0.86))
    let pane = p.wall(side, a, b, 400, 900)
    let lit = wall.lighter(side == composition.side ? 0.02 : -0.03)
    c.local {
      cairo_set_fill_rule(c.cr, CAIRO_FILL_RULE_EVEN_ODD)
      for outline in [p.wall(side, z, z1, 0, Diorama.ceiling), pane] {
        cairo_move_to(c.cr, outline[0].x, outline[0].y)
        for point in outline.dropFirst() { cairo_line_to(c.cr, point.x, point.y) }
        cairo_close_path(c.cr)
      }
      c.fill(.down(p.at(0, Diorama.ceiling, z).y, p.at(0, 0, z).y, lit.mixed(light.ink, 0.3), lit))
    }
    c.line(pane + [pane[0]], .solid(light.ink, 0.8), 11 / z)
    c.polygon(p.wall(side, a, b, 384, 400), .solid(light.skyLow, 0.5))
    // A pane reflects its own slice of the room.
    c.polygon(
      [pane[0], mix(pane[0], pane[1], 0.7), mix(pane[3], pane[2], 0.25), pane[3]], .solid(light.skyLow, 0.07))
    c.polygon(p.wall(side * 0.78, z, z1, 985, 1010), .solid(light.ink, 0.85))
    c.polygon(
      p.wall(side * 0.86, mix(z, z1, 0.2), mix(z, z1, 0.7), 1010, 1085), .solid(light.accent.mixed(light.ink, 0.6)))
  }

  /// Two backs of one row, with their headrests and an edge of window light.
  private func seats(_ c: Canvas, _ p: Perspective, _ side: Double, _ z: Double) {
    let far = clamp(z / 11)
    let cloth = light.accent.mixed(light.ink, 0.62).mixed(light.haze, far * 0.7)
    for n in 0..<2 {
      let inner = 205 + Double(n) * (p.half - 215) / 2
      let (low, high) = (p.at(side * inner, 60, z), p.at(side * (inner + (p.half - 235) / 2), 520, z))
      let (x, w) = (min(low.x, high.x), abs(high.x - low.x))
      c.rounded(x, high.y, w, low.y - high.y, 42 / z)
      c.fill(.down(high.y, low.y, cloth.lighter(0.06), cloth.mixed(light.ink, 0.55)))
      c.rounded(x + w * 0.2, high.y - 64 / z, w * 0.6, 92 / z, 30 / z)
      c.fill(.down(high.y - 64 / z, high.y + 30 / z, cloth.lighter(0.1), cloth))
      c.line(
        [Point(x + w * 0.12, high.y + 3 / z), Point(x + w * 0.88, high.y + 3 / z)], .solid(light.skyLow, 0.35), 5 / z)
      c.line([Point(x + w * 0.5, high.y + 60 / z), Point(x + w * 0.5, low.y - 20 / z)], .solid(light.ink, 0.3), 4 / z)
    }
  }

  private func lamps(_ name: String, _ p: Perspective, _ zs: [Double]) {
    sheet(name, depth: Perspective.depth(zs[zs.count - 1]), detail: 0.4, drive: .beat) { c, _ in
      for z in zs {
        for side in [-1.0, 1] {
          let (a, b) = (
            p.at(side * 190, Diorama.ceiling - 8, z * 1.06), p.at(side * 190, Diorama.ceiling - 8, z * 1.26)
          )
          c.line([a, b], .solid(light.warm.lighter(0.12), 0.9), 26 / z)
          c.glow(mix(a, b, 0.5), 300 / z, light.warm, 0.34)
        }
        streak(c, p.at(0, 0, z * 1.2), 90 / z, 240 / z, light.warm, 0.2)
      }
    }
  }

  /// The back of one seat before the lens, on the side that the lead leaves free.
  private func nearSeat(_ p: Perspective) {
    sheet("seat near", depth: 1.2, detail: 0.3, blur: 2, loops: false) { c, _ in
      let k = 1 / composition.lens
      let x = centre - composition.side * halfFrame * 0.96
      let cloth = light.accent.mixed(light.ink, 0.74)
      c.rounded(x - 270 * k, foot - 430 * k, 540 * k, 900 * k, 80 * k)
      c.fill(.down(foot - 430 * k, bottom, cloth.lighter(0.05), light.ink))
      c.rounded(x - 150 * k, foot - 500 * k, 300 * k, 170 * k, 60 * k)
      c.fill(.down(foot - 500 * k, foot - 330 * k, cloth.lighter(0.09), cloth))
    }
  }
}
