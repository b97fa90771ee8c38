import Foundation

@testable import Providers

/// A request as it came.
struct Asked: Sendable {
  var method: String
  /// Path and query as they stood in the first line.
  var target: String
  /// Names in lower case.
  var headers: [String: String]
  var body: [UInt8]

  var path: String { String(target.prefix { $0 != "?" }) }
  var json: JSONValue { JSONValue(parsing: body) ?? .null }
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of one name behind the question mark.
  func query(_ name: String) -> String? {
    URLComponents(string: target)?.queryItems?.first { $0.name == name }?.value
  }

  /// One field of a form.
  struct Part: Sendable {
    var name: String
    var file: String?
    var type: String?
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// The fields of a `multipart/form-data` body; empty where it is none.
  var parts: [Part] {
    guard let type = headers["content-type"], let mark = type.range(of: "boundary=") else { return [] }
    let line = Data("--\(type[mark.upperBound...])".utf8)
    var parts: [Part] = []
    var rest = Data(body)
    guard let first = rest.range(of: line) else { return [] }
    rest = rest[first.upperBound...]
    while let next = rest.range(of: line) {
      if let part = Self.part(rest[rest.startIndex..<next.lowerBound]) { parts.append(part) }
      rest = rest[next.upperBound...]
    }
    return parts
  }

  private static func part(_ data: Data) -> Part? {
    guard let gap = data.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: data[data.startIndex..<gap.lowerBound], as: UTF8.self)
    func value(_ key: String) -> String? {
      guard let start = head.range(of: "\(key)=\"") else { return nil }
      return String(head[start.upperBound...].prefix { $0 != "\"" })
    }
    let type = head.range(of: "Content-Type: ").map { head[$0.upperBound...].prefix { !$0.isNewline } }
    return value("; name").map {
      Part(
        name: $0, file: value("filename"), type: type.map(String.init), body: Array(data[gap.upperBound...].dropLast(2))
      )
    }
  }
}
