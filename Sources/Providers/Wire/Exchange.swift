// One request, one reply. What went wrong is told apart by whether the request can have been sent: that alone decides
// whether a paid one may be sent again.
import CCurl
import Glibc
import Media

/// A request over HTTP.
struct HTTPRequest: Sendable {
  var method = "GET"
  var url: String
  /// Name and value; values never stand in an error or a log.
  var headers: [(name: String, value: String)] = []
  var body: [UInt8]?
  /// Open file for the body of a successful reply; nil to keep it in memory.
  var out: Int32?
  var limits = HTTPLimits()
  /// Whether addresses of this machine and its private networks may be connected to.
  var mayBePrivate: Bool

  init(_ method: String = "GET", _ url: String, mayBePrivate: Bool) {
    self.method = method
    self.url = url
    self.mayBePrivate = mayBePrivate
  }
}

/// How long, and how much, at the most.
struct HTTPLimits: Sendable {
  var connect: Double = 10
  /// Seconds without a byte.
  var idle: Double = 60
  var total: Double = 600
  var memory: UInt64 = 64 << 20
  var file: UInt64 = 512 << 20

  /// For results: a clip of some seconds is far smaller, and takes far less time.
  static let result = HTTPLimits(idle: 60, total: 900)
  /// For questions that are answered at once; a busy server may think for seconds.
  static let question = HTTPLimits(connect: 5, idle: 30, total: 60, memory: 16 << 20)
  /// For work that is answered when it is done: nothing is heard until then.
  static func work(_ seconds: Double) -> HTTPLimits {
    HTTPLimits(idle: seconds, total: seconds + 60, memory: 96 << 20)
  }
}

/// A whole reply, of any status.
struct HTTPReply: Sendable {
  var status: Int
  /// Names in lower case; of a repeated one the last value.
  var headers: [String: String]
  var body: [UInt8]
  /// Bytes that went to the file.
  var written: UInt64

  var isSuccess: Bool { (200..<300).contains(status) }
}

/// Why there is no whole reply.
struct WireFault: Error, Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// Nothing was sent: no such host, refused, no secure connection.
    case notSent
    /// It was sent, or part of it; what the other side did is unknown.
    case cutOff
    case tooLarge
    case full
    case stopped
  }
  var kind: Kind
  var text: String
}

extension HTTPRequest {
  /// Sends the request; blocks until the reply is whole, or `stop` is asked for.
  func exchange(stop: Stop? = nil) throws(WireFault) -> HTTPReply {
    var reply = rs_http_reply()
    defer { rs_http_free(&reply) }
    send(stop, &reply)
    let text = withUnsafeBytes(of: reply.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    switch reply.end {
    case RS_HTTP_OK: return HTTPReply(reply)
    case RS_HTTP_NOT_SENT: throw WireFault(kind: .notSent, text: text)
    case RS_HTTP_TOO_LARGE: throw WireFault(kind: .tooLarge, text: "the reply is larger than allowed")
    case RS_HTTP_STOPPED: throw WireFault(kind: .stopped, text: "stopped")
    default: throw WireFault(kind: text == "No space left on device" ? .full : .cutOff, text: text)
    }
  }

  private func send(_ stop: Stop?, _ reply: inout rs_http_reply) {
    // A line end in a header would begin another header.
    let lines = headers.map { "\($0.name): \($0.value.filter { $0 != "\r" && $0 != "\n" && $0 != "\r\n" })" }
    let copies = lines.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { $0.map { UnsafePointer($0) } }
    method.withCString { method in
      url.withCString { url in
        pointers.withUnsafeBufferPointer { headers in
          withBody { bytes in
            var request = rs_http_request(
              method: method, url: url, headers: headers.baseAddress, header_count: headers.count,
              body: bytes?.baseAddress, body_length: bytes?.count ?? 0, out: out ?? -1, most_memory: limits.memory,
              most_out: limits.file, connect_ms: milliseconds(limits.connect), idle_ms: milliseconds(limits.idle),
              total_ms: milliseconds(limits.total), stop: stop?.descriptor ?? -1, allow_private: mayBePrivate ? 1 : 0)
            rs_http(&request, &reply)
          }
        }
      }
    }
  }

  /// An empty body is a body: its pointer is never nil.
  private func withBody(_ use: (UnsafeRawBufferPointer?) -> Void) {
    guard let body else { return use(nil) }
    (body.isEmpty ? [0] : body).withUnsafeBytes { use(UnsafeRawBufferPointer(rebasing: $0.prefix(body.count))) }
  }

  private func milliseconds(_ seconds: Double) -> Int { max(1, Int(seconds * 1000)) }
}

extension HTTPReply {
  fileprivate init(_ raw: rs_http_reply) {
    status = raw.status
    body = Array(UnsafeRawBufferPointer(start: raw.body, count: raw.body_length))
    written = raw.out_length
    let text = String(decoding: UnsafeRawBufferPointer(start: raw.headers, count: raw.headers_length), as: UTF8.self)
    headers = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      headers[line[..<colon].lowercased()] = String(value)
    }
  }
}
