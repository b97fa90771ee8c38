import Foundation
import Generating
import Media
import Synchronization
import Testing
import Vocabulary

@testable import Providers

/// A service that keeps predictions, as Replicate and as fal.
final class HostedServer: Sendable {
  struct State {
    /// States that a job goes through, the last for ever.
    var states: [String] = []
    var output: JSONValue = .null
    var error: JSONValue = .null
    var metrics: JSONValue = ["predict_time": 2.5]
    var response = Reply()
    var base = ""
    var cancelled = false
    var ignoresCancel = false
    var file: [UInt8] = Pictures.upright
  }
  let state = Mutex(State())

  func replicate(_ asked: Asked) -> Reply {
    state.withLock { state in
      if asked.path == "/file" { return Reply(200, bytes: state.file) }
      if asked.path == "/v1/files" { return Reply(201, json: ["urls": ["get": .string(state.base + "/v1/files/1")]]) }
      if asked.path.hasSuffix("/cancel") { state.cancelled = !state.ignoresCancel }
      let status = state.cancelled ? "canceled" : state.states.count > 1 ? state.states.removeFirst() : state.states[0]
      return Reply(
        asked.method == "POST" ? 201 : 200,
        json: [
          "id": "p1", "status": .string(status), "output": status == "succeeded" ? state.output : .null,
          "error": state.error, "metrics": state.metrics,
          "urls": ["get": "https://elsewhere.example.org/p1", "cancel": "https://elsewhere.example.org/c"],
        ])
    }
  }

  func fal(_ asked: Asked) -> Reply {
    state.withLock { state in
      let base = "\(state.base)/owner/app/requests/r1"
      switch (asked.method, asked.path) {
      case ("POST", _):
        return Reply(json: [
          "request_id": "r1", "status_url": .string("\(base)/status"), "response_url": .string(base),
          "cancel_url": .string("\(base)/cancel"), "queue_position": 3,
        ])
      case ("PUT", _):
        state.cancelled = true
        return Reply(202, json: ["status": "CANCELLATION_REQUESTED"])
      case (_, "/owner/app/requests/r1/status"):
        let status = state.states.count > 1 ? state.states.removeFirst() : state.states[0]
        return Reply(status == "COMPLETED" ? 200 : 202, json: ["status": .string(status), "queue_position": 1])
      case (_, "/owner/app/requests/r1"): return state.response
      case (_, "/file"): return Reply(200, bytes: state.file)
      default: return Reply(404, #"{"detail":"Not Found"}"#)
      }
    }
  }
}

@Suite struct ReplicateTests {
  private let hosted = HostedServer()

  private func rig(_ states: [String], model: String = "owner/model", withdrawn: Bool = false) throws -> Rig {
    let hosted = hosted
    var rig = try Rig(model: model, price: 1000) { hosted.replicate($0) }
    rig.withdrawn = withdrawn
    let base = rig.server.base
    hosted.state.withLock { ($0.states, $0.base, $0.output) = (states, base, .string("\(base)/file")) }
    return rig
  }

  private func stills(_ rig: Rig, _ input: JSONValue = ["prompt": "{prompt}"]) throws -> (any StillMaker)? {
    try Replicate(rig.setup(["still_input": input])).stills
  }

  @Test func `a prediction is made, asked about, fetched and paid`() throws {
    let rig = try rig(["starting", "starting", "processing", "succeeded"])
    let input: JSONValue = [
      "prompt": "{prompt}", "negative_prompt": "{negative}", "aspect_ratio": "{aspect}", "seed": "{seed}",
      "input_image": "{reference}", "output_format": "png", "size": ["w": "{width}", "note": "{width} x {height} px"],
    ]
    let made = rig.draw(try stills(rig, input), references: [Pictures.png])
    // The shape of the puppet's picture is not 9:16: the size was asked for, so it is checked.
    #expect(made.failure?.message.contains("512x768") == true, "\(made)")
    let asked = try #require(rig.server.asked.first)
    #expect(asked.method == "POST" && asked.path == "/v1/models/owner/model/predictions")
    #expect(asked.headers["authorization"] == "Bearer sk-word" && asked.headers["cancel-after"] == "2700s")
    let seed = try #require(asked.json["input"]?["seed"])
    #expect(
      asked.json == [
        "input": [
          "prompt": "a forest, a red coat", "negative_prompt": "rain", "aspect_ratio": "9:16", "seed": seed,
          "input_image": .string("data:image/png;base64,\(Data(Pictures.png).base64EncodedString())"),
          "output_format": "png", "size": ["w": 768, "note": "768 x 1360 px"],
        ]
      ])
    #expect(rig.server.asked.dropFirst().prefix(3).allSatisfy { $0.path == "/v1/predictions/p1" })
    #expect(rig.server.asked.last?.path == "/file" && rig.server.asked.last?.headers["authorization"] == nil)
    #expect(rig.world.now.creates.isEmpty && rig.world.spent == 1000)
  }

