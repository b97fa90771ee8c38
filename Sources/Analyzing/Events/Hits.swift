// Kick, snare and hi-hat strokes: peaks of the onset strength in the range where each of them speaks.
import Glibc
import Vocabulary

/// Strokes of one instrument: local peaks of `curve` above `floor`, at least `gap` frames apart.
func peaks(of curve: [Float], above floor: Float, gap: Int) -> [Int] {
  var found: [Int] = []
  for i in curve.indices where curve[i] > floor {
    let near = curve[max(0, i - gap)..<min(curve.count, i + gap + 1)]
    guard curve[i] >= near.max() ?? 0 else { continue }
    if let last = found.last, i - last < gap { continue }
    found.append(i)
  }
  return found
}

/// All drum strokes in order of time.
func drumEvents(_ onsets: Onsets) -> [MusicEvent] {
  let kinds: [(MusicEventKind, Int, Float)] = [(.kick, 0, 3), (.snare, 3, 4), (.hihat, 5, 2)]
  var events: [MusicEvent] = []
  for (kind, range, floor) in kinds {
    for frame in peaks(of: onsets.ranges[range], above: floor, gap: 6) {
      let strength = Double(min(1, onsets.ranges[range][frame] / 12))
      events.append(MusicEvent(time: Double(frame) / onsets.rate, kind: kind, strength: strength))
    }
  }
  return events
}
