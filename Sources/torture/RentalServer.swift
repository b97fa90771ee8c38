// The least of HTTP/1.1 (RFC 9112) that a client needs: one request a connection, a body with its length.
import Foundation
import Glibc

/// One request as it came.
struct Request {
  var method: String
  var path: String
  var host: String
  var body: Data

  /// A number that is the same for the same prompt, whoever asks and however often.
  var look: Int {
    let object = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any]
    let prompt = (object?["input"] as? [String: Any])?["prompt"] as? String ?? ""
    return prompt.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
  }
}

/// What goes back.
struct Reply {
  var status: Int
  var type = "application/json"
  var body: Data
  var wait: Int?
  var delay = 0.0
  /// The connection is closed after so many bytes of the body.
  var cutAfter: Int?

  /// Nothing at all: the connection is closed.
  static let none = Reply(status: 0, body: Data())

  static func json(_ status: Int, _ text: String, wait: Int? = nil) -> Reply {
    Reply(status: status, body: Data(text.utf8), wait: wait)
  }

  var bytes: Data {
    var head = "HTTP/1.1 \(status) x\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n"
    if let wait { head += "Retry-After: \(wait)\r\n" }
    return Data("\(head)\r\n".utf8) + body.prefix(cutAfter ?? body.count)
  }
}

/// Listens on a free port of this machine, and answers each connection on a thread of its own.
final class RentalServer: Sendable {
  let port: UInt16
  private let listener: Int32

  init(_ rental: Rental) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (socket, size) = (listener, length)
    let failed = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) != 0 || listen(socket, 64) != 0 || getsockname(socket, $0, &length) != 0
      }
    }
    guard !failed else { throw Trouble("unable to listen: \(String(cString: strerror(errno)))") }
    port = UInt16(bigEndian: address.sin_port)
    Thread { Self.serve(socket, rental) }.start()
  }

  private static func serve(_ listener: Int32, _ rental: Rental) {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 && errno == EINTR { continue }
      guard connection >= 0 else { return }
      _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
      Thread {
        if let request = read(connection) { write(rental.answer(request), to: connection) }
        close(connection)
      }.start()
    }
  }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// Nil where the client went away in the middle: it was killed.
  private static func read(_ connection: Int32) -> Request? {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let request = parse(data) { return request }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      data.append(contentsOf: buffer.prefix(count))
    }
  }

  private static func parse(_ data: Data) -> Request? {
    guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    func header(_ name: String) -> String {
      lines.first { $0.lowercased().hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) } ?? ""
    }
    let body = data[end.upperBound...]
    guard body.count >= Int(header("content-length")) ?? 0 else { return nil }
    let words = lines[0].split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    return Request(method: words[0], path: words[1], host: header("host"), body: Data(body))
  }

  private static func write(_ reply: Reply, to connection: Int32) {
    guard reply.status != 0 else { return }
    if reply.delay > 0 { Thread.sleep(forTimeInterval: reply.delay) }
    var rest = reply.bytes
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return }
      rest = Data(rest.dropFirst(sent))
    }
  }
}