  @Test func `a version goes to the route of versions, and its picture is taken as it comes`() throws {
    let rig = try rig(["succeeded"], model: "owner/model:abc123")
    #expect(rig.draw(try stills(rig)).value?.cost == 1000)
    #expect(rig.server.asked[0].path == "/v1/predictions" && rig.server.asked[0].json["version"] == "abc123")
  }

  @Test(arguments: [
    ["https://x", "FILE"] as JSONValue, ["url": "FILE"], ["video": ["url": "FILE"], "thumbnail": "https://x"],
    ["FILE", "https://x"],
  ])
  func `the result is found wherever the model puts it`(shape: JSONValue) throws {
    let rig = try rig(["succeeded"])
    let text = String(decoding: shape.bytes, as: UTF8.self).replacingOccurrences(
      of: "FILE", with: rig.server.base + "/file")
    hosted.state.withLock { $0.output = JSONValue(parsing: Array(text.utf8))! }
    let output: [String: JSONValue] =
      text.contains("\"https://x\",\"http") ? ["output": "1"] : [:]
    let keys = output.merging(["still_input": ["prompt": "{prompt}"]]) { a, _ in a }
    let made = rig.draw(try Replicate(rig.setup(keys)).stills)
    #expect(made.isMade, "\(made)")
  }

