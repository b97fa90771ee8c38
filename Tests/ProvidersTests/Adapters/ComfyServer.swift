import Foundation
import Synchronization

@testable import Providers

/// ComfyUI as it was seen to behave (0.3.64): a queue, a history, names of its own for uploads.
final class ComfyServer: Sendable {
  struct State {
    var uploads: [String: [UInt8]] = [:]
    var pending: [JSONValue] = []
    var running: [JSONValue] = []
    var history: [String: JSONValue] = [:]
    /// How many questions about the history pass before the next job ends.
    var patience = 2
    /// What the next graph gets instead of a place in the queue.
    var refusal: Reply?
    var nodeErrors: JSONValue = [:]
    /// The end of each job.
    var messages: [JSONValue] = [
      ["execution_start", ["timestamp": 1000]], ["execution_success", ["timestamp": 3500]],
    ]
    var status = "success"
    var outputs: JSONValue = ["9": ["images": [["filename": "a b_00001_.png", "subfolder": "", "type": "output"]]]]
    var file: [UInt8] = Pictures.png
    /// Whether the reply to the next graph is lost on its way.
    var losesReply = false
    var forgets = false
    var keepsIds = true
  }
  let state = Mutex(State())

  func answer(_ asked: Asked) -> Reply {
    state.withLock { state in
      switch (asked.method, asked.path) {
      case ("POST", "/upload/image"): upload(asked, &state)
      case ("POST", "/prompt"): prompt(asked, &state)
      case ("GET", "/queue"):
        Reply(json: ["queue_running": .array(state.running), "queue_pending": .array(state.pending)])
      case ("POST", "/queue"): delete(asked, &state)
      case ("POST", "/interrupt"): interrupt(asked, &state)
      case ("GET", "/view"): Reply(200, bytes: state.file, ["content-type": "image/png"])
      case ("GET", "/history"): Reply(json: .object(state.history))
      case ("GET", let path) where path.hasPrefix("/history/"): history(String(path.dropFirst(9)), &state)
      default: Reply(404, "404: Not Found")
      }
    }
  }

  private func upload(_ asked: Asked, _ state: inout State) -> Reply {
    let parts = asked.parts
    guard let image = parts.first(where: { $0.name == "image" }), let name = image.file else { return Reply(400) }
    let folder = parts.first { $0.name == "subfolder" }?.text ?? ""
    state.uploads["\(folder)/\(name)"] = image.body
    return Reply(json: ["name": .string(name), "subfolder": .string(folder), "type": "input"])
  }

  private func prompt(_ asked: Asked, _ state: inout State) -> Reply {
    if let refusal = state.refusal { return refusal }
    let id = state.keepsIds ? asked.json["prompt_id"]?.text ?? "own" : "own-\(state.pending.count)"
    let extra: JSONValue = ["client_id": asked.json["client_id"] ?? .null]
    state.pending.append([1, .string(id), asked.json["prompt"] ?? .null, extra, ["9"]])
    if state.losesReply {
      state.losesReply = false
      return .closed
    }
    return Reply(json: ["prompt_id": .string(id), "number": 1, "node_errors": state.nodeErrors])
  }

  private func history(_ id: String, _ state: inout State) -> Reply {
    if state.forgets {
      state.pending = []
      state.running = []
      return Reply(json: [:])
    }
    state.patience -= 1
    if state.patience <= 0, let job = state.running.popLast() ?? state.pending.popLast() {
      finish(job, &state)
    } else if state.patience == 1, let job = state.pending.popLast() {
      state.running.append(job)
    }
    return Reply(json: .object(state.history.filter { $0.key == id }))
  }

  private func finish(_ job: JSONValue, _ state: inout State) {
    let status: JSONValue = [
      "status_str": .string(state.status), "completed": .bool(state.status == "success"),
      "messages": .array(state.messages),
    ]
    state.history[job[1]?.text ?? ""] = ["prompt": job, "outputs": state.outputs, "status": status, "meta": [:]]
  }

  private func delete(_ asked: Asked, _ state: inout State) -> Reply {
    let ids = asked.json["delete"]?.array ?? []
    state.pending.removeAll { ids.contains($0[1] ?? .null) }
    return Reply(200)
  }

  private func interrupt(_ asked: Asked, _ state: inout State) -> Reply {
    guard let job = state.running.first(where: { $0[1] == asked.json["prompt_id"] }) else { return Reply(200) }
    state.running = []
    state.messages = [["execution_interrupted", [:]]]
    state.status = "error"
    finish(job, &state)
    return Reply(200)
  }
}

/// A workflow as a user exports it.
enum Workflows {
  static let stills: JSONValue = [
    "3": [
      "class_type": "KSampler", "inputs": ["seed": 1, "steps": 20, "positive": ["6", 0]],
      "_meta": ["title": "mv:seed"],
    ],
    "4": ["class_type": "CheckpointLoaderSimple", "inputs": ["ckpt_name": "sdxl.safetensors"]],
    "5": [
      "class_type": "EmptyLatentImage", "inputs": ["width": 512, "height": 512, "batch_size": 1],
      "_meta": ["title": "mv:width mv:height"],
    ],
    "6": [
      "class_type": "CLIPTextEncode", "inputs": ["text": "x", "clip": ["4", 1]], "_meta": ["title": "mv:prompt"],
    ],
    "7": ["class_type": "CLIPTextEncode", "inputs": ["text": "y"], "_meta": ["title": "mv:negative"]],
    "9": ["class_type": "SaveImage", "inputs": ["filename_prefix": "reelspool", "images": ["8", 0]]],
  ]

  static func with(_ node: String, _ value: JSONValue, in workflow: JSONValue = stills) -> JSONValue {
    var nodes = workflow.object ?? [:]
    nodes[node] = value
    return .object(nodes)
  }

  static let character = with(
    "12", ["class_type": "LoadImage", "inputs": ["image": "example.png"], "_meta": ["title": "mv:character_1"]])

  static let clips: JSONValue = [
    "1": ["class_type": "LoadImage", "inputs": ["image": "example.png"], "_meta": ["title": "mv:image"]],
    "2": ["class_type": "CLIPTextEncode", "inputs": ["text": ""], "_meta": ["title": "mv:prompt"]],
    "3": [
      "class_type": "WanImageToVideo", "inputs": ["width": 1, "height": 1, "length": 1, "start_image": ["1", 0]],
      "_meta": ["title": "mv:width, mv:height, mv:frames"],
    ],
    "4": ["class_type": "CreateVideo", "inputs": ["fps": 1, "images": ["3", 0]], "_meta": ["title": "mv:fps"]],
    "5": ["class_type": "KSampler", "inputs": ["noise_seed": 4], "_meta": ["title": "mv:seed"]],
  ]
}
