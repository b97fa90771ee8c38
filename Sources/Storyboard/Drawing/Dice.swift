/// Numbers that look random and never are: the same seed throws the same dice on every machine (SplitMix64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Dice for one purpose, independent of how often others were thrown.
  init(_ words: String, seed: UInt64) {
    // FNV-1a, folded into the seed.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed
    for byte in words.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = hash
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return mixedBits(state)
  }

  /// 0 up to, never, 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }
  /// -1 to 1.
  mutating func swing() -> Double { unit() * 2 - 1 }
  mutating func chance(_ p: Double) -> Bool { unit() < p }
  mutating func below(_ n: Int) -> Int { n < 1 ? 0 : Int(unit() * Double(n)) }
  mutating func side() -> Double { chance(0.5) ? 1 : -1 }
  mutating func pick<T>(_ all: [T]) -> T { all[below(all.count)] }
}

func mixedBits(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}

/// A number from 0 to 1 that belongs to `n` and `salt`: for particles, whose every frame asks anew.
func hashed(_ n: Int, _ salt: UInt64 = 0) -> Double {
  Double(mixedBits(UInt64(bitPattern: Int64(n)) &* 0x9e37_79b9_7f4a_7c15 &+ salt &* 0xd134_2543_de82_ef95) >> 11)
    * 0x1p-53
}
