@testable import Media

extension Parser {
  static let clips = [
    // What is in a `moov` box.
    Parser(name: "clip-index") { bytes in
      guard let track = ClipTrack(Boxes(bytes[...])) else { return }
      precondition(track.timescale > 0 && track.parameterHash.utf8.count == 64)
      precondition(track.samples.allSatisfy { $0.offset >= 0 && $0.size >= 0 })
    }
  ]
}
