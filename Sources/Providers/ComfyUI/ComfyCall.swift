import FoundationEssentials
import Media
import Vocabulary

/// One run of a workflow.
struct ComfyCall: RemoteService {
  let account: Account
  let workflow: Workflow
  let order: Order
  let values: [Marker: JSONValue]

  private var wire: ComfyWire { ComfyWire(endpoint: account.endpoint) }

  var question: [UInt8] {
    JSONValue.object(["graph": workflow.graph(values), "order": order.question]).bytes
  }
  var expected: Usage { order.usage }

  func create(_ id: String, stop: Stop?) throws(Failure) -> Answer {
    let graph = workflow.graph(try uploaded(stop: stop ?? Stop()))
    let body: JSONValue = [
      "prompt": graph, "prompt_id": .string(id), "client_id": .string(Self.client(id)),
    ]
    let reply = try wire.submit(body, stop: stop)
    let given = reply["prompt_id"]?.text ?? id
    if let faults = reply["node_errors"]?.object, !faults.isEmpty {
      // The rest of the graph would run, and what is missing would be found out late.
      try? cancel(Remote(id: given))
      return .failed(ComfyFault(reply, workflow).failure(of: account.name), .nothing)
    }
    return .queued(Remote(id: given))
  }

  /// The values with the names that the server gave our pictures.
  private func uploaded(stop: Stop) throws(Failure) -> [Marker: JSONValue] {
    var values = values
    for marker in workflow.places.keys.sorted(by: { "\($0)" < "\($1)" }) {
      guard let picture = picture(for: marker) else { continue }
      values[marker] = .string(try wire.upload(picture, stop: stop))
    }
    return values
  }

  /// A place for one more character than a shot has shows the last one again.
  private func picture(for marker: Marker) -> Picture? {
    switch marker {
    case .image: order.still ?? order.references.first
    case .character(let number):
      order.references.isEmpty ? nil : order.references[min(number, order.references.count) - 1]
    default: nil
    }
  }

  /// Servers of before 2025 give their own ids; this one they all keep.
  private static func client(_ id: String) -> String { "reelspool-\(id)" }

  func find(_ note: CallNote) throws(Failure) -> Found {
    let client = JSONValue.string(Self.client(note.id))
    func isOurs(_ item: JSONValue?) -> Bool {
      item?[1] == .string(note.id) || item?[3]?["client_id"] == client
    }
    let queue = try wire.get("/queue")
    for list in ["queue_running", "queue_pending"] {
      if let item = queue[list]?.array?.first(where: isOurs), let id = item[1]?.text { return .it(Remote(id: id)) }
    }
    if try wire.get("/history/\(note.id)")[note.id] != nil { return .it(Remote(id: note.id)) }
    let history = try wire.get("/history?max_items=200").object ?? [:]
    return history.first { isOurs($0.value["prompt"]) }.map { .it(Remote(id: $0.key)) } ?? .nothing
  }

  func poll(_ remote: Remote, stop: Stop) throws(Failure) -> Answer {
    if let answer = try ended(remote, stop) { return answer }
    let queue = try wire.get("/queue", stop: stop)
    func holds(_ list: String) -> Bool { queue[list]?.array?.contains { $0[1] == .string(remote.id) } ?? false }
    if holds("queue_running") { return .running(remote) }
    if holds("queue_pending") { return .queued(remote) }
    // It may have ended between the two questions.
    if let answer = try ended(remote, stop) { return answer }
    return .failed(
      Failure(
        .transient,
        "unable to get the \(order.step.rawValue) from \(account.name): it no longer knows the job"
          + " (was it started anew?)"), .nothing)
  }

  private func ended(_ remote: Remote, _ stop: Stop) throws(Failure) -> Answer? {
    guard let entry = try wire.get("/history/\(remote.id)", stop: stop)[remote.id] else { return nil }
    return ComfyEnd(entry: entry, workflow: workflow, wants: order.step == .clip ? .clip : .still).answer(account.name)
  }

  func cancel(_ remote: Remote) throws(Failure) {
    _ = try wire.post("/queue", ["delete": [.string(remote.id)]])
    // Older servers stop whatever runs: only where that is ours.
    let running = try wire.get("/queue")["queue_running"]?.array ?? []
    guard running.contains(where: { $0[1] == .string(remote.id) }) else { return }
    _ = try wire.post("/interrupt", ["prompt_id": .string(remote.id)])
  }
}
