// Sounds whose truth is known because they are made here.
import Analyzing
import Glibc
import Vocabulary

/// A mono sound under construction, 44.1 kHz.
struct Sound {
  static let rate = 44100.0
  var samples: [Float]
  private var seed: UInt64 = 42

  init(seconds: Double) {
    samples = [Float](repeating: 0, count: Int(seconds * Self.rate))
  }

  /// A number from -1 to 1; the same succession every time.
  mutating func random() -> Float {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int32(truncatingIfNeeded: seed >> 32)) / Float(Int32.max)
  }

  mutating func add(at time: Double, _ seconds: Double, _ wave: (Double) -> Double) {
    let first = Int(time * Self.rate)
    for i in 0..<Int(seconds * Self.rate) where first + i >= 0 && first + i < samples.count {
      samples[first + i] += Float(wave(Double(i) / Self.rate))
    }
  }

  mutating func noise(at time: Double, _ seconds: Double, _ loudness: (Double) -> Double) {
    for i in 0..<Int(seconds * Self.rate) {
      let value = random() * Float(loudness(Double(i) / Self.rate))
      let place = Int(time * Self.rate) + i
      if place >= 0 && place < samples.count { samples[place] += value }
    }
  }

  mutating func click(at time: Double) { add(at: time, 0.03) { 0.7 * exp(-$0 * 150) * sin(2 * .pi * 1500 * $0) } }

  mutating func kick(at time: Double) { stamp(Self.kickWave, at: time) }

  mutating func snare(at time: Double) {
    stamp(Self.snareWave, at: time)
    noise(at: time, 0.12) { 0.45 * exp(-$0 * 25) }
  }

  mutating func hat(at time: Double) {
    // A difference of neighbouring noise values is bright: what a high-pass leaves of a stroke.
    var last: Float = 0
    let first = Int(time * Self.rate)
    for i in 0..<1500 {
      let value = random()
      if first + i >= 0 && first + i < samples.count { samples[first + i] += (value - last) * Self.hatFade[i] }
      last = value
    }
  }

  /// All pitches (MIDI numbers) at once; rendered once for each chord, since tests are not optimised.
  mutating func chord(at time: Double, _ seconds: Double, _ pitches: [Double], loudness: Double) {
    let key = "\(seconds) \(pitches) \(loudness)"
    let wave = chords[key] ?? Self.chord(seconds, pitches, loudness)
    chords[key] = wave
    stamp(wave, at: time)
  }

  private var chords: [String: [Float]] = [:]

  private mutating func stamp(_ wave: [Float], at time: Double) {
    let first = Int(time * Self.rate)
    for i in max(0, -first)..<max(0, -first, min(wave.count, samples.count - first)) { samples[first + i] += wave[i] }
  }

  private static func wave(_ seconds: Double, _ shape: (Double) -> Double) -> [Float] {
    (0..<Int(seconds * rate)).map { Float(shape(Double($0) / rate)) }
  }

  private static let kickWave = wave(0.18) {
    0.8 * exp(-$0 * 22) * sin(2 * .pi * (55 * $0 + 2.2 * (1 - exp(-$0 * 45))))
  }
  private static let snareWave = wave(0.12) { 0.3 * exp(-$0 * 30) * sin(2 * .pi * 190 * $0) }
  private static let hatFade = (0..<1500).map { Float(0.18 * exp(-Double($0) / 500)) }

  private static func chord(_ seconds: Double, _ pitches: [Double], _ loudness: Double) -> [Float] {
    var sum = [Float](repeating: 0, count: Int(seconds * rate))
    for pitch in pitches {
      let turn = 2 * Double.pi * 440 * pow(2, (pitch - 69) / 12) / rate
      for i in sum.indices {
        let time = Double(i) / rate
        let shape = min(1, time * 60) * min(1, (seconds - time) * 60) * loudness / Double(pitches.count)
        sum[i] += Float(shape * (sin(turn * Double(i)) + 0.4 * sin(2 * turn * Double(i))))
      }
    }
    return sum
  }

  /// What the listener makes of it.
  ///
  /// - Parameter piece: values in each piece that is fed; odd sizes cut frames in half.
  func heard(pieces piece: Int = 16384) -> MusicMap {
    var stereo = [Int16](repeating: 0, count: 2 * samples.count)
    for i in samples.indices {
      let value = Int16(max(-1, min(1, samples[i])) * 32000)
      stereo[2 * i] = value
      stereo[2 * i + 1] = value
    }
    var listener = Listener(sampleRate: Self.rate)
    stereo.withUnsafeBufferPointer { all in
      for start in stride(from: 0, to: all.count, by: piece) {
        listener.feed(UnsafeBufferPointer(rebasing: all[start..<min(all.count, start + piece)]))
      }
    }
    return listener.finish()
  }
}

/// Share of `truth` that has an answer within `window` seconds.
func found(_ truth: [Double], in answer: [Double], within window: Double) -> Double {
  let hits = truth.filter { time in answer.contains { abs($0 - time) <= window } }
  return Double(hits.count) / Double(max(1, truth.count))
}
