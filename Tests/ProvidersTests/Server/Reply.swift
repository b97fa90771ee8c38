@testable import Providers

/// What the server says, and how it misbehaves.
struct Reply: Sendable {
  var status = 200
  var headers: [String: String] = [:]
  var body: [UInt8] = []
  var manner = Manner.whole

  enum Manner: Sendable, Equatable {
    case whole
    /// Says all of the head and so many bytes of the body, then closes.
    case cutOff(after: Int)
    /// Closes without a word.
    case closed
    /// Says nothing until the other side hangs up.
    case silent
    /// Says the head, then the body again and again until the other side hangs up.
    case endless
  }

  init(_ status: Int = 200, _ body: String = "", _ headers: [String: String] = [:], _ manner: Manner = .whole) {
    self.init(status, bytes: Array(body.utf8), headers, manner)
  }

  init(_ status: Int = 200, bytes: [UInt8], _ headers: [String: String] = [:], _ manner: Manner = .whole) {
    self.status = status
    self.headers = headers
    self.body = bytes
    self.manner = manner
  }

  init(_ status: Int = 200, json: JSONValue, _ headers: [String: String] = [:]) {
    self.init(status, bytes: json.bytes, headers.merging(["content-type": "application/json"]) { a, _ in a })
  }

  static let closed = Reply(200, "", [:], .closed)
  static let silent = Reply(200, "", [:], .silent)
}
