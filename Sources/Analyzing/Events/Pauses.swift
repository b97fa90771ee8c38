// Where everything stops for a moment and comes back: a gap that is much quieter than the music before it, that ends with
// a jump, and that is no ordinary gap between two strokes.
import Vocabulary

/// A silence inside the song, in seconds.
struct Pause {
  var start: Double
  var end: Double

  /// Shortest and longest gap that is a pause, in seconds; where there is a beat it lasts much of one, because
  /// the last strokes ring into it.
  private static let lengths = 0.25...8.0
  private static let shareOfBeat = 0.42
  /// How far the level falls below the two seconds before it, and how far it jumps at the end, in decibels.
  private static let depth = 15.0
  private static let jump = 9.0
  /// A gap begins where the level was last within `usual` decibels of what was heard before, and who stops, stops at once:
  /// after `moment` seconds it is `fall` decibels down, where a chord that rings away is not.
  private static let usual = 10.0
  private static let moment = 0.3
  private static let fall = 12.0
  /// Share of the ten seconds on either side that may be as quiet: where more is, gaps are a way of playing.
  private static let usualShare = 0.04

  /// - Parameter beat: distance of the beats in seconds; 0 without beats.
  /// - Returns: in order of time; none in a song that is played staccato throughout.
  static func all(in features: Features, beat: Double) -> [Pause] {
    let track = Track(features)
    var found: [Pause] = []
    var i = Int(track.rate)
    while i + 10 < track.levels.count {
      guard let pause = gap(endingAt: i, track) else {
        i += 1
        continue
      }
      found.append(pause)
      i += Int(track.rate / 4)
    }
    let pauses = found.filter { $0.end - $0.start >= shareOfBeat * beat && isUnusual($0, track) }
    // More than two a minute are a way of playing.
    return Double(pauses.count) <= max(2, features.duration / 30) ? pauses : []
  }

  /// How loud the song is, frame by frame.
  private struct Track {
    let rate: Double
    /// Decibels, -90 at the least.
    let levels: [Double]
    /// Sums of the power of all frames before each.
    private let sums: [Double]

    init(_ features: Features) {
      rate = features.rate
      levels = movingMean(features.power, radius: 2).map { max(-90, decibels(Double($0))) }
      var sums = [0.0]
      for power in features.power { sums.append((sums.last ?? 0) + Double(power)) }
      self.sums = sums
    }

    /// Level of the two seconds before frame `i`: of their power, since a few strokes make a bar as loud as it is.
    func before(_ i: Int) -> Double {
      let first = max(0, i - Int(2 * rate))
      return max(-90, decibels((sums[i] - sums[first]) / Double(max(1, i - first))))
    }
  }

  private static func isUnusual(_ pause: Pause, _ track: Track) -> Bool {
    let (first, last) = (Int((pause.start * track.rate).rounded()), Int((pause.end * track.rate).rounded()))
    let reach = Int(10 * track.rate)
    let around = [max(0, first - reach)..<first, last..<min(track.levels.count, last + reach)].flatMap { $0 }
    let floor = track.before(first) - depth
    return Double(around.filter { track.levels[$0] < floor }.count) <= usualShare * Double(around.count)
  }

  /// The gap that ends with a jump at frame `i`, if there is one.
  private static func gap(endingAt i: Int, _ track: Track) -> Pause? {
    let levels = track.levels
    let after = levels[i..<min(levels.count, i + 20)].max() ?? -90
    guard after - levels[i - 1] >= jump, levels[i - 1] <= levels[max(0, i - 5)] + 1 else { return nil }
    let limit = max(Int(track.rate / 2), i - Int(lengths.upperBound * track.rate))
    guard let start = (limit..<i).last(where: { levels[$0] >= track.before($0) - usual }) else { return nil }
    let loud = track.before(start)
    let soon = levels[min(i - 1, start + Int(moment * track.rate))]
    let floor = levels[(start + i) / 2..<i].min() ?? levels[i - 1]
    let pause = Pause(start: Double(start) / track.rate, end: Double(i) / track.rate)
    guard lengths.contains(pause.end - pause.start), loud > -60, loud - floor >= depth, after - floor >= depth,
      loud - soon >= fall
    else { return nil }
    return pause
  }
}
