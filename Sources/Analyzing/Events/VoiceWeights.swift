// What a voice changes in a song: weights of a logistic regression over 26 generated songs, twelve of them sung. The voices
// are synthetic, so real ones are heard worse than the measured 0.98 (area under the curve on songs left out).

/// A linear judge of blocks of sound, for the bands of ``Features/bandPlan`` and ``Features/sidePlan`` at 44.1 kHz.
enum VoiceWeights {
  static let level: [Float] = [
    0.17, -0.24, -0.21, 0.12, 0.04, -0.07, 0.44, 0.49, 0.17, 0.52, -0.21, 0.08,
    0.14, 0.41, 0.21, 0.37, 0.47, 0.44, 0.40, 0.26, 0.32, 0.36, 0.19, -0.08,
    -0.04, 0.10, 0.13, 0.01, -0.04, -0.11, -0.40, -0.28, 0.18, -0.30, 0.04, -0.14,
    -0.26, -0.16, 0.06, -0.11, -0.07, -0.21, -0.06, 0.27, 0.57, 0.37, -0.42,
  ]
  static let motion: [Float] = [
    0.06, -0.12, -0.06, -0.11, 0.04, 0.35, 0.39, 0.69, 0.08, 0.23, 0.11, -0.02,
    0.28, 0.65, 0.42, 0.52, 0.14, 0.41, 0.24, 0.36, 0.03, 0.03, 0.09, 0.01,
    -0.10, -0.00, 0.04, 0.04, 0.15, -0.56, -0.39, -0.54, -0.07, -0.19, -0.04, -0.01,
    0.07, 0.04, 0.15, 0.12, -0.21, -0.20, -0.26, -0.22, -0.22, -0.23, -0.43,
  ]
  static let width: [Float] = [
    -0.79, -0.10, 0.19, -0.16, 0.00, -0.05, -0.15, -0.32, 0.06, 0.20, -0.10,
  ]
  static let bias: Float = -3.37
}
