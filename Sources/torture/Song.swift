// The song and the concept of every job: the least that passes as one, so that a whole job takes about a second.
import Foundation

/// A bundle that the farm makes a film of. All bundles ask for the same seed and hold the same bytes, so all films have
/// the same frames; the names differ, so no two are duplicates.
struct Bundle: Sendable {
  let song: Data
  let concept = Data("A fox runs through a red forest at night, and the rain stops.\n".utf8)
  let options = Data("{\"seed\": 7}\n".utf8)

  init() { song = Self.wave(seconds: 5.2) }

  /// Makes the bundle in `folder` under `name`, whole.
  func write(to folder: String, as name: String) throws {
    let place = "\(folder)/\(name)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    try song.write(to: URL(filePath: "\(place)/song.wav"))
    try concept.write(to: URL(filePath: "\(place)/concept.txt"))
    try options.write(to: URL(filePath: "\(place)/concept.json"))
  }

  /// A kick each half second under a tone that grows louder: 22.05 kHz, one channel, 16 bits.
  private static func wave(seconds: Double) -> Data {
    let rate = 22050
    var samples: [Int16] = []
    for index in 0..<Int(Double(rate) * seconds) {
      let t = Double(index) / Double(rate)
      let kick = 0.6 * exp(-30 * t.truncatingRemainder(dividingBy: 0.5)) * sin(2 * .pi * 90 * t)
      let tone = (t > seconds / 2 ? 0.25 : 0.06) * sin(2 * .pi * 220 * t)
      samples.append(Int16((kick + tone) * 32000))
    }
    let body = samples.withUnsafeBytes { Data($0) }
    return header(bytes: body.count, rate: rate) + body
  }

  /// The 44 bytes of a RIFF WAVE file with one `fmt ` and one `data` chunk.
  private static func header(bytes: Int, rate: Int) -> Data {
    func four(_ value: Int) -> Data { withUnsafeBytes(of: UInt32(value).littleEndian) { Data($0) } }
    func two(_ value: Int) -> Data { withUnsafeBytes(of: UInt16(value).littleEndian) { Data($0) } }
    return Data("RIFF".utf8) + four(36 + bytes) + Data("WAVEfmt ".utf8) + four(16) + two(1) + two(1) + four(rate)
      + four(rate * 2) + two(2) + two(16) + Data("data".utf8) + four(bytes)
  }
}
