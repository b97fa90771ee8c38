import Generating
import Vocabulary

/// One chat completion whose answer is a JSON object (https://platform.openai.com/docs/api-reference/chat).
struct ChatQuestion: Question {
  var account: Account
  var memory: ChatMemory
  /// Rules, ours alone.
  var system: String
  /// The task with its material.
  var user: String
  var name: String
  var schema: Schema
  var temperature: Double
  /// Tokens of the answer at the most.
  var mostTokens: Int

  var bytes: [UInt8] { JSONValue.object(body(ChatForm())).bytes }

  /// Bytes of text per token, at least: no tokenizer that we know makes more of plain text.
  private static let bytesPerToken = 3

  var expected: Usage {
    var usage = Usage()
    usage.tokensIn = bytes.count / Self.bytesPerToken + 16
    usage.tokensOut = mostTokens
    return usage
  }

  func request() -> HTTPRequest { request(memory.known) }

  private func request(_ form: ChatForm) -> HTTPRequest {
    var request = account.endpoint.request("POST", "/chat/completions")
    request.headers.append(("Content-Type", "application/json"))
    request.headers.append(("Accept", "application/json"))
    request.body = JSONValue.object(body(form)).bytes
    return request
  }

  private func body(_ form: ChatForm) -> [String: JSONValue] {
    var body: [String: JSONValue] = [
      "model": .string(account.model),
      "messages": [
        ["role": "system", "content": .string(system)], ["role": "user", "content": .string(user)],
      ],
    ]
    body[form.hasNewLimit ? "max_completion_tokens" : "max_tokens"] = .integer(Int64(mostTokens))
    if form.hasTemperature { body["temperature"] = .number(temperature) }
    switch form.rung {
    case .schema:
      body["response_format"] = [
        "type": "json_schema", "json_schema": ["name": .string(name), "strict": true, "schema": schema.json],
      ]
    case .objectWithSchema: body["response_format"] = ["type": "json_object", "schema": schema.json]
    case .object: body["response_format"] = ["type": "json_object"]
    case .plain: break
    }
    return body
  }

  func isDeclined(_ reply: HTTPReply, to request: HTTPRequest) -> Bool {
    // Who asks, how often and for which model is no matter of form.
    guard reply.status >= 400, ![401, 402, 403, 404, 429].contains(reply.status) else { return false }
    let complaint = String(decoding: reply.body.prefix(65536), as: UTF8.self).lowercased()
    let known = memory.known
    // Another worker has learned something since this request was sent.
    guard self.request(known).body == request.body else { return true }
    return memory.learn(from: complaint, about: known)
  }

  func read(_ reply: KeptReply) -> (answer: Swift.Result<ChatAnswer, Failure>, bill: Bill) {
    guard let body = JSONValue(parsing: reply.body.utf8), let choice = body["choices"]?[0] else {
      return (.failure(noCompletion(reply)), Bill(reported: reply.cost))
    }
    let bill = Bill(reported: reply.cost, usage: usage(in: body))
    do throws(Failure) { return (.success(try ChatAnswer(choice, of: account.name)), bill) } catch {
      return (.failure(error), bill)
    }
  }

  private func usage(in body: JSONValue) -> Usage? {
    guard let counts = body["usage"], let tokensIn = counts["prompt_tokens"]?.int,
      let tokensOut = counts["completion_tokens"]?.int, tokensIn >= 0, tokensOut >= 0
    else { return nil }
    var usage = Usage()
    usage.tokensIn = tokensIn
    usage.tokensOut = tokensOut
    return usage
  }

  /// Some gateways wrap an error into status 200.
  private func noCompletion(_ reply: KeptReply) -> Failure {
    let body = JSONValue(parsing: reply.body.utf8)
    if let error = body?["error"] {
      let status = error["code"]?.int.flatMap { (400..<600).contains($0) ? $0 : nil } ?? 500
      let wrapped = HTTPReply(status: status, headers: [:], body: Array(reply.body.utf8), written: 0)
      return Reading(wrapped, of: account.endpoint).failure("ask \(account.name)", isPaid: false)
    }
    return Failure(
      .invalid, "unable to ask \(account.name): it answers 200, but with no chat completion",
      remedy: "see whether endpoint in the configuration ends where its /chat/completions begins, often in /v1")
  }
}

/// What a model said.
struct ChatAnswer: Sendable, Equatable {
  /// Its words without thinking aloud.
  var text: String
  /// It had more to say than it was allowed to.
  var isCutOff: Bool

  init(_ choice: JSONValue, of name: String) throws(Failure) {
    let message = choice["message"]
    let end = choice["finish_reason"]?.text ?? ""
    let refusal = message?["refusal"]?.text ?? ""
    guard refusal.isEmpty, end != "content_filter" else {
      let words = Prompt.neutral(String(refusal.prefix(300)))
      throw Failure(
        .refused, "unable to write with \(name): the model declines\(words.isEmpty ? "" : ", \(words)")",
        remedy: "change the concept and drop it again, or choose another writer")
    }
    isCutOff = end == "length"
    text = Self.withoutThoughts(message?["content"]?.text ?? Self.parts(message?["content"]))
  }

  /// Content in parts: the text of all of them.
  private static func parts(_ content: JSONValue?) -> String {
    (content?.array ?? []).compactMap { $0["text"]?.text }.joined()
  }

  /// Some servers leave a model's thoughts in its answer; one that was cut off while thinking has said nothing.
  static func withoutThoughts(_ text: String) -> String {
    var rest = text[...]
    for tag in ["think", "thinking", "reasoning"] {
      while let start = rest.firstRange(of: "<\(tag)>") {
        let end = rest[start.upperBound...].firstRange(of: "</\(tag)>")
        rest = (rest[..<start.lowerBound] + (end.map { rest[$0.upperBound...] } ?? ""))[...]
      }
      // The template had opened it already.
      if let end = rest.firstRange(of: "</\(tag)>") { rest = rest[end.upperBound...] }
    }
    return String(rest)
  }

  /// The first JSON object in the words, whatever stands around it; nil where there is none.
  var object: JSONValue? {
    let bytes = Array(text.utf8)
    var tries = 0
    for start in bytes.indices where bytes[start] == UInt8(ascii: "{") {
      tries += 1
      guard tries <= 50, let end = Self.end(of: bytes, from: start) else { return nil }
      if let value = JSONValue(parsing: bytes[start...end]) { return value }
    }
    return nil
  }

  /// Index of the brace that closes the one at `start`; braces in strings do not count.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var (depth, isInString, isEscaped) = (0, false, false)
    for index in start..<bytes.count {
      switch bytes[index] {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInString: isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "{") where !isInString: depth += 1
      case UInt8(ascii: "}") where !isInString:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}
