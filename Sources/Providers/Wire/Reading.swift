// What a reply that is no success means. Servers say the same thing in many ways; here is the one list of them
// (facts: OpenAI, Anthropic, LiteLLM, llama.cpp, FastAPI, A1111, sd-server, ComfyUI, Replicate, fal).
import Vocabulary

/// A reply, read for the reason it gives.
struct Reading {
  let status: Int
  let headers: [String: String]
  /// The server's own words: at most 300 characters of one line.
  let text: String
  /// The machine-readable reason, in lower case; empty where there is none.
  let code: String
  private let host: String

  init(_ reply: HTTPReply, of endpoint: Endpoint) {
    status = reply.status
    headers = reply.headers
    host = endpoint.host
    let found = Self.reason(in: reply.body)
    code = found.code.lowercased()
    // A server may repeat the key that it does not like.
    let words = endpoint.key.map { $0.value.count >= 4 ? found.text.replacing($0.value, with: "(a key)") : found.text }
    text = Self.line(words ?? found.text)
  }

  /// What becomes of it: the class, the server's words, what a person can do.
  ///
  /// - Parameter isPaid: whether the request may have been charged although it failed.
  func failure(_ doing: String, isPaid: Bool) -> Failure {
    let said = text.isEmpty ? "HTTP \(status)" : "HTTP \(status), \(text)"
    let message = "unable to \(doing): \(host) says \(said)"
    switch meaning {
    case .throttled: return Failure(.throttled, message, wait: wait ?? 10)
    case .unfunded:
      return Failure(.unfunded, message, remedy: "put money into the account at \(host)", wait: 600)
    case .locked:
      return Failure(.unfunded, message, remedy: "see whether the key in the configuration is right", wait: 600)
    case .forbidden:
      return Failure(.invalid, message, remedy: "see whether the account may use this model")
    case .refused:
      return Failure(.refused, message, remedy: "change the prompt in the ticket, then move it back")
    case .wrong: return Failure(.invalid, message, remedy: moved)
    case .broken: return Failure(isPaid ? .ambiguous : .transient, message)
    }
  }

  /// No request with a key follows a redirect: a person says where the server is.
  private var moved: String? {
    guard (300..<400).contains(status), let place = headers["location"] else { return nil }
    return "endpoint in the configuration should perhaps be that of \(Self.line(place))"
  }

  enum Meaning {
    case throttled, unfunded, locked, forbidden, refused, wrong
    /// It failed; whether it was charged is unknown.
    case broken
  }

  var meaning: Meaning {
    if status == 402 || isMoney { return .unfunded }
    if isModeration { return .refused }
    if let advice = headers["x-should-retry"], status >= 400 { return advice == "true" ? .throttled : final }
    switch status {
    case 429, 529: return .throttled
    case 503: return headers["retry-after"] != nil || text.lowercased().contains("loading") ? .throttled : .broken
    case 408, 409, 425, 500...599: return .broken
    default: return final
    }
  }

  /// The meaning where trying again would not help. What broke may be charged all the same.
  private var final: Meaning {
    switch status {
    case 401: .locked
    case 403: .forbidden
    case 500...599: .broken
    default: .wrong
    }
  }

  private static let moneyWords = [
    "insufficient_quota", "quota_exceeded", "billing", "credit", "spend", "payment", "balance", "insufficient_funds",
  ]
  private static let moderationCodes = [
    "moderation", "content_policy", "content_filter", "content_violation", "safety", "nsfw", "flagged",
  ]
  private static let moderationWords = [
    "content policy", "content_policy", "moderation", "safety system", "flagged as", "nsfw",
  ]

  /// A text may repeat the prompt, or name a knob called "balance": outside of 429 only the code counts.
  private var isMoney: Bool {
    guard [400, 403, 429].contains(status) else { return false }
    let words = status == 429 ? code + " " + text.lowercased() : code
    return Self.moneyWords.contains { words.contains($0) }
  }

