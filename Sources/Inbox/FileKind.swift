// What a file in a bundle is for, by its name alone: what needs decoding is looked at later, in analyzing/.

/// The parts that a bundle may have.
enum FileKind: Equatable {
  case song, conceptText, conceptOptions, submitOptions, reference, character, lyrics, uploading, junk, other

  static let songEndings: Set<String> = [
    "mp3", "m4a", "m4b", "aac", "alac", "flac", "ogg", "oga", "opus", "wav", "wave", "aif", "aiff", "aifc", "wma",
    "ac3",
    "mka", "mp4", "m4v", "mov", "mkv", "webm", "caf", "w64", "ape", "wv",
  ]
  private static let archiveEndings = [".zip", ".tar", ".tar.gz", ".tgz"]
  private static let uploadEndings = [".part", ".tmp", "~", ".crdownload", ".filepart", ".download"]
  private static let junkNames: Set<String> = [".ds_store", "thumbs.db", "desktop.ini", "__macosx"]

  /// Whether a folder of this name is what a Mac packs beside everything it packs.
  static func isLeaving(_ name: String) -> Bool { name.lowercased() == "__macosx" }

  /// The kind of a member; `folder` is the name of the folder it lies in below the bundle, "" at the top.
  static func of(_ name: String, in folder: String) -> FileKind {
    let lower = name.lowercased()
    let ending = Self.ending(of: lower)
    if junkNames.contains(lower) || lower.hasPrefix("._") || folder.lowercased().hasPrefix("__macosx") { return .junk }
    if isUploading(lower) { return .uploading }
    if folder.lowercased() == "references" { return ["png", "jpg", "jpeg"].contains(ending) ? .reference : .other }
    guard folder.isEmpty, lower.utf8.first != UInt8(ascii: ".") else { return .other }
    switch lower {
    case "concept.json": return .conceptOptions
    case "submit.json": return .submitOptions
    case "character.json": return .character
    default: break
    }
    if ending == "lrc" { return .lyrics }
    if ending == "txt" || ending == "md" { return .conceptText }
    return songEndings.contains(ending) ? .song : .other
  }

  /// Endings of what people put beside a song and nobody can sing.
  private static let strangers: Set<String> = [
    "txt", "md", "lrc", "pdf", "json", "png", "jpg", "jpeg", "gif", "webp", "heic", "bmp", "svg", "tif", "tiff", "psd",
    "html", "htm", "xml",
    "yaml", "yml", "toml", "ini", "csv", "log", "doc", "docx", "odt", "rtf", "pages", "xls", "xlsx", "ppt", "pptx",
    "zip", "tar", "gz", "tgz", "7z", "rar", "xz", "bz2", "zst", "url", "webloc", "lnk", "desktop", "exe", "dll", "sh",
    "py", "js", "srt", "vtt", "m3u", "m3u8", "pls", "cue", "als", "flp", "logicx", "ptx", "mid", "midi",
  ]

  /// Whether a file of this name is certainly no song.
  static func isKnownStranger(_ name: String) -> Bool { strangers.contains(ending(of: name.lowercased())) }

  static func isUploading(_ lower: String) -> Bool { uploadEndings.contains { lower.hasSuffix($0) } }

  static func isArchive(_ name: String) -> Bool {
    let lower = name.lowercased()
    return archiveEndings.contains { lower.hasSuffix($0) && lower.utf8.count > $0.utf8.count }
  }

  /// Names in the inbox that are nobody's bundle: hidden ones, uploads under way, our own answers.
  static func isIgnoredInInbox(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: ".") || isUploading(name.lowercased()) || name.hasSuffix(".duplicate.txt")
  }

  /// "flac" of "a.flac"; "" without one.
  static func ending(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return String(name[name.index(after: dot)...])
  }

  /// "a" of "a.flac", "b" of "b.tar.gz".
  static func stem(of name: String) -> String {
    let lower = name.lowercased()
    if let archive = archiveEndings.last(where: { lower.hasSuffix($0) && lower.utf8.count > $0.utf8.count }) {
      return String(name.dropLast(archive.count))
    }
    let ending = ending(of: name)
    return ending.isEmpty ? name : String(name.dropLast(ending.count + 1))
  }
}
