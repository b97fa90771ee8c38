import Glibc
import Media
import Vocabulary

extension Endpoint {
  private static let mostRedirects = 5

  /// Fetches a result into a file of `place`, following a few redirects, each under the rules of ``asset(_:)``.
  ///
  /// - Returns: its size in bytes.
  @discardableResult func download(
    _ first: HTTPRequest, to name: String, in place: Workplace, limits: HTTPLimits, stop: Stop
  ) throws(Failure) -> UInt64 {
    let file = open(place.path(name), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o660)
    guard file >= 0 else {
      throw Failure(
        errno == ENOSPC || errno == EDQUOT ? .full : .transient,
        "unable to write \(name): \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var request = first
    for _ in 0...Self.mostRedirects {
      request.out = file
      request.limits = limits
      let reply = try send(request, "fetch a result", stop: stop)
      guard (300..<400).contains(reply.status), let target = reply.headers["location"] else {
        guard reply.isSuccess else { throw Reading(reply, of: self).failure("fetch a result", isPaid: false) }
        guard reply.written > 0 else { throw Failure(.transient, "unable to fetch a result of \(host): it is empty") }
        return reply.written
      }
      request = try asset(Self.resolve(target, against: request.url))
    }
    throw Failure(.invalid, "unable to fetch a result of \(host): it is redirected again and again")
  }

  /// The absolute address of a `Location`.
  static func resolve(_ target: String, against url: String) -> String {
    if target.contains("://") { return target }
    guard let mark = url.firstRange(of: "://") else { return target }
    if target.hasPrefix("//") { return url[..<mark.lowerBound] + ":" + target }
    let authority = url[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let root = url[..<mark.upperBound] + authority
    return target.hasPrefix("/") ? root + target : root + "/" + target
  }

  /// Sends a request that costs nothing: whatever happens on the way, it may be sent again.
  func send(_ request: HTTPRequest, _ doing: String, stop: Stop) throws(Failure) -> HTTPReply {
    do throws(WireFault) { return try request.exchange(stop: stop) } catch {
      throw Failure(error, "\(doing) at \(host)", isPaid: false)
    }
  }
}

extension Failure {
  /// What became of a request without a reply. One that is paid for and may have been sent is `ambiguous`.
  init(_ fault: WireFault, _ doing: String, isPaid: Bool) {
    let text = "unable to \(doing): \(fault.text)"
    switch fault.kind {
    case .stopped: self.init(.stopped, "stopped")
    case .full: self.init(.full, text, remedy: "free some space on the spool's disk")
    case .tooLarge: self.init(.invalid, text)
    case .notSent: self.init(.transient, text)
    case .cutOff: self.init(isPaid ? .ambiguous : .transient, text)
    }
  }
}
