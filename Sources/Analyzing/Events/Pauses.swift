// Where everything stops for a moment and comes back: a gap that is much quieter than the music before it, that ends with
// a jump, and that is no ordinary gap between two strokes.
import Vocabulary

/// A silence inside the song, in seconds.
struct Pause {
  var start: Double
  var end: Double

  /// Shortest and longest gap that is a pause, in seconds; where there is a beat it lasts most of one, because
  /// the last strokes ring into it.
  private static let lengths = 0.3...8.0
  /// How far the level falls below the two seconds before it, and how far it jumps at the end, in decibels.
  private static let depth = 15.0
  private static let jump = 9.0
  /// Share of the ten seconds on either side that may be as quiet: where more is, gaps are a way of playing.
  private static let usualShare = 0.04

  /// - Parameter beat: distance of the beats in seconds; 0 without beats.
  /// - Returns: in order of time; none in a song that is played staccato throughout.
  static func all(in features: Features, beat: Double) -> [Pause] {
    let levels = movingMean(features.power, radius: 2).map { max(-90, decibels(Double($0))) }
    let rate = features.rate
    var found: [Pause] = []
    var i = Int(rate)
    while i + 10 < levels.count {
      guard let pause = gap(endingAt: i, levels, rate) else {
        i += 1
        continue
      }
      found.append(pause)
      i += Int(rate / 4)
    }
    let pauses = found.filter { $0.end - $0.start >= 0.6 * beat && isUnusual($0, levels, rate) }
    // More than two a minute are a way of playing.
    return Double(pauses.count) <= max(2, features.duration / 30) ? pauses : []
  }

  private static func isUnusual(_ pause: Pause, _ levels: [Double], _ rate: Double) -> Bool {
    let inside = Int(pause.start * rate)...Int(pause.end * rate)
    let around = max(0, inside.lowerBound - Int(10 * rate))..<min(levels.count, inside.upperBound + Int(10 * rate))
    let usual = mean(levels, inside.lowerBound - Int(2 * rate), inside.lowerBound)
    let quiet = around.filter { levels[$0] < usual - depth && !inside.contains($0) }
    return Double(quiet.count) <= usualShare * Double(around.count - inside.count)
  }

  /// The gap that ends with a jump at frame `i`, if there is one.
  private static func gap(endingAt i: Int, _ levels: [Double], _ rate: Double) -> Pause? {
    let after = levels[i..<min(levels.count, i + 20)].max() ?? -90
    guard after - levels[i - 1] >= jump, levels[i - 1] <= levels[max(0, i - 5)] + 1 else { return nil }
    // Walk back over the decay to where the music still was as loud as usual.
    let floor = levels[i - 1]
    var start = i - 1
    let limit = max(0, i - Int(lengths.upperBound * rate))
    while start > limit {
      let usual = mean(levels, start - Int(2 * rate), start)
      if levels[start] >= usual - 5 && usual - floor >= depth { break }
      start -= 1
    }
    let pause = Pause(start: Double(start) / rate, end: Double(i) / rate)
    let usual = mean(levels, start - Int(2 * rate), start)
    guard start > limit, lengths.contains(pause.end - pause.start), usual - floor >= depth, after - floor >= depth,
      usual > -60
    else { return nil }
    return pause
  }

  private static func mean(_ levels: [Double], _ start: Int, _ end: Int) -> Double {
    let inside = levels[max(0, start)..<max(0, start, end)]
    return inside.isEmpty ? -90 : inside.reduce(0, +) / Double(inside.count)
  }
}
