import Glibc
import Vocabulary

/// Where the lens is at one frame: an offset in units of the nearest layer, and a zoom about the middle.
struct Lens {
  var x = 0.0, y = 0.0, zoom = 1.0
  /// The depth that stays put while the camera swings: 0 for pans, the lead's for orbits.
  var pivot = 0.0
  /// The camera goes along with the lead, who therefore keeps their place in the frame.
  var follows = false

  /// How a layer at `depth` moves: far things hardly, near things fully.
  func offset(_ depth: Double) -> Point { Point(x * (depth - pivot), y * (0.25 + 0.75 * depth)) }
  func zoom(_ depth: Double) -> Double { 1 + (zoom - 1) * (0.2 + 0.8 * depth) }
}

/// One move through one shot, eased at both ends and never at rest.
struct Camera {
  let move: CameraMove
  let seconds: Double
  /// Travel that the drawing allows sideways, in units.
  let room: Double
  let energy: Double
  let leadDepth: Double
  let direction: Double
  /// Units a second that a tracking camera passes at the nearest layer.
  let speed: Double
  let phase: Double

  func lens(at p: Pulse) -> Lens {
    var lens = moved(p)
    // A hand holds the camera, however still: nothing on screen is ever frozen.
    lens.x += 9 * sin(p.time * 0.9 + phase) + 3 * sin(p.time * 2.3)
    lens.y += 7 * sin(p.time * 0.7 + phase * 2)
    lens.zoom += 0.006 * min(p.time, 8) + (0.008 + 0.012 * energy) * p.down
    return lens
  }

  /// Long shots move slowly, short ones get a whole move; `most` is reached after about five seconds.
  private func reach(_ most: Double) -> Double { most * clamp(seconds / 5, 0.35, 1) * (0.8 + 0.35 * energy) }
  private func eased(_ t: Double) -> Double { mix(t, smooth(0, 1, t), 0.7) }

  private func moved(_ p: Pulse) -> Lens {
    let t = eased(p.progress)
    let swing = room * clamp(seconds / 5, 0.3, 1)
    switch move {
    case .static: return Lens(zoom: 1.03)
    case .pushIn: return Lens(zoom: 1 + reach(0.2) * t)
    case .pullBack: return Lens(zoom: 1 + reach(0.22) * (1 - t))
    case .panLeft: return Lens(x: swing * (t - 0.5), zoom: 1.04)
    case .panRight: return Lens(x: swing * (0.5 - t), zoom: 1.04)
    case .tiltUp: return Lens(y: mix(-90, 130, t), zoom: 1.1)
    case .tiltDown: return Lens(y: mix(130, -90, t), zoom: 1.1)
    case .craneUp: return Lens(y: mix(-110, 120, t), zoom: 1.18 - 0.08 * t)
    // Between walls the world is too short to go along: the lead crosses it, and the camera gives way a little.
    case .trackSide where room <= 300: return Lens(x: -direction * swing * (t - 0.5), zoom: 1.05)
    case .trackSide: return Lens(x: -direction * travel(p), zoom: 1.05, follows: true)
    case .orbit: return Lens(x: 0.9 * swing * sin((t - 0.5) * 2.4) * direction, zoom: 1.05 + 0.05 * t, pivot: leadDepth)
    case .handheld: return Lens(x: shake(p.time, 1) * 26, y: shake(p.time, 5) * 20, zoom: 1.07 + reach(0.05) * t)
    case .snapZoom:
      return Lens(zoom: 1.02 + 0.16 * smooth(0.42, 0.42 + min(0.3, 0.25 / seconds), p.progress) + 0.03 * t)
    }
  }

  /// Distance travelled, endless, because the world repeats itself.
  private func travel(_ p: Pulse) -> Double { speed * p.clock }

  private func shake(_ t: Double, _ salt: Double) -> Double {
    0.5 * sin(t * 2.1 + salt + phase) + 0.3 * sin(t * 3.7 + salt * 2.3) + 0.2 * sin(t * 6.1 + salt * 4.1)
  }
}
