// SPDX-License-Identifier: Apache-2.0
//
// hear-features SONG.wav OUT.f32 …: writes the rows that the network sees, 117 floats a frame. Compiled together with the
// sources of `Analyzing` by front-end.sh, so that learning and listening share one front end.
import Foundation

func writeFeatures(of song: String, to out: String) throws {
  let features = try features(of: song)
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
