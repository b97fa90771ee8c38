import Glibc

/// How near each part of an unknown picture may be, 0 to 1, on a coarse grid.
///
/// Three old rules of pictures, added up: what is lower is nearer; what stands in the middle of the lower half is the
/// subject; what is darker than its surroundings stands before them. The ground is taken to begin at the row where the
/// picture's brightness changes most.
struct DepthGuess {
  static let columns = 27, rows = 48
  private(set) var depth: [Double]
  private(set) var brightest: Point

  init(_ picture: Canvas) {
    let luma = DepthGuess.luma(picture)
    let horizon = DepthGuess.horizon(luma)
    let (columns, rows) = (DepthGuess.columns, DepthGuess.rows)
    let mean = luma.reduce(0, +) / Double(luma.count)
    depth = (0..<columns * rows).map { i in
      let (x, y) = ((Double(i % columns) + 0.5) / Double(columns), (Double(i / columns) + 0.5) / Double(rows))
      let low = smooth(horizon - 0.06, 1.02, y)
      let subject = exp(-pow((x - 0.5) / 0.26, 2) - pow((y - 0.62) / 0.26, 2))
      let dark = clamp((mean - luma[i]) * 1.6, -0.3, 0.3) * (0.3 + 0.7 * y)
      return clamp(0.72 * low + 0.3 * subject + 0.35 * dark)
    }
    depth = DepthGuess.softened(depth)
    let sky = 0..<columns * (rows * 2 / 3)
    let at = sky.max { luma[$0] < luma[$1] } ?? 0
    brightest = Point((Double(at % columns) + 0.5) / Double(columns), (Double(at / columns) + 0.5) / Double(rows))
  }

  /// What of `picture` lies nearer than `near`, with a soft edge.
  func part(of picture: Canvas, beyond near: Double) -> Canvas {
    let plane = picture.copied()
    let (w, h) = (picture.width, picture.height)
    plane.pixels { all in
      for y in 0..<h {
        let v = (Double(y) + 0.5) / Double(h) * Double(DepthGuess.rows) - 0.5
        for x in 0..<w {
          let u = (Double(x) + 0.5) / Double(w) * Double(DepthGuess.columns) - 0.5
          let keep = UInt32(256 * smooth(near - 0.1, near + 0.1, at(u, v)))
          let p = all[y * w + x]
          let a = ((p >> 8 & 0x00ff_00ff) &* keep) & 0xff00_ff00
          let b = (((p & 0x00ff_00ff) &* keep) >> 8) & 0x00ff_00ff
          all[y * w + x] = a | b
        }
      }
    }
    return plane
  }

  /// Depth between the grid's points.
  private func at(_ u: Double, _ v: Double) -> Double {
    let (x, y) = (clamp(u, 0, Double(DepthGuess.columns - 1)), clamp(v, 0, Double(DepthGuess.rows - 1)))
    let (i, j) = (min(Int(x), DepthGuess.columns - 2), min(Int(y), DepthGuess.rows - 2))
    let k = j * DepthGuess.columns + i
    let below = k + DepthGuess.columns
    let (s, t) = (x - Double(i), y - Double(j))
    return mix(mix(depth[k], depth[k + 1], s), mix(depth[below], depth[below + 1], s), t)
  }

  /// Mean brightness of each cell, 0 to 1.
  private static func luma(_ picture: Canvas) -> [Double] {
    picture.pixels { all in
      (0..<columns * rows).map { i in
        let (x, y) = (i % columns * picture.width / columns, i / columns * picture.height / rows)
        let (w, h) = (max(1, picture.width / columns), max(1, picture.height / rows))
        var (sum, count) = (0.0, 0.0)
        for v in stride(from: y, to: min(y + h, picture.height), by: 3) {
          for u in stride(from: x, to: min(x + w, picture.width), by: 3) {
            let p = all[v * picture.width + u]
            sum += 0.114 * Double(p & 255) + 0.587 * Double(p >> 8 & 255) + 0.299 * Double(p >> 16 & 255)
            count += 255
          }
        }
        return sum / max(count, 1)
      }
    }
  }

  /// The height (0 top, 1 bottom) at which the rows above and below differ most; a little below the middle if none do.
  private static func horizon(_ luma: [Double]) -> Double {
    let mean = (0..<rows).map { r in luma[(r * columns)..<((r + 1) * columns)].reduce(0, +) / Double(columns) }
    func step(_ r: Int) -> Double { abs(mean[(r - 3)..<r].reduce(0, +) - mean[r..<(r + 3)].reduce(0, +)) / 3 }
    let best = (rows * 3 / 10..<rows * 7 / 10).max { step($0) < step($1) } ?? rows / 2
    return step(best) > 0.04 ? Double(best) / Double(rows) : 0.55
  }

  private static func softened(_ map: [Double]) -> [Double] {
    var now = map
    for _ in 0..<3 {
      let before = now
      for j in 0..<rows {
        for i in 0..<columns {
          var (sum, count) = (0.0, 0.0)
          for v in max(0, j - 1)...min(rows - 1, j + 1) {
            for u in max(0, i - 1)...min(columns - 1, i + 1) {
              (sum, count) = (sum + before[v * columns + u], count + 1)
            }
          }
          now[j * columns + i] = sum / count
        }
      }
    }
    return now
  }
}
