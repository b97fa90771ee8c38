// systemd, without its library: a datagram to the socket that NOTIFY_SOCKET names (sd_notify(3)). The watchdog is fed by
// the loop itself, so that what it proves is that decisions are being made.
import Glibc
import Spool
import Vocabulary

final class ServiceManager {
  private let address: [UInt8]
  /// Held from the start: a farm without a free descriptor must still be able to say that it lives.
  private let socket: Int32
  private let interval: Double?
  private var lastStatus = ""
  /// When the watchdog wants to hear from us at the latest; nil without one.
  private(set) var nextFeed: Instant?

  init() {
    address = getenv("NOTIFY_SOCKET").map { Array(String(cString: $0).utf8) } ?? []
    let microseconds = getenv("WATCHDOG_USEC").flatMap { Double(String(cString: $0)) }
    socket = address.isEmpty ? -1 : Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    interval = address.isEmpty ? nil : microseconds.map { $0 / 2_000_000 }
    nextFeed = interval.map { .now + $0 }
  }

  deinit { if socket >= 0 { close(socket) } }

  /// The clock was set; systemd's own does not follow it. What was written after it was set is too far ahead then, and the
  /// watchdog does not wait.
  func shift(by jump: Seconds, now: Instant) {
    if let interval, let due = nextFeed { nextFeed = min(due + jump, now + interval) }
  }

  func feed() {
    guard let interval, let due = nextFeed, due <= .now + interval / 2 else { return }
    notify("WATCHDOG=1")
    nextFeed = .now + interval
  }

  func status(_ text: String) {
    guard text != lastStatus else { return }
    lastStatus = text
    notify("STATUS=\(text)")
  }

  func notify(_ state: String) {
    guard !address.isEmpty else { return }
    var to = sockaddr_un()
    to.sun_family = sa_family_t(AF_UNIX)
    guard address.count < MemoryLayout.size(ofValue: to.sun_path) else { return }
    let isAbstract = address[0] == UInt8(ascii: "@")
    withUnsafeMutableBytes(of: &to.sun_path) { path in
      path.copyBytes(from: address)
      if isAbstract { path[0] = 0 }
    }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + address.count + (isAbstract ? 0 : 1))
    guard socket >= 0 else { return }
    let bytes = Array(state.utf8)
    _ = withUnsafePointer(to: &to) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
