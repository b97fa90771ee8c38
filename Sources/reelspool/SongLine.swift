import Glibc
import Vocabulary

/// A song in two lines of text: how its energy goes, and its sections below.
struct SongLine {
  let map: MusicMap
  let width: Int
  /// Eight heights, lowest first; plain signs where the terminal knows no others.
  let heights: [String]

  init(_ map: MusicMap, width: Int, isUnicode: Bool = speaksUnicode()) {
    self.map = map
    self.width = max(1, width)
    heights = isUnicode ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [" ", ".", ".", ":", ":", "|", "|", "#"]
  }

  /// One sign for each `1 / width` of the song.
  var energy: String {
    let level = map.envelope.level
    guard !level.isEmpty else { return String(repeating: heights[0], count: width) }
    let means = (0..<width).map { column in
      let from = column * level.count / width
      let part = level[from..<max(from + 1, (column + 1) * level.count / width)]
      return part.reduce(0, +) / Double(part.count)
    }
    let most = max(means.max() ?? 0, 1e-6)
    return means.map { heights[min(7, Int($0 / most * 7.99))] }.joined()
  }

  /// "|intro|chorus          |outro": each section's name where it begins, cut to its length.
  var sections: String {
    var line = ""
    for section in map.sections {
      let end = map.duration > 0 ? Int(section.end / map.duration * Double(width)) : width
      let room = end - line.count
      guard room > 0 else { continue }
      line += String("|\(section.role.rawValue)".prefix(room)).padded(room)
    }
    return line.trimmed()
  }
}

/// Whether the locale's letters are UTF-8.
func speaksUnicode() -> Bool {
  func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } }
  let name = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG")
  let plain = name?.lowercased() ?? ""
  return plain.contains("utf-8") || plain.contains("utf8")
}
