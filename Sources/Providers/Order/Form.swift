import FoundationEssentials

/// A `multipart/form-data` body (RFC 7578).
struct Form {
  private(set) var body: [UInt8] = []
  private let boundary = "reelspool-\(UUID().uuidString)"

  var contentType: String { "multipart/form-data; boundary=\(boundary)" }

  /// Names come from adapters, values may hold anything but the boundary, which nobody can guess.
  mutating func add(_ name: String, _ value: String) {
    head("Content-Disposition: form-data; name=\"\(name)\"")
    body += Array("\(value)\r\n".utf8)
  }

  mutating func add(_ name: String, _ picture: Picture) {
    head(
      "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(picture.fileName)\"\r\n"
        + "Content-Type: \(picture.kind.mediaType)")
    body += picture.bytes
    body += Array("\r\n".utf8)
  }

  /// The whole body.
  var whole: [UInt8] { body + Array("--\(boundary)--\r\n".utf8) }

  private mutating func head(_ lines: String) { body += Array("--\(boundary)\r\n\(lines)\r\n\r\n".utf8) }
}
