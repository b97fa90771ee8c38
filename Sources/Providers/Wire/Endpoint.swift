// Where a provider lives, and the one place that its key may go to.
import FoundationEssentials
import Vocabulary

/// The address of a provider and what proves who asks.
public struct Endpoint: Sendable, Equatable {
  /// "https://host:port/prefix", without a slash at its end.
  public let base: String
  let origin: String
  let host: String
  /// Header that carries the key, and the word before it: `Authorization: Bearer KEY`.
  public var header = "Authorization"
  public var scheme: String? = "Bearer"
  /// Nil where the server wants none.
  public var key: Secret?
  /// Further headers of every request.
  public var headers: [String: String] = [:]

  /// Nil where `base` is no http or https address, or carries a user, a query or a fragment.
  public init?(_ base: String, key: Secret? = nil) {
    var base = base
    while base.hasSuffix("/") { base.removeLast() }
    guard let origin = Self.origin(of: base), !base.contains("?"), !base.contains("#") else { return nil }
    self.base = base
    self.origin = origin.text
    host = origin.host
    self.key = key
  }

  /// Whether the server is this machine or one of its private networks, by what its address says.
  public var isPrivate: Bool {
    // Global IPv6 addresses begin with 2 or 3 (RFC 4291).
    if host.hasPrefix("[") { return !host.hasPrefix("[2") && !host.hasPrefix("[3") }
    if Self.homeNames.contains(where: { host == $0 || host.hasSuffix("." + $0) }) { return true }
    let parts = host.split(separator: ".").compactMap { UInt8($0) }
    guard parts.count == 4, host.allSatisfy({ $0.isNumber || $0 == "." }) else { return !host.contains(".") }
    return parts[0] == 127 || parts[0] == 10 || (parts[0] == 192 && parts[1] == 168)
      || (parts[0] == 172 && (16..<32).contains(parts[1])) || (parts[0] == 169 && parts[1] == 254)
  }

  /// Names that never leave a house (RFC 6761, 6762, 8375, and what routers make up).
  private static let homeNames = ["localhost", "local", "lan", "home.arpa", "internal"]

  /// A request to a path below the base, with the key.
  func request(_ method: String, _ path: String) -> HTTPRequest { authorised(method, base + path) }

  /// A request to an address that a reply named: with the key, and only where it is the configured origin.
  func follow(_ method: String, _ url: String) throws(Failure) -> HTTPRequest {
    guard Self.origin(of: url)?.text == origin else {
      throw Failure(
        .invalid, "unable to follow an address that \(host) gave: it leads to another server",
        remedy: "see whether endpoint in the configuration is the address that the server calls itself")
    }
    return authorised(method, url)
  }

  /// A request for a file that a reply named: anywhere, without the key; into private networks only where the provider
  /// itself is there.
  func asset(_ url: String) throws(Failure) -> HTTPRequest {
    guard let place = Self.origin(of: url) else {
      throw Failure(.invalid, "unable to fetch a result of \(host): its address is no http or https address")
    }
    return HTTPRequest("GET", url, mayBePrivate: isPrivate || place.text == origin)
  }

  private func authorised(_ method: String, _ url: String) -> HTTPRequest {
    var request = HTTPRequest(method, url, mayBePrivate: true)
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) { request.headers.append((name, value)) }
    if let key { request.headers.append((header, scheme.map { "\($0) \(key.value)" } ?? key.value)) }
    return request
  }

  /// Scheme, host and port, with the default port written out; nil for what is no plain http or https address.
  static func origin(of url: String) -> (text: String, host: String)? {
    guard let mark = url.firstRange(of: "://"), url.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 92 }) else {
      return nil
    }
    let scheme = url[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let authority = url[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.isEmpty, !authority.contains("@") else { return nil }
    let isLiteral = authority.hasPrefix("[")
    let hostEnd =
      isLiteral ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : authority.firstIndex(of: ":")
    let host = String(authority[..<(hostEnd ?? authority.endIndex)]).lowercased()
    let rest = authority[(hostEnd ?? authority.endIndex)...]
    guard !host.isEmpty, rest.isEmpty || (rest.hasPrefix(":") && UInt16(rest.dropFirst()) != nil) else { return nil }
    let port = rest.isEmpty ? (scheme == "https" ? ":443" : ":80") : String(rest)
    return ("\(scheme)://\(host)\(port)", host)
  }
}

/// A key. Its text shows itself to nobody: not to a log, not to an error, not to a dump.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  let value: String
  public init(_ value: String) { self.value = value }

  /// "name:word" as HTTP's Basic scheme sends it.
  var basic: Secret { Secret(Data(value.utf8).base64EncodedString()) }

  public var description: String { "(a key)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
