// Where the music itself begins and ends in the file: silence before it has no beats, and a reverb tail is no bar.

extension Features {
  /// First and last second that is music; nil in silence. A beginning may be quieter (45 dB below the loud parts) than an
  /// end (32 dB below), because tails ring on where nobody plays any more.
  var musicSpan: ClosedRange<Double>? {
    let smooth = movingMean(power, radius: 2)
    let loud = percentile(smooth, 0.95)
    guard loud > 1e-9, let first = smooth.firstIndex(where: { $0 > loud * 3.2e-5 }),
      let last = smooth.lastIndex(where: { $0 > loud * 6.3e-4 }), first < last
    else { return nil }
    return Double(first) / rate...Double(last + 1) / rate
  }
}
