// Which half beats are beats, and which beats begin a bar. No single instant says it reliably; the whole song does:
// chords change on downbeats, bass notes on beats, and both hardly ever move. So every half beat is given a place in the
// bar, and the succession of places that fits best from the first to the last is taken.
import Glibc

/// The beats and bars of a song.
struct Bars {
  /// Beats in one bar: 4, 3, or 2 where the beat falls into three parts (6/8).
  var beatsPerBar = 4
  /// Seconds, strictly ascending; `downbeats` is a part of `beats`.
  var beats: [Double] = []
  var downbeats: [Double] = []
  /// How well the best succession fits, a half beat; about 0 for a metre that the song does not have.
  var fit = -Double.infinity

  /// Cost of leaving the usual succession: songs drop a beat a few times at most, and slip to the off-beat next to never,
  /// while evidence may err in the same way for a whole section.
  private static let beatCost = 45.0
  private static let halfBeatCost = 50.0

  /// - Parameters:
  ///   - evidence: of each half beat, see ``SlotEvidence``.
  ///   - metres: beats in a bar that may be, each with a handicap.
  init(_ evidence: SlotEvidence, metres: [(Int, Double)]) {
    var bestAppeal = -Double.infinity
    for (metre, handicap) in metres {
      let (places, score) = Self.decode(evidence, metre: metre)
      let fit = score / Double(max(1, places.count))
      guard fit - handicap > bestAppeal else { continue }
      bestAppeal = fit - handicap
      (beatsPerBar, self.fit) = (metre, fit)
      beats = places.indices.filter { places[$0] % 2 == 0 }.map { evidence.times[$0] }
      downbeats = places.indices.filter { places[$0] == 0 }.map { evidence.times[$0] }
    }
  }

  /// The place of each half beat in its bar, `0..<2 × metre`.
  private static func decode(_ evidence: SlotEvidence, metre: Int) -> (places: [Int], score: Double) {
    let (n, size) = (evidence.count, 2 * metre)
    guard n > 0 else { return ([], 0) }
    var best = [Double](repeating: 0, count: size)
    var back = [UInt8](repeating: 0, count: size * n)
    for i in 0..<n {
      let tops = [0, 1].map { half in best.indices.filter { $0 % 2 == half }.max { best[$0] < best[$1] } ?? half }
      var next = best
      for place in 0..<size {
        let usual = (place + size - 1) % size
        var (value, from) = (best[usual], usual)
        for top in tops {
          let moved = best[top] - (top % 2 == usual % 2 ? beatCost : halfBeatCost)
          if moved > value { (value, from) = (moved, top) }
        }
        back[i * size + place] = UInt8(from)
        next[place] = value + evidence.weight(i, place, metre)
      }
      best = next
    }
    var place = best.indices.max { best[$0] < best[$1] } ?? 0
    let score = best[place]
    var places = [Int](repeating: 0, count: n)
    for i in stride(from: n - 1, through: 0, by: -1) {
      places[i] = place
      place = Int(back[i * size + place])
    }
    return (places, score)
  }
}

extension Bars {
  /// Where beats may lie between the strokes that the pulse follows, in beats: arpeggios and swung off-beats are easily
  /// taken for beats. The half is not among them, since half beats are decoded anyway.
  private static let offsets = [0, 0.25, 1.0 / 3, 0.38, 0.62, 2.0 / 3, 0.75]

  /// The bars of the best offset of a candidate's beats; none where the candidate has no four beats.
  init(_ candidate: Candidate, _ features: Features, _ onsets: Onsets, _ odds: Odds) {
    let metres = candidate.isCompound ? [(2, 0), (4, 0)] : [(4, 0), (3, 0.1)]
    let span = features.musicSpan ?? 0...features.duration
    let beats = continued(smoothed(candidate.frames, rate: onsets.rate), over: span)
    var best: Bars?
    for offset in Self.offsets {
      let times = Self.halves(beats, offset, within: 0...min(span.upperBound, features.duration))
      let evidence = SlotEvidence(Strips(times, features, onsets), odds)
      let bars = Bars(evidence, metres: metres)
      if bars.fit - (offset == 0 ? 0 : 0.1) > best?.fit ?? -.infinity { best = bars }
    }
    self = best ?? Bars(SlotEvidence(Strips([], features, onsets), odds), metres: metres)
  }

  /// Half beats from the first to the last of `beats`, all moved by `offset` beats, and the end of the last one.
  private static func halves(_ beats: [Double], _ offset: Double, within span: ClosedRange<Double>) -> [Double] {
    var times: [Double] = []
    for (beat, next) in zip(beats, beats.dropFirst()) {
      times += [beat + offset * (next - beat), beat + (offset + 0.5) * (next - beat)]
    }
    guard times.count > 1, let last = times.last else { return [] }
    let half = last - times[times.count - 2]
    let kept = (times + [last + half]).filter(span.contains)
    // Where the tempo jumps, the last half of one beat may lie behind the first of the next.
    var rising: [Double] = []
    for time in kept where time > (rising.last ?? -1) + 0.02 { rising.append(time) }
    return rising.last.map { rising + [$0 + half] } ?? []
  }
}
