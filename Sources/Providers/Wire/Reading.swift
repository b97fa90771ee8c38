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
    case .forbidden:
      return Failure(.invalid, message, remedy: "see whether the key is right, and may use this model")
    case .refused:
      return Failure(.refused, message, remedy: "change the prompt in the ticket, then move it back")
    case .wrong: return Failure(.invalid, message)
    case .broken: return Failure(isPaid ? .ambiguous : .transient, message)
    case .busy: return Failure(.transient, message)
    }
  }

  enum Meaning { case throttled, unfunded, forbidden, refused, wrong, broken, busy }

  var meaning: Meaning {
    if headers["x-should-retry"] == "true" { return .throttled }
    if isMoney && [400, 402, 403, 429].contains(status) || status == 402 { return .unfunded }
    if isModeration { return .refused }
    switch status {
    case 401, 403: return .forbidden
    case 429, 529: return .throttled
    case 503: return headers["retry-after"] != nil || text.contains("oading model") ? .throttled : .broken
    case 408, 409, 425, 500, 502, 504, 520...524: return .broken
    case 500...599: return .broken
    default: return .wrong
    }
  }

  private static let moneyWords = [
    "insufficient_quota", "quota_exceeded", "billing", "credit", "spend", "payment", "balance",
  ]
  private static let moderationWords = [
    "moderation", "content_policy", "content_filter", "content_violation", "safety", "nsfw", "flagged",
  ]

  private var isMoney: Bool { Self.moneyWords.contains { code.contains($0) || text.lowercased().contains($0) } }
  private var isModeration: Bool {
    [400, 403, 422].contains(status)
      && Self.moderationWords.contains { code.contains($0) || text.lowercased().contains($0) }
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

  /// The reason in a body: `{"error":{"message","code"|"type"}}`, `{"error":"…"}`, `{"detail":…}`, `{"message"}`, text.
  static func reason(in body: [UInt8]) -> (text: String, code: String) {
    guard case .object(let top)? = JSONValue(parsing: body) else {
      let text = String(decoding: body.prefix(2000), as: UTF8.self)
      // A page for people says nothing that belongs into a log.
      return (text.drop { $0.isWhitespace }.hasPrefix("<") ? "" : text, "")
    }
    let error = top["error"] ?? top["detail"] ?? top["errors"] ?? .object(top)
    let inner = error.object ?? [:]
    let text =
      inner["message"]?.text ?? error.text ?? top["message"]?.text ?? inner["msg"]?.text
      ?? top["details"]?.text ?? error.shortText
    let code = [inner["code"]?.text, inner["type"]?.text, top["error_type"]?.text, top["code"]?.text]
      .compactMap(\.self).joined(separator: " ")
    return (text, code)
  }

  private static func line(_ text: String) -> String {
    let plain = text.unicodeScalars.map {
      $0.properties.generalCategory == .control || $0.properties.generalCategory == .format ? " " : String($0)
    }
    return String(plain.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(300))
  }
}
