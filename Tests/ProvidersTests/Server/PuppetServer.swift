// A server that says what a test wants it to say, and remembers what it was asked: real HTTP/1.1 over a real socket of
// this machine, because what matters is what happens on the wire. One thread, one connection after the other, one
// request a connection.
import Foundation
import Glibc
import Media
import Synchronization

/// Answers requests on a port of 127.0.0.1 until it is let go.
final class PuppetServer: Sendable {
  /// "http://127.0.0.1:PORT"
  let base: String
  private let listener: Int32
  private let closing = Stop()
  private let record = Mutex<[Asked]>([])
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameter answer: what to say to each request, in the order in which they come; called on the server's thread.
  init(_ answer: @escaping @Sendable (Asked) -> Reply) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    base = "http://127.0.0.1:\(try Self.listen(on: listener))"
    let (listener, closing, ended) = (listener, closing, ended)
    let remember = { @Sendable [weak self] (asked: Asked) in self?.record.withLock { $0.append(asked) } }
    Thread.detachNewThread {
      while let connection = Self.next(listener, closing) {
        if let asked = Connection(connection, closing).read() {
          _ = remember(asked)
          Connection(connection, closing).send(answer(asked))
        }
        close(connection)
      }
      ended.signal()
    }
  }

  /// Says these in this order, the last one for ever.
  convenience init(_ replies: [Reply]) throws {
    let rest = Mutex(replies[...])
    try self.init { _ in
      rest.withLock { rest in rest.count > 1 ? rest.removeFirst() : rest.first ?? Reply(404) }
    }
  }

  deinit {
    closing.ask()
    ended.wait()
    close(listener)
  }

  /// Everything that was asked so far.
  var asked: [Asked] { record.withLock { $0 } }

  /// Those to one path, without what stands behind a question mark.
  func asked(_ method: String, _ path: String) -> [Asked] {
    asked.filter { $0.method == method && $0.path == path }
  }

  private static func listen(on descriptor: Int32) throws -> UInt16 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 128) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func next(_ listener: Int32, _ closing: Stop) -> Int32? {
    while true {
      var looks = [listener, closing.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&looks, 2, -1) >= 0 || errno == EINTR else { return nil }
      if looks[1].revents != 0 { return nil }
      guard looks[0].revents != 0 else { continue }
      let connection = accept(listener, nil, nil)
      if connection >= 0 { return connection }
    }
  }
}

/// A port of this machine where nobody listens.
func silentAddress() throws -> String {
  let server = try PuppetServer([])
  return server.base
}
