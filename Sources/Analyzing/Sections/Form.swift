// The form of the song: sections that tile it from 0 to its end.
import Vocabulary

/// The sections of a song, and how much the music changes where each begins.
struct Form {
  let sections: [Section]
  /// 0 to 1, one value a section.
  let strength: [Double]
  /// Where the music changes inside a section, and how much, 0 to 1.
  let smallTurns: [(time: Double, strength: Double)]
  /// How many sections at the end are only a tail.
  private let tail: Int

  /// Stretches shorter than this at the end of the song are the ring of its last bar, in seconds.
  private static let longestTail = 3.5
  /// What the song is cut by where it has no bars, in seconds.
  private static let step = 2.0

  /// The sections that begin inside the song, without its tail, and how much the music changes there.
  var turns: [(section: Section, strength: Double)] {
    Array(zip(sections, strength).dropFirst().dropLast(tail)).map { (section: $0.0, strength: $0.1) }
  }

  /// - Parameter downbeats: seconds; where there are none the song is cut on a grid of two seconds.
  init(_ features: Features, _ onsets: Onsets, _ envelope: Envelope, downbeats: [Double]) {
    let duration = features.duration
    var times = downbeats.count > 3 ? downbeats : Array(stride(from: 0, to: duration, by: Self.step))
    if let last = times.last, duration - last > 0.5 { times.append(duration) }
    let rows = Strips(times, features, onsets).sectionRows
    let boundaries = Boundaries(rows)
    let small = Boundaries(rows, price: Boundaries.smallPrice)
    smallTurns = zip(small.starts, small.strength).dropFirst().map { (times[$0], $1) }
    // What comes before the first bar belongs to the first section.
    let starts = [0] + boundaries.starts.dropFirst().map { times[$0] }
    let stretches = zip(starts, starts.dropFirst() + [duration]).map { Stretch(features, from: $0, to: $1) }
    let hasTail = stretches.count > 1 && stretches[stretches.count - 1].length < Self.longestTail
    let words = hasTail ? roles(of: stretches.dropLast()) + [.outro] : roles(of: stretches)
    let loudest = stretches.map(\.power).max() ?? 0
    tail = hasTail ? 1 : 0
    let heard = zip(stretches, words).map { stretch, role in
      Section(
        start: stretch.start, end: stretch.end, role: role, energy: energyWord(stretch, loudest: loudest, role: role),
        level: envelope.meanLevel(from: stretch.start, to: stretch.end))
    }
    let strength = boundaries.strength.isEmpty ? [1] : boundaries.strength
    sections = heard.indices.map { i in
      var section = heard[i]
      if i > 0 { section.confidence = Belief.turn(strength[i], from: heard[i - 1].level, to: section.level) }
      return section
    }
    self.strength = strength
  }
}

extension Envelope {
  /// Mean of the level between two instants; 0 where the curve is empty.
  func meanLevel(from start: Double, to end: Double) -> Double {
    let first = max(0, Int(start * rate))
    let inside = level[(first..<max(first + 1, Int(end * rate))).clamped(to: 0..<level.count)]
    return inside.isEmpty ? 0 : inside.reduce(0, +) / Double(inside.count)
  }
}
