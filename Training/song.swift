// SPDX-License-Identifier: Apache-2.0
//
// What both programs of front-end.sh begin with: a song as it is heard.
import Foundation

/// The samples of a WAVE file: what its chunk "data" holds.
func samples(of path: String) throws -> Data {
  let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
  var at = 12
  while at + 8 < data.count, String(decoding: data[at..<at + 4], as: UTF8.self) != "data" {
    let size = (0..<4).reduce(0) { $0 | Int(data[at + 4 + $1]) << (8 * $1) }
    at += 8 + size + (size & 1)
  }
  return Data(data[(at + 8)...])
}

/// What the front end hears in a song of 44.1 kHz, 16 bits.
func features(of song: String) throws -> Features {
  let ear = Ear(sampleRate: 44100)
  try samples(of: song).withUnsafeBytes { raw in
    let all = raw.bindMemory(to: Int16.self)
    for start in stride(from: 0, to: all.count, by: 65536) {
      ear.feed(UnsafeBufferPointer(rebasing: all[start..<min(all.count, start + 65536)]))
    }
  }
  return ear.finish()
}
