import Planning
import Vocabulary

@testable import Inbox

extension Parser {
  static let concepts = [
    Parser(name: "concept") { bytes in
      // Prose, options and submit.json, with a zero byte between them.
      let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
      func part(_ index: Int) -> [UInt8]? { index < parts.count && !parts[index].isEmpty ? parts[index] : nil }
      guard let file = try? ConceptFile(prose: part(0), options: part(1), submit: part(2), rules: InboxRules()) else {
        return
      }
      precondition(!file.prose.isEmpty && !file.prose.unicodeScalars.contains("\0"))
      let sides = [file.options.width, file.options.height].compactMap(\.self)
      precondition(sides.allSatisfy { (64...4096).contains($0) && $0 % 2 == 0 })
    },
    // Any text makes a film: the built-in writer and the director refuse nobody, and end.
    Parser(name: "story") { bytes in
      let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      let brief = Brief(
        concept: String(parts[0].prefix(4000)), title: parts.count > 1 ? parts[1] : "", fidelity: .expand,
        music: song, seed: UInt64(bytes.count), lyrics: parts.count > 2 ? parts[2] : nil)
      guard let treatment = try? BuiltInWriter().treat(brief, isStopped: { false }) else {
        preconditionFailure("the built-in writer refused a concept")
      }
      precondition(!treatment.logline.value.isEmpty)
    },
  ]

  /// Ten seconds without a beat.
  static let song = MusicMap(
    duration: 10, tempo: nil, tempoConfidence: 0, beatsPerBar: nil, beats: [], downbeats: [], beatStrength: [],
    loudness: Loudness(meanLevel: -20, peak: -3), envelope: Envelope(rate: 1, level: [], onset: []),
    sections: [], cuePoints: [0, 10], cues: [], events: [], notes: [])
}
