// Where somebody starts to sing. A voice fills the middle of the spectrum and never holds still; how much of both there is
// in this song without it decides, so every block of sound is compared with the song's own mean.
//
// Confession: no recorded voices with known entrances were at hand. A solo guitar or a synth lead may be taken for a voice.
import Vocabulary

/// Entrances of a voice after at least four seconds without.
struct Voice {
  /// Frames in one block: 0.2 s.
  private static let block = 20
  /// A voice goes on above `low`, and is believed if it rises above `high` (log odds).
  private static let low: Float = -2
  private static let high: Float = 0.3
  /// Blocks that a voice lasts at least, and seconds without one that make the next an entrance.
  private static let shortest = 3
  private static let rest = 4.0
  /// Mean log odds that the surest tenth of the song must have: below, nobody sings at all.
  private static let believable: Float = 1.2

  private var odds: [Float] = []
  private let blockLength: Double

  init(_ features: Features) {
    blockLength = Double(Self.block) / features.rate
    // Weights of one plan of bands; another sample rate has another plan, and no voice rather than a wrong one.
    guard features.bands.width == VoiceWeights.level.count, features.side.width == VoiceWeights.width.count else {
      return
    }
    let rows = Self.describe(features)
    let weights = VoiceWeights.level + VoiceWeights.motion + VoiceWeights.width
    let raw = rows.map { row in zip(row, weights).reduce(VoiceWeights.bias) { $0 + $1.0 * $1.1 } }
    odds = movingMean(raw, radius: 1)
  }

  /// In order of time; empty where nobody sings.
  func entrances() -> [MusicEvent] {
    let surest = odds.sorted(by: >).prefix(max(1, odds.count / 10))
    guard surest.reduce(0, +) / Float(max(1, surest.count)) >= Self.believable else { return [] }
    var events: [MusicEvent] = []
    var last = -Self.rest
    for region in regions() {
      let top = odds[region].max() ?? 0
      guard top > Self.high, region.count >= Self.shortest else { continue }
      let start = Double(region.lowerBound) * blockLength
      if start - last >= Self.rest || events.isEmpty {
        events.append(MusicEvent(time: start, kind: .vocalEntrance, strength: Double(max(0, min(1, top / 6)))))
      }
      last = Double(region.upperBound) * blockLength
    }
    return events
  }

  private func regions() -> [Range<Int>] {
    var regions: [Range<Int>] = []
    for i in odds.indices where odds[i] > Self.low {
      if let last = regions.last, last.upperBound == i {
        regions[regions.count - 1] = last.lowerBound..<i + 1
      } else {
        regions.append(i..<i + 1)
      }
    }
    return regions
  }

  /// Level and motion of each band and the level of the side bands, relative to the song, one row a block.
  private static func describe(_ features: Features) -> [[Float]] {
    let (bands, side) = (features.bands, features.side)
    var rows: [[Float]] = []
    for start in stride(from: 0, to: bands.count - block + 1, by: block) {
      let span = start..<start + block
      rows.append(bands.mean(of: span) + motion(bands, span) + side.mean(of: span))
    }
    let smooth = rows.indices.map { i in mean(of: rows[max(0, i - 1)..<min(rows.count, i + 2)]) }
    return relative(smooth)
  }

  /// Mean change of each band from frame to frame.
  private static func motion(_ grid: Grid, _ span: Range<Int>) -> [Float] {
    var sum = [Float](repeating: 0, count: grid.width)
    for row in span where row > 0 {
      for band in 0..<grid.width { sum[band] += abs(grid[row, band] - grid[row - 1, band]) / Float(span.count) }
    }
    return sum
  }

  private static func mean(of rows: ArraySlice<[Float]>) -> [Float] {
    var sum = rows.first ?? []
    for row in rows.dropFirst() {
      for i in sum.indices { sum[i] += row[i] }
    }
    return sum.map { $0 / Float(max(1, rows.count)) }
  }

  private static func relative(_ rows: [[Float]]) -> [[Float]] {
    var result = rows
    for column in 0..<(rows.first?.count ?? 0) {
      let (mean, deviation) = spread(rows.map { Double($0[column]) })
      for i in result.indices {
        result[i][column] = max(-4, min(4, (rows[i][column] - Float(mean)) / (Float(deviation) + 0.05)))
      }
    }
    return result
  }
}
