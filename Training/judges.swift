// SPDX-License-Identifier: Apache-2.0
//
// hear-judges SONG.wav OUT.json …: writes what the judges of tempo and drums see before their words are weighed, for
// weights.py. Compiled together with the sources of `Analyzing` by front-end.sh.
import Foundation

/// Each candidate of the tempo with its signs and the beats that it leads to.
func candidates(_ features: Features, _ odds: Odds) -> [[String: Any]] {
  let onsets = Onsets(features)
  return Pulse.candidates(onsets, odds).map { candidate in
    let bars = Bars(candidate, features, onsets, odds)
    return [
      "period": candidate.guess.period / onsets.rate, "signs": candidate.signs + candidate.barSigns(bars, odds),
      "worth": candidate.worth(bars, odds), "beats": bars.beats, "downbeats": bars.downbeats,
    ]
  }
}

/// Each stroke that may be one: its time, then the older judge and the network on kick, snare and hi-hat.
func strokes(_ features: Features, _ odds: Odds) -> [[Double]] {
  let strokes = Strokes(features, odds)
  let rows = strokes.standardised(strokes.frames.map(strokes.describe))
  return zip(strokes.frames, rows).map { frame, row in
    let judged = [StrokeWeights.kick, .snare, .hihat].map { Double(Strokes.odds(row, $0)) }
    let near = Int((Double(frame) / 2).rounded())
    let believed = [odds.kick, odds.snare, odds.hihat].map { Double($0[around: near, 2]) }
    return [Double(frame) / strokes.rate - Strokes.delay] + judged + believed
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
for i in stride(from: 0, to: arguments.count - 1, by: 2) {
  let heard = try features(of: arguments[i])
  let odds = Odds(heard)
  let answer: [String: Any] = ["candidates": candidates(heard, odds), "strokes": strokes(heard, odds)]
  try JSONSerialization.data(withJSONObject: answer).write(to: URL(fileURLWithPath: arguments[i + 1]))
}
