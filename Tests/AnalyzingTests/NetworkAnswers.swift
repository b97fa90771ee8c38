// Written by Training/export.py: what the trainer's own inference answers to the made-up features of NetworkTests.swift.

enum NetworkAnswers {
  static let frames = 240
  /// Log odds of every 40th frame.
  static let odds: [[Float]] = [
    [-2.6000, -4.2986, -4.4243, -4.9570, -3.3011, -4.3766],
    [-3.2964, -4.8258, -4.9007, -6.2821, -4.7699, -4.6611],
    [-1.6784, -3.9537, -5.3081, -2.5075, -2.4391, -4.0630],
    [-1.7375, -2.3649, -2.5587, -4.5306, -3.3377, -3.5277],
    [-4.5270, -8.1094, -6.0885, -5.0250, -4.6942, -5.6864],
    [-4.8386, -7.3048, -4.2749, -3.2325, -1.8057, -4.5321],
  ]
}
