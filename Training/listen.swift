// SPDX-License-Identifier: Apache-2.0
//
// hear-songs SONG.wav OUT.json …: writes what is heard as `reelspool analyze` prints it, for score.py. Compiled together
// with the sources of `Analyzing` by front-end.sh: a change is tried in a minute, without the packages of the command line.
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
for i in stride(from: 0, to: arguments.count - 1, by: 2) {
  let map = MusicMap(hearing: try features(of: arguments[i]))
  try JSONEncoder().encode(map).write(to: URL(fileURLWithPath: arguments[i + 1]))
}
