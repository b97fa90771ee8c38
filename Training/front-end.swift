// SPDX-License-Identifier: Apache-2.0
//
// hear-features SONG.wav OUT.f32 …: writes the rows that the network sees, 117 floats a frame. Compiled together with the
// sources of `Analyzing` by front-end.sh, so that learning and listening share one front end.
import Foundation

func samples(of path: String) throws -> Data {
  let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
  var at = 12
  while at + 8 < data.count, String(decoding: data[at..<at + 4], as: UTF8.self) != "data" {
    let size = (0..<4).reduce(0) { $0 | Int(data[at + 4 + $1]) << (8 * $1) }
    at += 8 + size + (size & 1)
  }
  return Data(data[(at + 8)...])
}

func writeFeatures(of song: String, to out: String) throws {
  let ear = Ear(sampleRate: 44100)
  try samples(of: song).withUnsafeBytes { raw in
    let all = raw.bindMemory(to: Int16.self)
    for start in stride(from: 0, to: all.count, by: 65536) {
      ear.feed(UnsafeBufferPointer(rebasing: all[start..<min(all.count, start + 65536)]))
    }
  }
  let features = ear.finish()
  let width = Features.inputWidth
  var rows = [Float](repeating: 0, count: features.bands.count * width)
  rows.withUnsafeMutableBufferPointer { rows in
    for k in 0..<features.bands.count { features.networkInput(k, into: rows.baseAddress! + k * width) }
  }
  try rows.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: out)) }
}

let arguments = Array(CommandLine.arguments.dropFirst())
for i in stride(from: 0, to: arguments.count - 1, by: 2) {
  try writeFeatures(of: arguments[i], to: arguments[i + 1])
}
