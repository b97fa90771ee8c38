// fal's queue: https://docs.fal.ai/model-apis/model-endpoints/queue. The addresses for state, result and cancel come with
// the reply and are followed only where they lead to the server that was configured.
import Generating
import Media
import Vocabulary

/// `[providers.fal.NAME]`
public struct Fal: Provider {
  public static let kind = "fal"
  public static let ownKeys = HostedSettings.keys
  public let account: Account
  private let settings: HostedSettings
  public let lengths: [Seconds]

  public init(_ setup: Setup) throws(SetupFault) {
    var account = setup.account
    account.endpoint.scheme = "Key"
    self.account = account
    lengths = setup.lengths
    settings = try HostedSettings(setup)
  }

  public var stills: (any StillMaker)? { settings.makesStills ? settings.maker(FalCall.self, for: self) : nil }
  public var clips: (any ClipMaker)? { settings.clips == nil ? nil : settings.maker(FalCall.self, for: self) }

  /// There is no question that costs nothing and needs a key; the address and the price are what can be looked at.
  public func probe() -> [Finding] {
    var request = account.endpoint.request("GET", "/")
    request.limits = .question
    do throws(Failure) { _ = try account.endpoint.send(request, "look", stop: Stop()) } catch {
      return [Finding(.fault, "\(account.name): \(error)")]
    }
    let key = account.endpoint.key == nil ? [Finding(.fault, "\(account.name): it needs a key")] : []
    return [Finding(.fine, "\(account.name): \(account.endpoint.base) answers")] + key + account.standing
  }
}

/// One request in the queue.
struct FalCall: HostedCall {
  let account: Account
  let settings: HostedSettings
  let mapping: Mapping
  let order: Order

  func create(_ id: String, stop: Stop?) throws(Failure) -> Answer {
    let values = try order.values(size: chosen) { (picture) throws(Failure) in picture.dataURI }
    var request = account.endpoint.request("POST", "/\(account.model)")
    request.set(mapping.filled(values))
    let reply = try account.endpoint.create(request, "queue a request", stop: stop)
    // A reply that says 5xx is one that fal does not charge.
    let answer = try account.endpoint.object(reply, "queue a request", isPaid: reply.isSuccess)
    guard let remote = answer["request_id"]?.text, let status = answer["status_url"]?.text,
      let response = answer["response_url"]?.text
    else { throw Failure(.ambiguous, "unable to queue a request at \(account.name): it gave it no id") }
    var links = ["status": status, "response": response]
    links["cancel"] = answer["cancel_url"]?.text
    return .queued(Remote(id: remote, links: links))
  }

  func poll(_ remote: Remote, stop: Stop) throws(Failure) -> Answer {
    let reply = try ask("GET", "status", remote, "ask about a request", stop)
    let state = try account.endpoint.object(reply, "ask about a request", isPaid: false)
    var remote = remote
    if let log = state["logs"]?.array, !log.isEmpty { remote.progress = "\(log.count)" }
    switch state["status"]?.text {
    case "COMPLETED": return try result(state, remote, stop)
    case "IN_PROGRESS": return .running(remote)
    default: return .queued(remote)
    }
  }

  /// The model's own error comes as the status of the result.
  private func result(_ state: JSONValue, _ remote: Remote, _ stop: Stop) throws(Failure) -> Answer {
    let reply = try ask("GET", "response", remote, "fetch a result", stop)
    guard reply.isSuccess else {
      var failure = Reading(reply, of: account.endpoint).failure("finish at \(account.name)", isPaid: false)
      if reply.status >= 500 || reply.status == 422 || state["error"] != nil { return .failed(failure, .nothing) }
      // Not the model's word but the server's: the result may still come.
      if failure.kind == .invalid { failure.kind = .transient }
      throw failure
    }
    let answer = try account.endpoint.object(reply, "fetch a result", isPaid: false)
    let bill = Bill(usage: order.usage)
    if let error = state["error"]?.text ?? answer["error"]?.text {
      let said = Reading.line(error)
      return .failed(
        Failure(Failure.kind(ofModelError: said), "unable to finish at \(account.name): the model says \(said)"),
        .nothing)
    }
    guard let file = settings.result(in: answer) else {
      return .failed(
        Failure(
          .invalid, "unable to use what \(account.name) made: its result has no file",
          remedy: "say in output where in the model's result the file's address is"), bill)
    }
    return .done(file, bill)
  }

  func cancel(_ remote: Remote) throws(Failure) {
    _ = try ask("PUT", "cancel", remote, "cancel a request", Stop())
  }

  private func ask(_ method: String, _ link: String, _ remote: Remote, _ doing: String, _ stop: Stop) throws(Failure)
    -> HTTPReply
  {
    guard let url = remote.links[link] else {
      throw Failure(.invalid, "unable to \(doing) at \(account.name): it gave no address for that")
    }
    // The log is the one sign that a model gets on.
    let asked = link == "status" ? url + (url.contains("?") ? "&logs=1" : "?logs=1") : url
    var request = try account.endpoint.follow(method, asked)
    if method == "PUT" { request.body = [] }
    request.limits = .question
    return try account.endpoint.send(request, doing, stop: stop)
  }
}
