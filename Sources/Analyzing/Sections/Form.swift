// The form of the song: sections that tile it from 0 to its end.
import Vocabulary

/// The sections of a song, and how much the music changes where each begins (0 to 1, same count).
struct Form {
  let sections: [Section]
  let strength: [Double]
  /// How many sections at the end are only a tail.
  private let tail: Int

  /// Where the song may step up or down: the sections' beginnings, but not those of the song and its tail.
  var steps: [Double] { sections.dropFirst().dropLast(tail).map(\.start) }

  /// - Parameter downbeats: seconds; where there are none the song is cut on a grid of two seconds.
  init(_ features: Features, _ onsets: Onsets, _ compressed: Grid, downbeats: [Double]) {
    let duration = features.duration
    var times = downbeats.count > 3 ? downbeats : Array(stride(from: 0, to: duration, by: 2))
    if let last = times.last, duration - last > 0.5 { times.append(duration) }
    let strips = Strips(times, features, onsets, compressed: compressed)
    let rows = strips.sectionRows
    let boundaries = Boundaries(rows)
    var instants = boundaries.starts.map { strips.times[$0] }
    if instants.isEmpty { instants = [0] }
    instants[0] = 0
    let ends = instants.dropFirst() + [duration]
    let stretches = zip(instants, ends).map { start, end in
      let quarter = (end - start) / 4
      let slope =
        decibels(features.meanPower(end - quarter, end)) - decibels(features.meanPower(start, start + quarter))
      return Stretch(start: start, end: end, power: features.meanPower(start, end), slope: slope, sound: [])
    }
    let loudest = stretches.map(\.power).max() ?? 0
    let envelopeTop = max(1e-9, loudest)
    // A reverb tail behind the last bar is a stretch, but no part of the song that could be its outro.
    let hasTail = stretches.count > 1 && stretches[stretches.count - 1].length < 3.5
    let words = hasTail ? roles(of: stretches.dropLast()) + [.outro] : roles(of: stretches)
    tail = hasTail ? 1 : 0
    sections = zip(stretches, words).map { stretch, role in
      Section(
        start: stretch.start, end: stretch.end, role: role, energy: energyWord(stretch, loudest: loudest, role: role),
        level: min(1, (stretch.power / envelopeTop).squareRoot()))
    }
    strength = boundaries.strength.isEmpty ? [1] : boundaries.strength
  }
}
