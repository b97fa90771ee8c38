import Testing
import Vocabulary

@testable import Providers

/// What servers were seen to say when they say no.
@Suite struct ReadingTests {
  private func read(
    _ status: Int, _ body: String = "", _ headers: [String: String] = [:], key: String? = nil, isPaid: Bool = false
  ) -> Failure {
    let reply = HTTPReply(status: status, headers: headers, body: Array(body.utf8), written: 0)
    let endpoint = Endpoint("https://example.org", key: key.map(Secret.init))!
    return Reading(reply, of: endpoint).failure("draw", isPaid: isPaid)
  }

  @Test(arguments: [
    (400, #"{"error":{"message":"bad size","type":"invalid_request_error"}}"#, FailureKind.invalid, "bad size"),
    (400, #"{"error":{"message":"no","code":"moderation_blocked"}}"#, .refused, "no"),
    (400, #"{"error":{"message":"Your request was rejected by the safety system"}}"#, .refused, "safety system"),
    (401, #"{"error":{"message":"Incorrect API key"}}"#, .unfunded, "Incorrect API key"),
    (402, #"{"title":"Insufficient credit","detail":"You have no credit"}"#, .unfunded, "You have no credit"),
    (403, #"{"detail":"no access to the model"}"#, .invalid, "no access"),
    (404, #"{"detail":"Not Found"}"#, .invalid, "Not Found"),
    (429, #"{"error":{"message":"slow down","type":"rate_limit"}}"#, .throttled, "slow down"),
    (429, #"{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}"#, .unfunded, "quota"),
    (429, #"{"error":{"message":"rate","type":"server_error"}}"#, .throttled, "rate"),
    (500, #"{"error":"RuntimeError","detail":"","body":"","errors":"CUDA out of memory"}"#, .transient, "CUDA"),
    (500, #"{"error":"server_error","message":"vae failed"}"#, .transient, "vae failed"),
    (503, #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#, .throttled, "Loading"),
    (529, "", .throttled, "HTTP 529"),
    (502, "<html><body>Bad Gateway</body></html>", .transient, "HTTP 502"),
    (
      422, #"{"detail":[{"loc":["body","seed"],"msg":"field required","type":"missing"}]}"#, .invalid,
      "body.seed: field"
    ),
    (422, #"{"detail":[{"loc":["body","prompt"],"msg":"x","type":"content_policy_violation"}]}"#, .refused, "x"),
    (400, #"{"error":"string"}"#, .invalid, "string"), (500, "plain words", .transient, "plain words"),
    (418, "", .invalid, "HTTP 418"), (301, "", .invalid, "HTTP 301"),
    (400, #"{"error":{"message":"white balance must be 1..2, credit card"}}"#, .invalid, "white balance"),
  ])
  func `says what kind of no it is, in the server's words`(
    status: Int, body: String, kind: FailureKind, words: String
  ) {
    let failure = read(status, body)
    #expect(failure.kind == kind)
    #expect(failure.message.contains(words))
  }

  @Test(arguments: [500, 502, 503, 504, 408, 520])
  func `what broke may have been charged`(status: Int) {
    #expect(read(status, isPaid: true).kind == .ambiguous)
    #expect(read(status).kind == .transient)
  }

  @Test(arguments: [400, 401, 402, 403, 404, 413, 422, 429, 529])
  func `what was turned away was not`(status: Int) { #expect(read(status, isPaid: true).kind != .ambiguous) }

  @Test func `a server that is elsewhere is said to be`() {
    let failure = read(301, "", ["location": "https://new.example.org/v1"])
    #expect(failure.kind == .invalid && failure.remedy?.contains("https://new.example.org/v1") == true)
  }

  @Test func `the server's own advice wins`() {
    #expect(read(500, "", ["x-should-retry": "true"], isPaid: true).kind == .throttled)
    #expect(read(429, "", ["x-should-retry": "false"]).kind == .invalid)
    #expect(read(503, "", ["retry-after": "3"], isPaid: true).kind == .throttled)
  }

  @Test(
    arguments: [
      (["retry-after": "7"], "", 7.0), (["retry-after-ms": "1500", "retry-after": "7"], "", 1.5),
      (["x-ratelimit-reset-requests": "6m0s"], "", 300), (["x-ratelimit-reset-tokens": "1m2s"], "", 62),
      (["x-ratelimit-reset-requests": "250ms"], "", 0.25), (["retry-after": "999999"], "", 300),
      (["retry-after": "-4"], "", 0),
      ([:], #"{"detail":"Request was throttled. Your rate limit resets in ~30s."}"#, 30),
      (["date": "Sun, 22 Nov 2026 20:26:30 GMT", "retry-after": "Sun, 22 Nov 2026 20:27:00 GMT"], "", 30),
      (["retry-after": "nonsense"], "", 10), ([:], "", 10),
    ] as [([String: String], String, Double)])
  func `how long to wait is where servers put it`(headers: [String: String], body: String, wait: Double) {
    #expect(read(429, body, headers).wait == wait)
  }

  @Test func `words are one short line without controls, and never the key`() {
    let body = "{\"error\":{\"message\":\"a\\u001b[31m\\u202e b\\n" + String(repeating: "x", count: 5000) + "\"}}"
    let text = read(400, body).message
    #expect(text.count < 400)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 0x202E })
    let told = read(401, #"{"error":{"message":"Incorrect API key provided: sk-secret-1"}}"#, key: "sk-secret-1")
    #expect(told.message.contains("(a key)") && !told.description.contains("sk-secret-1"))
  }
}
