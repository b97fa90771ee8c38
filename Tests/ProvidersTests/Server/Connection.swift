import Foundation
import Glibc
import Media

/// One connection to the test's server: one request, one reply.
struct Connection {
  private let descriptor: Int32
  private let closing: Stop

  init(_ descriptor: Int32, _ closing: Stop) {
    self.descriptor = descriptor
    self.closing = closing
  }

  /// The whole request; nil where the other side hung up before it was whole.
  func read() -> Asked? {
    var bytes = Data()
    while true {
      if let gap = bytes.range(of: Data("\r\n\r\n".utf8)) {
        var asked = Self.head(String(decoding: bytes[..<gap.lowerBound], as: UTF8.self))
        let length = asked.headers["content-length"].flatMap { Int($0) } ?? 0
        while bytes.count < gap.upperBound + length { guard more(&bytes) else { return nil } }
        asked.body = Array(bytes[gap.upperBound..<(gap.upperBound + length)])
        return asked
      }
      guard more(&bytes) else { return nil }
    }
  }

  func send(_ reply: Reply) {
    switch reply.manner {
    case .closed: return
    case .silent: return waitForHangUp()
    default: break
    }
    var head = "HTTP/1.1 \(reply.status) X\r\nConnection: close\r\n"
    if reply.manner != .endless { head += "Content-Length: \(reply.body.count)\r\n" }
    for (name, value) in reply.headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
    guard write(Array((head + "\r\n").utf8)) else { return }
    switch reply.manner {
    case .cutOff(let count): _ = write(Array(reply.body.prefix(count)))
    case .endless: while write(reply.body) {}
    default: _ = write(reply.body)
    }
  }

  private static func head(_ text: String) -> Asked {
    let lines = text.components(separatedBy: "\r\n")
    let words = (lines.first ?? "").split(separator: " ")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return Asked(
      method: words.first.map(String.init) ?? "", target: words.count > 1 ? String(words[1]) : "", headers: headers,
      body: [])
  }

  private func more(_ bytes: inout Data) -> Bool {
    guard wait(for: Int16(POLLIN)) else { return false }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let got = recv(descriptor, &buffer, buffer.count, 0)
    if got > 0 { bytes.append(contentsOf: buffer[..<got]) }
    return got > 0
  }

  private func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard wait(for: Int16(POLLOUT)) else { return false }
      let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
      if sent < 0, errno != EINTR, errno != EAGAIN { return false }
      rest = rest.dropFirst(max(0, sent))
    }
    return true
  }

  private func waitForHangUp() {
    var bytes = Data()
    while more(&bytes) {}
  }

  /// False where the test is over.
  private func wait(for events: Int16) -> Bool {
    while true {
      var looks = [
        pollfd(fd: descriptor, events: events, revents: 0),
        pollfd(fd: closing.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&looks, 2, -1) >= 0 || errno == EINTR else { return false }
      if looks[1].revents != 0 { return false }
      if looks[0].revents != 0 { return true }
    }
  }
}
