import FoundationEssentials

/// Base64 as servers send it: bare, or behind `data:…;base64,`, with line ends or without.
enum Base64 {
  /// Nil where it is none.
  static func bytes(_ text: String) -> [UInt8]? {
    var bare = text[...]
    if bare.hasPrefix("data:"), let comma = bare.firstIndex(of: ",") { bare = bare[bare.index(after: comma)...] }
    guard let data = Data(base64Encoded: String(bare), options: .ignoreUnknownCharacters), !data.isEmpty else {
      return nil
    }
    return Array(data)
  }
}
