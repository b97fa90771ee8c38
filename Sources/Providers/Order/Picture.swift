import FoundationEssentials
import Media
import Vocabulary

/// A picture that goes to a server: a character's reference, a still.
struct Picture: Sendable {
  var bytes: [UInt8]
  var kind: ArrivedKind
  /// SHA-256 in hex.
  var digest: String

  private static let mostBytes = 48 << 20

  init(bytes: [UInt8], kind: ArrivedKind) {
    self.bytes = bytes
    self.kind = kind
    let sum = Sha256()
    sum.update(bytes)
    digest = sum.hex()
  }

  /// Reads a file of our own, or one that a person put in place.
  ///
  /// - Throws: `invalid` where it is no PNG, JPEG or WebP, or larger than any server takes.
  init(reading path: String, called name: String) throws(Failure) {
    guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= Self.mostBytes,
      let kind = ArrivedKind(Array(data.prefix(16))), kind.isPicture
    else {
      throw Failure(
        .invalid, "unable to send \(name): it is no PNG, JPEG or WebP picture of at most 48 MB",
        remedy: "replace the file, then move the ticket back")
    }
    self.init(bytes: Array(data), kind: kind)
  }

  var base64: String { Data(bytes).base64EncodedString() }
  var dataURI: String { "data:\(kind.mediaType);base64,\(base64)" }
  /// A name that says what is in it and nothing about whose it is.
  var fileName: String { "\(digest.prefix(16)).\(kind == .jpeg ? "jpg" : kind.rawValue)" }
}
