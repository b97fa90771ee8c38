// Replicate: https://replicate.com/docs/reference/http. A prediction is created, asked about, and its files are gone an
// hour later. Its creation is never repeated: there is no way to ask whether one that was lost exists.
import FoundationEssentials
import Generating
import Media
import Vocabulary

/// `[providers.replicate.NAME]`
public struct Replicate: Provider {
  public static let kind = "replicate"
  public static let ownKeys = HostedSettings.keys
  public let account: Account
  private let settings: HostedSettings
  public let lengths: [Seconds]

  public init(_ setup: Setup) throws(SetupFault) {
    account = setup.account
    lengths = setup.lengths
    settings = try HostedSettings(setup)
  }

  public var stills: (any StillMaker)? { settings.makesStills ? settings.maker(ReplicateCall.self, for: self) : nil }
  public var clips: (any ClipMaker)? { settings.clips == nil ? nil : settings.maker(ReplicateCall.self, for: self) }

  public func probe() -> [Finding] {
    let name = account.model.split(separator: ":").first.map(String.init) ?? ""
    let (model, fault) = account.look(account.versioned("/models/\(name)"))
    guard model != nil else { return [fault].compactMap(\.self) }
    return [Finding(.fine, "\(account.name): it has the model \(name)")] + account.standing
  }
}

/// One prediction.
struct ReplicateCall: HostedCall {
  let account: Account
  let settings: HostedSettings
  let mapping: Mapping
  let order: Order

  /// What may stand in a request itself; anything larger is sent before it.
  private static let mostInline = 256 << 10

  func create(_ id: String, stop: Stop?) throws(Failure) -> Answer {
    let values = try order.values(size: chosen) { (picture) throws(Failure) in try address(of: picture, stop) }
    let (path, version) = route
    var body: [String: JSONValue] = ["input": mapping.filled(values)]
    if let version { body["version"] = .string(version) }
    var request = account.endpoint.request("POST", path)
    request.set(.object(body))
    // Whatever becomes of us, it does not run for ever.
    let most = Int(account.deadlines.queued + account.deadlines.running)
    request.headers.append(("Cancel-After", "\(max(30, most))s"))
    request.limits.idle = 60
    let reply = try account.endpoint.create(request, "start a prediction", stop: stop)
    let answer = try account.endpoint.object(reply, "start a prediction", isPaid: true)
    guard let remote = answer["id"]?.text, !remote.isEmpty else {
      throw Failure(.ambiguous, "unable to start a prediction at \(account.name): it gave it no id")
    }
    return self.answer(answer, Remote(id: remote))
  }

  /// "owner/name:version" or "owner/name".
  private var route: (path: String, version: String?) {
    let parts = account.model.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2 { return (account.versioned("/predictions"), parts[1]) }
    return (account.versioned("/models/\(account.model)/predictions"), nil)
  }

  private func address(of picture: Picture, _ stop: Stop?) throws(Failure) -> String {
    if picture.bytes.count * 4 / 3 <= Self.mostInline { return picture.dataURI }
    var form = Form()
    form.add("content", picture)
    var request = account.endpoint.request("POST", account.versioned("/files"))
    request.set(form)
    request.limits.total = 300
    let reply = try account.endpoint.send(request, "send a picture", stop: stop ?? Stop())
    let answer = try account.endpoint.object(reply, "send a picture", isPaid: false)
    guard let url = answer["urls"]?["get"]?.text else {
      throw Failure(.transient, "unable to send a picture to \(account.name): it gave it no address")
    }
    return url
  }

  func poll(_ remote: Remote, stop: Stop) throws(Failure) -> Answer {
    var request = account.endpoint.request("GET", account.versioned("/predictions/\(ComfyWire.escaped(remote.id))"))
    request.limits = .question
    let reply = try account.endpoint.send(request, "ask about a prediction", stop: stop)
    return answer(try account.endpoint.object(reply, "ask about a prediction", isPaid: false), remote)
  }

  func cancel(_ remote: Remote) throws(Failure) {
    let path = account.versioned("/predictions/\(ComfyWire.escaped(remote.id))/cancel")
    var request = account.endpoint.request("POST", path)
    request.limits = .question
    request.body = []
    let reply = try account.endpoint.send(request, "cancel a prediction", stop: Stop())
    guard reply.isSuccess else { throw Reading(reply, of: account.endpoint).failure("cancel", isPaid: false) }
  }

  private func answer(_ answer: JSONValue, _ remote: Remote) -> Answer {
    var remote = remote
    if let log = answer["logs"]?.text, !log.isEmpty { remote.progress = "\(log.utf8.count)" }
    var usage = order.usage
    usage.gpuSeconds = answer["metrics"]?["predict_time"]?.double ?? 0
    switch answer["status"]?.text {
    case "succeeded": return done(answer, Bill(usage: usage))
    case "failed": return .failed(failure(answer), Bill(usage: unmade(usage)))
    case "canceled": return .failed(ended("it was cancelled"), Bill(usage: unmade(usage)))
    case "aborted": return .failed(ended("it was ended before it ran"), .nothing)
    case "processing": return .running(remote)
    default: return .queued(remote)
    }
  }

  private func done(_ answer: JSONValue, _ bill: Bill) -> Answer {
    guard let output = answer["output"], let result = settings.result(in: output) else {
      return .failed(
        Failure(
          .invalid, "unable to use what \(account.name) made: its result has no file",
          remedy: "say in output where in the model's result the file's address is"), bill)
    }
    return .done(result, bill)
  }

  /// What ran without a result is charged by the time it took, not by what it made.
  private func unmade(_ usage: Usage) -> Usage {
    var usage = usage
    usage.images = 0
    usage.seconds = 0
    return usage
  }

  private func ended(_ how: String) -> Failure {
    Failure(.transient, "unable to finish at \(account.name): \(how)")
  }

  private func failure(_ answer: JSONValue) -> Failure {
    let said = Reading.line(answer["error"]?.shortText ?? "no reason")
    return Failure(Failure.kind(ofModelError: said), "unable to finish at \(account.name): the model says \(said)")
  }
}

extension Failure {
  /// What a model's own words mean: there is no code beside them.
  static func kind(ofModelError text: String) -> FailureKind {
    let words = text.lowercased()
    func has(_ marks: [String]) -> Bool { marks.contains { words.contains($0) } }
    if has(["nsfw", "sensitive", "safety", "content policy", "moderation", "flagged"]) { return .refused }
    if has(["memory", "try again", "retry", "interrupted", "timeout", "timed out", "unavailable"]) {
      return .transient
    }
    return .invalid
  }
}
