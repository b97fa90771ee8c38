import CCairo
import CShim
import Glibc
import Vocabulary

/// What falls, floats and rises in the air. Every particle's place is a formula of time: nothing is remembered from
/// frame to frame, so any frame can be drawn alone.
struct Particles {
  let view: View
  let scene: Scene
  let light: Light
  let seed: UInt64

  init(_ d: Diorama) { (view, scene, light, seed) = (d.view, d.scene, d.light, d.seed) }

  /// `depth` above 0.9 is in front of everybody: fewer, larger, softer.
  func draw(on c: Canvas, depth: Double, _ p: Pulse) {
    c.local {
      c.scale(view.scale, view.scale)
      let near = depth > 0.9
      switch scene.place {
      case .underwater: return float(c, p, light.skyLow.lighter(0.2), near, up: 90, size: 7, count: 46, ring: true)
      case .space, .abstract: return float(c, p, light.accent, near, up: 14, size: 4, count: 40)
      case .room, .train, .corridor, .stage:
        // Inside there is dust in the light; what falls, falls behind the window.
        if depth > 0.35 { return float(c, p, light.warm, near, up: 8, size: 3, count: 30) }
      default: break
      }
      fall(c, near, p)
    }
  }

  private func fall(_ c: Canvas, _ near: Bool, _ p: Pulse) {
    switch scene.weather {
    case .rain: rain(c, near, p, slant: 0.1, count: 120)
    // High up and in the snow a storm is a blizzard.
    case .storm where Diorama.isHigh(scene.place): blizzard(c, near, p)
    case .storm: rain(c, near, p, slant: 0.3, count: 190)
    case .snow: flakes(c, near, p, Colour(0.96, 0.97, 1), speed: 150, size: 6, count: 130)
    case .petals: leaves(c, near, p, Colour(rgb: 0xf3b3c2), count: 44)
    case .leaves: leaves(c, near, p, light.accent.mixed(Colour(rgb: 0xb5622d), 0.6), count: 40)
    case .embers: float(c, p, Colour(1, 0.55, 0.2), near, up: 210, size: 4.5, count: 70)
    case .dust: float(c, p, light.skyLow.lighter(0.1), near, up: 12, size: 5, count: 80, aside: 170)
    case .clear, .fog: float(c, p, light.key, near, up: 10, size: 3, count: 26)
    }
  }

  /// A number that runs from 0 to 1 and begins again.
  private func lap(_ x: Double) -> Double { x - x.rounded(.down) }
  private func many(_ count: Int, _ near: Bool) -> Int {
    max(4, Int(Double(count) * view.width / 1080 * (near ? 0.35 : 1) * (0.7 + 0.6 * scene.intensity)))
  }

  private func rain(_ c: Canvas, _ near: Bool, _ p: Pulse, slant: Double, count: Int) {
    let speed = near ? 3300.0 : 2100
    let length = near ? 150.0 : 74
    let room = view.height + 2 * length
    let streaks = (0..<many(count, near)).map { i -> rs_streak in
      let pace = speed * (0.85 + 0.3 * hashed(i, seed ^ 11))
      let y = lap(hashed(i, seed ^ 12) + p.time * pace / room) * room - length
      let x = lap(hashed(i, seed ^ 13) + Double(i) * 0.618) * view.width * 1.4 - view.width * 0.1 - y * slant
      return rs_streak(x: fixed(x), y: fixed(y))
    }
    var fall = rs_fall(
      length: fixed(length), slant: Int32((slant * 65536).rounded()), width: fixed(near ? 3.2 : 1.7),
      colour: premultiplied(light.key.mixed(light.skyLow, 0.4), (near ? 0.2 : 0.26) + 0.1 * p.onset))
    c.pixels {
      rs_lay_streaks($0.baseAddress, Int32(c.width), Int32(c.height), streaks, Int32(streaks.count), &fall)
    }
  }

