import Media
import Vocabulary

/// What a file is, by its first bytes: neither its name nor what a server called it counts.
enum ArrivedKind: String, Sendable {
  case png, jpeg, webp, mp4, matroska

  /// Nil for anything else: a page of HTML, a playlist, an error in JSON.
  init?(_ head: [UInt8]) {
    func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: bytes) }
    if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if has([0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if has(Array("RIFF".utf8)), has(Array("WEBP".utf8), at: 8) {
      self = .webp
    } else if has(Array("ftyp".utf8), at: 4) {
      self = .mp4
    } else if has([0x1A, 0x45, 0xDF, 0xA3]) {
      self = .matroska
    } else {
      return nil
    }
  }

  var isPicture: Bool { self == .png || self == .jpeg || self == .webp }
  var mediaType: String { isPicture ? "image/\(rawValue)" : "video/\(self == .mp4 ? "mp4" : "webm")" }

  /// ffmpeg's only way to open it.
  var demuxer: String {
    switch self {
    case .png: "png_pipe"
    case .jpeg: "jpeg_pipe"
    case .webp: "webp_pipe"
    case .mp4: "mov"
    case .matroska: "matroska"
    }
  }
}

extension Workplace {
  func kind(_ name: String) -> ArrivedKind? { (try? bytes(name, at: 0, count: 16)).flatMap(ArrivedKind.init) }
}
