import Planning
import Vocabulary

@testable import Providers

extension Parser {
  static let replies = [
    // The first two bytes are the status; headers follow until an empty line, then the body.
    Parser(name: "reply") { bytes in
      let text = String(decoding: bytes.dropFirst(2).prefix(2000), as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      var headers: [String: String] = [:]
      for line in lines.prefix(while: { !$0.isEmpty }) {
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 { headers[parts[0].lowercased()] = parts[1] }
      }
      let body = lines.drop { !$0.isEmpty }.dropFirst().joined(separator: "\n")
      let status = bytes.prefix(2).reduce(0) { $0 << 8 + Int($1) }
      let reply = HTTPReply(status: status, headers: headers, body: Array(body.utf8), written: 0)
      let failure = Reading(reply, of: server).failure("ask", isPaid: bytes.count % 2 == 0)
      precondition(!failure.message.contains("\n") && failure.message.count < 500)
      precondition(!failure.message.contains(secret), "a key in an error")
      precondition((failure.wait ?? 0) >= 0 && (failure.wait ?? 0) <= 600)
    },
    Parser(name: "answer") { bytes in
      guard let value = JSONValue(parsing: bytes) else { return }
      _ = ComfyEnd(entry: value, workflow: workflow, wants: .clip).answer("server")
      _ = ComfyFault(value, workflow).failure(of: "server")
      if let picture = value.text { _ = Base64.bytes(picture) }
    },
    Parser(name: "chat") { bytes in
      let choice: JSONValue = ["message": ["content": .string(String(decoding: bytes, as: UTF8.self))]]
      guard let answer = try? ChatAnswer(choice, of: "model"), let object = answer.object else { return }
      let told = TreatmentAnswer(object, spare: spare, brief: brief, writer: "model")
      // Whatever a model says, there is a whole treatment, and it says who wrote it.
      let treatment = told.treatment
      precondition(treatment.writer == "model" && !treatment.logline.value.isEmpty)
      precondition(!treatment.environment.locations.isEmpty && !treatment.style.palette.value.isEmpty)
      _ = told.faults
    },
    Parser(name: "address") { bytes in
      let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 1).map(String.init)
      guard let target = parts.first else { return }
      _ = Endpoint.origin(of: Endpoint.resolve(target, against: parts.last ?? ""))
      guard let endpoint = Endpoint(target) else { return }
      _ = endpoint.isPrivate
      _ = try? endpoint.asset(parts.last ?? "")
    },
    Parser(name: "date") { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      _ = HTTPDate.read(text)
      _ = Reading.span(text)
      _ = MicroDollars(dollars: text)
    },
    Parser(name: "kind-of-result") { bytes in _ = ArrivedKind(bytes) },
  ]

  static let secret = "sk-0123456789"
  private static let server = Endpoint("https://api.example.com/v1", key: Secret(secret))!
  private static let workflow = try! Workflow(
    parsing: Array(#"{"1":{"class_type":"SaveImage","inputs":{},"_meta":{"title":"reelspool:output"}}}"#.utf8))
  private static let brief = Brief(
    concept: "A fox runs through a red forest.", title: "Fox", fidelity: .expand, music: song, seed: 1)
  private static let spare = try! BuiltInWriter().treat(brief, isStopped: { false })
}