  @Test func `a clip is asked for in a length that the model offers, as the model spells it`() throws {
    let rig = try rig(["succeeded"])
    hosted.state.withLock { $0.file = Pictures.film }
    let input: JSONValue = [
      "prompt": "{prompt}", "start_image": "{still}", "duration": "{seconds}", "length": "{seconds}s",
      "text": "{seconds_text}",
    ]
    let adapter = try Replicate(rig.setup(["clip_input": input], lengths: [2, 5]))
    #expect(adapter.clips?.longestClip == 5 && adapter.stills == nil)
    let made = rig.animate(adapter.clips)
    #expect(made.value?.cost == 2000, "\(made)")
    let sent = try #require(rig.server.asked[0].json["input"])
    #expect(
      sent["duration"] == 2 && sent["text"] == "2" && sent["length"] == "2s"
        && sent["start_image"]?.text?.hasPrefix("data:image/png") == true)
  }

  @Test func `a picture too large for a request is sent before it`() throws {
    let rig = try rig(["succeeded"])
    let large = Pictures.png + [UInt8](repeating: 0, count: 300_000)
    hosted.state.withLock { $0.file = Pictures.film }
    let adapter = try Replicate(rig.setup(["clip_input": ["prompt": "{prompt}", "image": "{still}"]]))
    #expect(rig.animate(adapter.clips, still: large).isMade)
    #expect(rig.server.asked[0].path == "/v1/files" && rig.server.asked[0].parts[0].body == large)
    #expect(rig.server.asked[1].json["input"]?["image"] == .string("\(rig.server.base)/v1/files/1"))
  }

  @Test(arguments: [
    ("failed", "Input was flagged as sensitive (E005)", FailureKind.refused, 0), ("failed", "bad aspect", .invalid, 0),
    ("failed", "CUDA out of memory", .transient, 0), ("canceled", "cancelled", .transient, 0),
    ("aborted", "before it ran", .transient, 0),
  ])
  func `each end has its meaning`(state: String, error: String, kind: FailureKind, cost: Int64) throws {
    let rig = try rig(["starting", state])
    hosted.state.withLock { $0.error = .string(error) }
    let failure = rig.draw(try stills(rig)).failure
    #expect(failure?.kind == kind && failure?.message.contains(error) == true)
    #expect(rig.world.spent == cost && rig.world.note?.state == .closed)
  }

  @Test func `what was cancelled is charged for the time that it ran`() throws {
    var rig = try rig(["processing", "canceled"])
    rig.price { ($0.image, $0.second, $0.gpuSecond) = (nil, nil, 100) }
    #expect(rig.draw(try stills(rig)).failure?.kind == .transient)
    #expect(rig.world.spent == 250)
  }

  @Test func `a withdrawn prediction is cancelled at the configured server, whatever address it names`() throws {
    let rig = try rig(["processing"], withdrawn: true)
    rig.world.begin(reserved: 5, remote: "p1")
    rig.stop.ask()
    #expect(rig.draw(try stills(rig)).failure?.kind == .stopped)
    #expect(rig.server.asked("POST", "/v1/predictions/p1/cancel").count == 1)
    #expect(rig.world.note?.state == .closed)
  }

  @Test func `what a withdrawn prediction made all the same is looked at, kept and paid`() throws {
    let rig = try rig(["processing", "succeeded"], withdrawn: true)
    hosted.state.withLock { $0.ignoresCancel = true }
    rig.world.begin(reserved: 5, remote: "p1")
    rig.stop.ask()
    #expect(rig.draw(try stills(rig)).failure?.kind == .stopped)
    #expect(rig.bench.place.kind("still.png") == .png)
    #expect(rig.world.note?.state == .answered && rig.world.spent == 1000)
  }

  @Test func `a store that does not give the file out fails the shot, which has cost what it has cost`() throws {
    let store = try PuppetServer([Reply(401, "who are you?")])
    let rig = try rig(["succeeded"])
    hosted.state.withLock { $0.output = .string(store.base + "/x") }
    #expect(rig.draw(try stills(rig)).failure?.kind == .invalid)
    #expect(rig.world.note?.state == .closed && rig.world.spent == 1000)
  }

  @Test(arguments: [
    (402, #"{"title":"Insufficient credit","detail":"no credit"}"#, FailureKind.unfunded),
    (422, #"{"title":"Input validation failed","detail":"- input: prompt is required"}"#, .invalid),
    (429, #"{"detail":"Request was throttled. Your rate limit resets in ~30s."}"#, .throttled),
    (404, #"{"detail":"The requested resource could not be found."}"#, .invalid),
  ])
  func `a prediction that was turned away costs nothing`(status: Int, body: String, kind: FailureKind) throws {
    let rig = try Rig(model: "o/m", price: 5) { _ in Reply(status, body) }
    let failure = rig.draw(try stills(rig)).failure
    #expect(failure?.kind == kind && rig.world.spent == 0)
    if status == 429 { #expect(failure?.wait == 30) }
  }

  @Test(arguments: [Reply(500), .closed, Reply(201, "{}"), Reply(201, "oops")])
  func `a prediction that may exist is not made again`(reply: Reply) throws {
    let rig = try Rig(model: "o/m", price: 5) { _ in reply }
    #expect(rig.draw(try stills(rig)).failure?.kind == .ambiguous)
    #expect(rig.draw(try stills(rig)).failure?.kind == .ambiguous)
    #expect(rig.server.asked.count == 1 && rig.world.spent == 5)
  }

  @Test(
    arguments: [
      (["still_input": ["prompt": "{promt}"]], "{promt}"), (["still_input": ["x": "y"]], "{prompt}"),
      (["clip_input": ["prompt": "{prompt}"]], "{still}"), ([:], "still_input"), (["still_input": "x"], "table"),
    ] as [([String: JSONValue], String)])
  func `a mapping that cannot work is refused before anything is asked`(keys: [String: JSONValue], words: String) throws
  {
    let rig = try Rig { _ in Reply() }
    let fault = #expect(throws: SetupFault.self) { _ = try Replicate(rig.setup(keys)) }
    #expect(fault?.text.contains(words) == true)
  }

  @Test func `a prompt with braces stays a text`() throws {
    let mapping = try Mapping(["prompt": "{prompt}", "note": "say {prompt}!"], key: "x")
    let filled = mapping.filled(["prompt": "{still} \"},{", "still": "secret"])
    #expect(filled == ["prompt": "{still} \"},{", "note": "say {still} \"},{!"])
  }
}

@Suite struct FalTests {
  private let hosted = HostedServer()

  private func rig(_ states: [String], withdrawn: Bool = false) throws -> Rig {
    let hosted = hosted
    var rig = try Rig(model: "owner/app/image", price: 1000) { hosted.fal($0) }
    rig.withdrawn = withdrawn
    let base = rig.server.base
    hosted.state.withLock {
      ($0.states, $0.base) = (states, base)
      $0.response = Reply(json: ["images": [["url": .string("\(base)/file"), "width": 512]], "seed": 1])
    }
    return rig
  }

  private func stills(_ rig: Rig) throws -> (any StillMaker)? {
    try Fal(rig.setup(["still_input": ["prompt": "{prompt}", "image_url": "{reference}"]])).stills
  }

  @Test func `a request is queued, asked about by the addresses that came back, fetched and paid`() throws {
    let rig = try rig(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"])
    let made = rig.draw(try stills(rig))
    #expect(made.value?.cost == 1000, "\(made)")
    let asked = rig.server.asked
    #expect(
      asked.map { "\($0.method) \($0.path)" } == [
        "POST /owner/app/image", "GET /owner/app/requests/r1/status", "GET /owner/app/requests/r1/status",
        "GET /owner/app/requests/r1/status", "GET /owner/app/requests/r1", "GET /file",
      ])
    #expect(asked[0].json == ["prompt": "a forest, a red coat"], "nobody's reference is left out")
    #expect(asked.dropLast().allSatisfy { $0.headers["authorization"] == "Key sk-word" })
    #expect(asked.last?.headers["authorization"] == nil)
    #expect(rig.world.note?.remote == "r1")
  }

  @Test func `an address that leads elsewhere does not get the key`() throws {
    let rig = try rig(["COMPLETED"])
    let stranger = try PuppetServer([Reply(json: ["status": "COMPLETED"])])
    hosted.state.withLock { $0.base = stranger.base }
    let failure = rig.draw(try stills(rig)).failure
    #expect(failure?.kind == .ambiguous && failure?.message.contains("another server") == true)
    #expect(stranger.asked.isEmpty)
  }

  @Test(arguments: [
    (
      422, #"{"detail":[{"loc":["body","prompt"],"msg":"flagged","type":"content_policy_violation"}]}"#,
      FailureKind.refused
    ),
    (422, #"{"detail":[{"loc":["body","image_url"],"msg":"cannot be read","type":"file_download_error"}]}"#, .invalid),
    (500, #"{"detail":"Internal Server Error"}"#, .transient), (504, "", .transient),
  ])
  func `the model's own error comes as its result, and costs nothing`(
    status: Int, body: String, kind: FailureKind
  ) throws {
    let rig = try rig(["COMPLETED"])
    hosted.state.withLock { $0.response = Reply(status, body) }
    #expect(rig.draw(try stills(rig)).failure?.kind == kind)
    #expect(rig.world.spent == 0 && rig.world.note?.state == .closed)
  }

  @Test(arguments: [500, 503]) func `a request that was not queued because of the server is not charged`(status: Int)
    throws
  {
    let rig = try Rig(model: "a/b", price: 5) { _ in Reply(status) }
    #expect(rig.draw(try stills(rig)).failure?.kind == .transient && rig.world.spent == 0)
  }

  @Test func `a request whose reply was lost is left to a person`() throws {
    let rig = try Rig(model: "a/b", price: 5) { _ in .closed }
    #expect(rig.draw(try stills(rig)).failure?.kind == .ambiguous && rig.world.spent == 5)
  }

  @Test func `a withdrawn request is cancelled, and costs what its end says`() throws {
    let rig = try rig(["IN_QUEUE", "COMPLETED"], withdrawn: true)
    hosted.state.withLock { $0.response = Reply(500, #"{"detail":"Request was cancelled"}"#) }
    let base = rig.server.base
    rig.world.state.withLock { state in
      var note = CallNote.running("a", reserved: 5)
      note.remote = "r1"
      note.links = [
        "status": "\(base)/owner/app/requests/r1/status", "response": "\(base)/owner/app/requests/r1",
        "cancel": "\(base)/owner/app/requests/r1/cancel",
      ]
      state.notes["call.json"] = note
      state.reserved["a"] = .some(5)
    }
    rig.stop.ask()
    #expect(rig.draw(try stills(rig)).failure?.kind == .stopped)
    #expect(hosted.state.withLock { $0.cancelled } && rig.world.spent == 0)
  }
}
