// The Swift network must say what the trainer says: its answers to made-up features are kept in NetworkAnswers.swift.
import Testing

@testable import Analyzing

struct NetworkTests {
  /// The same numbers as `made_up` in Training/export.py.
  private func madeUp(_ frames: Int) -> Features {
    var features = Features(sampleRate: 44100, hop: 441, mainSize: 2048, hitSize: 1024)
    var state = 1
    for frame in 0..<frames {
      for i in 0..<93 {
        state = (state * 1_103_515_245 + 12345) % 2_147_483_648
        let value = Float(state / 65536 % 1000) / 400
        if i < 47 { features.bands.values.append(value) } else { features.hits.values.append(value) }
      }
      if frame % 4 == 0 { for i in 0..<24 { features.chroma.values.append((frame / 4 + i) % 12 == 0 ? 1 : 0) } }
    }
    return features
  }

  @Test func `the network answers as its trainer does`() {
    let odds = Network.taught.listen(to: madeUp(NetworkAnswers.frames))
    #expect(odds.count == NetworkAnswers.frames)
    for (i, row) in NetworkAnswers.odds.enumerated() {
      for (output, expected) in row.enumerated() { #expect(abs(odds[40 * i, output] - expected) < 0.005) }
    }
  }

  @Test func `an odd last frame is answered too, and no frames give no answers`() {
    #expect(Network.taught.listen(to: madeUp(41)).count == 41)
    #expect(Network.taught.listen(to: madeUp(0)).count == 0)
  }

  @Test func `only the features it was taught with fit the network`() {
    #expect(madeUp(8).fitNetwork)
    #expect(!Features(sampleRate: 8000, hop: 80, mainSize: 2048, hitSize: 1024).fitNetwork)
  }

  @Test func `base 64 is read as RFC 4648 writes it`() {
    for (text, plain) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9vYmFy", "foobar")] {
      #expect(bytes(ofBase64: text) == Array(plain.utf8))
    }
  }

  @Test func `numbers of half precision are read exactly`() {
    let bytes: [UInt8] = [0x00, 0x3C, 0x00, 0xC0, 0xFF, 0x7B, 0x01, 0x00, 0x55, 0x35, 0x00, 0x00]
    #expect(halves(bytes) == [1, -2, 65504, 5.9604645e-8, 0.33325195, 0])
  }
}
