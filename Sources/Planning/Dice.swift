/// Choices that look free and are not: the same seed and question always give the same answer.
///
/// Every question has its own name, so that adding a question never changes the answers to the others.
struct Dice: Sendable {
  let seed: UInt64

  /// Dice for everything that depends on `words` as well as on `seed`.
  init(seed: UInt64, words: String = "") {
    self.seed = Self.mix(Self.hash(words) ^ Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15))
  }

  /// A number that depends on the question alone.
  func number(_ question: String, _ index: Int = 0) -> UInt64 {
    Self.mix(seed ^ Self.hash(question) ^ (UInt64(bitPattern: Int64(index)) &* 0xD1B5_4A32_D192_ED03))
  }

  /// 0 up to, but not including, 1.
  func fraction(_ question: String, _ index: Int = 0) -> Double {
    Double(number(question, index) >> 11) / 9_007_199_254_740_992
  }

  /// One of `choices`, which must not be empty.
  func pick<Choice>(_ question: String, _ choices: [Choice], _ index: Int = 0) -> Choice {
    choices[Int(number(question, index) % UInt64(choices.count))]
  }

  /// FNV-1a over the UTF-8 of `words`.
  static func hash(_ words: String) -> UInt64 {
    words.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The finaliser of SplitMix64: neighbours in, strangers out.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