  private var isModeration: Bool {
    guard [400, 403, 422].contains(status) else { return false }
    let words = text.lowercased()
    return Self.moderationCodes.contains { code.contains($0) } || Self.moderationWords.contains { words.contains($0) }
  }

  /// Seconds that the server asks us to wait: retry-after-ms, Retry-After, x-ratelimit-reset-*, "resets in ~30s".
  var wait: Seconds? {
    if let value = headers["retry-after-ms"].flatMap(Double.init) { return clamp(value / 1000) }
    if let value = headers["retry-after"] {
      if let seconds = Double(value) { return clamp(seconds) }
      if let date = HTTPDate.seconds(until: value, from: headers["date"]) { return clamp(date) }
    }
    for name in ["x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"] {
      if let value = headers[name].flatMap(Self.span) { return clamp(value) }
    }
    guard let mark = text.firstRange(of: "resets in ~") ?? text.firstRange(of: "try again in ") else { return nil }
    return Self.span(String(text[mark.upperBound...].prefix { !$0.isWhitespace })).map(clamp)
  }

  private func clamp(_ seconds: Double) -> Double { seconds.isFinite ? min(300, max(0, seconds)) : 300 }

  /// "1s", "6m0s", "250ms", "1h2m".
  static func span(_ text: String) -> Double? {
    var rest = text[...]
    var total = 0.0
    var isEmpty = true
    while let value = Double(rest.prefix { $0.isNumber || $0 == "." }) {
      rest = rest.drop { $0.isNumber || $0 == "." }
      let unit = rest.prefix { $0.isLetter }
      guard let factor = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "": 1][String(unit)] else { return nil }
      total += value * factor
      rest = rest.dropFirst(unit.count)
      isEmpty = false
    }
    return isEmpty ? nil : total
  }

  // MARK: Words

  /// The reason in a body: `{"error":{"message","code"|"type"}}`, `{"error":"…"}`, `{"detail":…}`, a list of such,
  /// `{"message"}`, text; empty for a page for people, which says nothing that belongs into a log.
  static func reason(in body: [UInt8]) -> (text: String, code: String) {
    guard case .object(let top)? = JSONValue(parsing: body) else {
      let text = String(decoding: body.prefix(2000), as: UTF8.self)
      return (text.drop { $0.isWhitespace }.hasPrefix("<") ? "" : text, "")
    }
    let said = ["error", "detail", "errors", "title"].compactMap { top[$0] }.filter { $0 != .null && $0 != "" }
    let words = (said + ["message", "details"].compactMap { top[$0] }).map(words).filter { !$0.isEmpty }
    var seen: Set<String> = []
    let code = (said + [.object(top)]).flatMap(codes).joined(separator: " ")
    let text = words.filter { seen.insert($0).inserted }.joined(separator: ": ")
    return (text.isEmpty && said.isEmpty ? JSONValue.object(top).shortText : text, code)
  }

  /// What one value says, in words.
  private static func words(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): return text
    case .array(let values): return values.prefix(3).map(words).joined(separator: "; ")
    case .object(let fields):
      let text = fields["message"]?.text ?? fields["msg"]?.text ?? value.shortText
      let place = (fields["loc"]?.array ?? []).map(\.shortText).joined(separator: ".")
      return [place, text, fields["details"]?.text ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    default: return ""
    }
  }

  private static func codes(_ value: JSONValue) -> [String] {
    if let values = value.array { return values.prefix(3).flatMap(codes) }
    return ["code", "type", "error_type"].compactMap { value[$0]?.text }
  }

  /// One line of at most 300 characters, without controls.
  static func line(_ text: String) -> String {
    let plain = text.unicodeScalars.map {
      $0.properties.generalCategory == .control || $0.properties.generalCategory == .format ? " " : String($0)
    }
    return String(plain.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(300))
  }
}
