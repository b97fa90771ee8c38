// Where one part of the song ends and the next begins: the song is cut into stretches of bars so that each stretch is
// alike in itself. The best cut of all is found, not one boundary after the other.
import Glibc

/// Cuts strips (usually bars) into stretches.
struct Boundaries {
  /// Price of one more stretch, in the unit of ``Strips/sectionRows``: an average row lies 2.35 from the mean, squared.
  static let price = 2.1
  /// The same for turns inside a section, which are worth a cut but no new part of the story.
  static let smallPrice = 1.0
  /// Strips in the longest stretch; a song of one kind is cut there, which bounds the work.
  static let longest = 64

  /// Indices of the strips that begin a stretch, 0 first; empty without strips.
  let starts: [Int]
  /// How much the music changes at each of `starts`, 0 to 1.
  let strength: [Double]

  init(_ rows: Grid, price: Double = Boundaries.price) {
    let n = rows.count
    let sums = Self.prefixSums(rows)
    var best = [Double](repeating: .infinity, count: n + 1)
    var back = [Int](repeating: 0, count: n + 1)
    best[0] = 0
    for end in stride(from: 1, through: n, by: 1) {
      for start in max(0, end - Self.longest)..<end {
        let cost =
          best[start] + Self.spread(sums, start, end)
          + Self.lengthCost(end - start, price, open: start == 0 || end == n)
        if cost < best[end] { (best[end], back[end]) = (cost, start) }
      }
    }
    var starts: [Int] = []
    var end = n
    while end > 0 {
      starts.append(back[end])
      end = back[end]
    }
    self.starts = starts.reversed()
    strength = self.starts.map { Self.contrast(rows, at: $0) }
  }

  private static func lengthCost(_ length: Int, _ price: Double, open: Bool) -> Double {
    var cost = price
    if length < 4 && !open { cost += 1.5 * Double(4 - length) }
    if length % 4 != 0 { cost += length % 2 == 0 ? 0.9 : 1.8 }
    return cost
  }

  private struct Sums {
    var values: Grid
    var squares: [Double]
  }

  private static func prefixSums(_ rows: Grid) -> Sums {
    var sums = Sums(values: Grid(width: rows.width, count: rows.count + 1), squares: [0])
    for row in 0..<rows.count {
      var square = 0.0
      for column in 0..<rows.width {
        let value = rows[row, column]
        sums.values[row + 1, column] = sums.values[row, column] + value
        square += Double(value * value)
      }
      sums.squares.append(sums.squares[row] + square)
    }
    return sums
  }

  /// Squared distance of the rows `start..<end` from their mean.
  private static func spread(_ sums: Sums, _ start: Int, _ end: Int) -> Double {
    var mean: Float = 0
    for column in 0..<sums.values.width {
      let total = sums.values[end, column] - sums.values[start, column]
      mean += total * total
    }
    return max(0, sums.squares[end] - sums.squares[start] - Double(mean) / Double(end - start))
  }

  private static func contrast(_ rows: Grid, at i: Int) -> Double {
    guard i > 0, i < rows.count else { return 1 }
    let change = distance(rows.mean(of: max(0, i - 4)..<i), rows.mean(of: i..<i + 4))
    return min(1, change * Double(rows.width).squareRoot() / 2)
  }
}

extension Strips {
  /// One row a strip for ``Boundaries``: timbre, playing, level and harmony, scaled so that each group's variance over
  /// the song is its weight. Where a group hardly varies it weighs less: what is left in steady noise or in one tone is
  /// chance, and chance has no form. The least variances of music lie above those of noise, speech between them.
  var sectionRows: Grid {
    let level = Grid(width: 1, values: power.map { Float(max(-60, decibels($0))) })
    let groups: [(grid: Grid, weight: Float, least: Float)] = [
      (timbre, 1.0, 1.5), (pattern, 1.0, 1.5), (level, 0.6, 1.0), (chroma, 0.15, 0.1),
    ]
    var rows = Grid(width: groups.reduce(0) { $0 + $1.grid.width })
    let scaled = groups.map { $0.grid.centred(variance: $0.weight, least: $0.least) }
    for row in 0..<count {
      for grid in scaled { rows.values += grid.values[row * grid.width..<(row + 1) * grid.width] }
    }
    return rows
  }
}

extension Grid {
  init(width: Int, values: [Float]) {
    self.width = width
    self.values = values
  }

  /// The rows minus their mean, scaled so that the squared length of a row is `variance` on average; less, in proportion,
  /// where it is below `least` before.
  func centred(variance: Float, least: Float) -> Grid {
    let mean = self.mean(of: 0..<count)
    var result = self
    var total: Float = 0
    for i in values.indices {
      result.values[i] -= mean[i % width]
      total += result.values[i] * result.values[i]
    }
    let average = total / Float(max(1, count))
    let scale = (variance / max(average, least)).squareRoot()
    for i in values.indices { result.values[i] *= scale }
    return result
  }
}
