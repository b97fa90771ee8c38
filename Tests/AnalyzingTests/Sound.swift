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

  mutating func kick(at time: Double) {
    add(at: time, 0.18) { 0.8 * exp(-$0 * 22) * sin(2 * .pi * (55 * $0 + 2.2 * (1 - exp(-$0 * 45)))) }
  }

  mutating func snare(at time: Double) {
    add(at: time, 0.12) { 0.3 * exp(-$0 * 30) * sin(2 * .pi * 190 * $0) }
    noise(at: time, 0.15) { 0.45 * exp(-$0 * 25) }
  }

  mutating func hat(at time: Double) {
    // A difference of neighbouring noise values is bright: what a high-pass leaves of a stroke.
    var last: Float = 0
    for i in 0..<2000 {
      let value = random()
      let place = Int(time * Self.rate) + i
      if place >= 0 && place < samples.count {
        samples[place] += (value - last) * 0.18 * Float(exp(-Double(i) / 500))
      }
      last = value
    }
  }

  mutating func chord(at time: Double, _ seconds: Double, _ pitches: [Double], loudness: Double) {
    for pitch in pitches {
      let frequency = 440 * pow(2, (pitch - 69) / 12)
      add(at: time, seconds) { t in
        let shape = min(1, t * 60) * min(1, (seconds - t) * 60) * loudness
        return shape * (sin(2 * .pi * frequency * t) + 0.4 * sin(4 * .pi * frequency * t)) / Double(pitches.count)
      }
    }
  }

  /// What the listener makes of it.
  ///
  /// - Parameter piece: values in each piece that is fed; odd sizes cut frames in half.
  func heard(pieces piece: Int = 16384) -> MusicMap {
    var stereo: [Int16] = []
    for sample in samples {
      let value = Int16(max(-1, min(1, sample)) * 32000)
      stereo.append(value)
      stereo.append(value)
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