  /// Flakes that the wind drives: short thick streaks.
  private func blizzard(_ c: Canvas, _ near: Bool, _ p: Pulse) {
    let (slant, length, speed) = (-1.1, near ? 26.0 : 13, near ? 1500.0 : 900)
    let (room, wide) = (view.height + 2 * length, view.width + view.height * 1.1)
    let streaks = (0..<many(near ? 120 : 300, near)).map { i -> rs_streak in
      let pace = speed * (0.7 + 0.6 * hashed(i, seed ^ 15))
      let y = lap(hashed(i, seed ^ 16) + p.time * pace / room) * room - length
      let x = lap(hashed(i, seed ^ 17) + Double(i) * 0.618) * wide - view.height * 1.1 - y * slant
      return rs_streak(x: fixed(x), y: fixed(y + 24 * sin(p.time * 1.7 + Double(i))))
    }
    var fall = rs_fall(
      length: fixed(length), slant: Int32((slant * 65536).rounded()), width: fixed(near ? 9 : 5),
      colour: premultiplied(Colour(0.96, 0.97, 1), (near ? 0.3 : 0.5) + 0.1 * p.onset))
    c.pixels {
      rs_lay_streaks($0.baseAddress, Int32(c.width), Int32(c.height), streaks, Int32(streaks.count), &fall)
    }
  }

  /// Units of the view in 65536ths of a pixel.
  private func fixed(_ units: Double) -> Int32 { Int32((units * view.scale * 65536).rounded()) }

  private func flakes(_ c: Canvas, _ near: Bool, _ p: Pulse, _ colour: Colour, speed: Double, size: Double, count: Int)
  {
    let room = view.height + 80
    for i in 0..<many(count, near) {
      let small = 0.4 + hashed(i, seed ^ 21)
      let y = lap(hashed(i, seed ^ 22) + p.clock * speed * (near ? 1.9 : 1) * small / room) * room - 40
      let x =
        lap(hashed(i, seed ^ 23) - p.clock * 0.012) * (view.width + 80) - 40 + 26 * sin(p.time * small + Double(i))
      let r = size * small * (near ? 2.1 : 0.75)
      c.circle(Point(x, y), r, near ? .glow(Point(x, y), r, colour, 0.55) : .solid(colour, 0.75))
    }
  }

  private func leaves(_ c: Canvas, _ near: Bool, _ p: Pulse, _ colour: Colour, count: Int) {
    let room = view.height + 120
    for i in 0..<many(count, near) {
      let small = 0.5 + hashed(i, seed ^ 31)
      let y = lap(hashed(i, seed ^ 32) + p.clock * 165 * small / room) * room - 60
      let x =
        lap(hashed(i, seed ^ 33) + p.clock * 0.05 * small) * (view.width + 120) - 60 + 50
        * sin(p.time * 0.9 * small + Double(i))
      let turn = p.time * (1 + small) + Double(i)
      let r = 13 * small * (near ? 2 : 0.8)
      c.ellipse(
        Point(x, y), r, r * (0.15 + 0.45 * abs(sin(turn * 1.3))), turned: turn,
        .solid(colour.lighter((hashed(i, 5) - 0.5) * 0.14), near ? 0.7 : 0.9))
    }
  }

  /// Motes, sparks and bubbles: light that hangs in the air and swells with the onsets.
  private func float(
    _ c: Canvas, _ p: Pulse, _ colour: Colour, _ near: Bool, up: Double, size: Double, count: Int, aside: Double = 16,
    ring: Bool = false
  ) {
    let room = view.height + 100
    for i in 0..<many(count, near) {
      let small = 0.4 + hashed(i, seed ^ 41)
      let y = room - 50 - lap(hashed(i, seed ^ 42) + p.clock * up * small / room) * room
      let x = lap(hashed(i, seed ^ 43) + p.clock * aside * small / (view.width + 100)) * (view.width + 100) - 50
      let at = Point(x + 18 * sin(p.time * 1.3 * small + Double(i)), y)
      let r = size * small * (near ? 3.4 : 1.4) * (1 + 0.5 * p.onset)
      let alpha = (0.35 + 0.4 * hashed(i, seed ^ 44)) * (0.75 + 0.25 * sin(p.time * 2 * small + Double(i) * 2))
      if ring, !near {
        c.circle(at, r, .solid(colour, 0.12))
        c.line([at + Point(-r * 0.5, -r * 0.4), at + Point(0, -r * 0.7)], .solid(colour, 0.6), 1.4)
      } else {
        c.adding { c.glow(at, r * 2.2, colour, near ? alpha * 0.4 : alpha) }
      }
    }
  }
}
