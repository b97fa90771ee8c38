import Foundation
import Media
import Testing
import Vocabulary

@testable import Providers

@Suite struct ComfyUITests {
  private let comfy = ComfyServer()

  private func rig(withdrawn: Bool = false) throws -> Rig {
    let comfy = comfy
    var rig = try Rig { comfy.answer($0) }
    rig.withdrawn = withdrawn
    return rig
  }

  private func adapter(
    _ rig: Rig, _ workflows: [String: JSONValue] = ["stills": Workflows.stills], keys: [String: JSONValue] = [:],
    lengths: [Seconds] = []
  ) throws -> ComfyUI {
    var keys = keys
    for (name, workflow) in workflows { keys["\(name)_workflow"] = try rig.file("\(name).json", workflow.bytes) }
    return try ComfyUI(rig.setup(keys, lengths: lengths))
  }

  private func graph(_ rig: Rig, _ index: Int = 0) throws -> JSONValue {
    let asked = rig.server.asked("POST", "/prompt")
    try #require(asked.count > index)
    return asked[index].json["prompt"] ?? .null
  }

  @Test func `a still is drawn by the user's workflow with our values in their places`() throws {
    let rig = try rig()
    let made = rig.draw(try adapter(rig).stills)
    #expect(made.isMade, "\(made)")
    let graph = try graph(rig)
    #expect(graph["6"]?["inputs"]?["text"] == "a forest, a red coat")
    #expect(graph["6"]?["inputs"]?["clip"] == ["4", 1])
    #expect(graph["7"]?["inputs"]?["text"] == "rain")
    #expect(graph["5"]?["inputs"]?["width"] == 768 && graph["5"]?["inputs"]?["height"] == 1344)
    #expect(graph["5"]?["inputs"]?["batch_size"] == 1)
    #expect(graph["3"]?["inputs"]?["seed"]?.int ?? 1 > 1)
    #expect(graph["4"] == Workflows.stills["4"])
    let prompt = rig.server.asked("POST", "/prompt")[0].json
    #expect(prompt["prompt_id"]?.text == rig.world.note?.id)
    #expect(prompt["client_id"]?.text == "reelspool-\(rig.world.note?.id ?? "")")
    #expect(rig.server.asked("POST", "/prompt")[0].headers["origin"] == nil)
    let view = try #require(rig.server.asked("GET", "/view").first)
    #expect(view.query("filename") == "a b_00001_.png" && view.query("type") == "output")
    #expect(rig.bench.place.kind("still.png") == .png)
    #expect(rig.world.note?.state == .answered)
  }

  @Test func `another take of a shot has another seed, the same take the same`() {
    #expect(Order.seed(7, "shot_05", take: 1) == Order.seed(7, "shot_05", take: 1))
    #expect(Set((1...50).map { Order.seed(7, "shot_05", take: $0) }).count == 50)
    #expect(Set((1...50).map { Order.seed(7, Shot.id($0), take: 1) }).count == 50)
  }

  @Test func `the character's reference is sent and named as the server names it`() throws {
    let rig = try rig()
    let adapter = try adapter(rig, ["stills": Workflows.character, "plain": Workflows.stills])
    let made = rig.draw(adapter.stills, references: [Pictures.jpeg])
    #expect(made.isMade, "\(made)")
    let name = try #require(try graph(rig)["12"]?["inputs"]?["image"]?.text)
    #expect(name.hasPrefix("reelspool/") && name.hasSuffix(".jpg"))
    #expect(comfy.state.withLock { $0.uploads[name] } == Pictures.jpeg)
  }

  @Test func `a shot without people is drawn by the plain workflow, and is refused where there is none`() throws {
    let rig = try rig()
    #expect(rig.draw(try adapter(rig, ["stills": Workflows.character, "plain": Workflows.stills]).stills).isMade)
    #expect(try graph(rig)["12"] == nil)
    let other = try self.rig()
    let failure = other.draw(try adapter(other, ["stills": Workflows.character]).stills).failure
    #expect(failure?.remedy?.contains("plain_workflow") == true)
  }

  @Test func `a clip begins from the still and is as long as the model's frames allow`() throws {
    comfy.state.withLock { state in
      state.file = Pictures.film
      state.outputs = [
        "8": ["images": [["filename": "preview.png", "subfolder": "", "type": "temp"]]],
        "9": ["images": [["filename": "v.mp4", "subfolder": "video", "type": "output"]], "animated": [true]],
      ]
    }
    let rig = try rig()
    let made = rig.animate(try adapter(rig, ["clips": Workflows.clips], keys: ["clips_fps": 16]).clips)
    #expect(made.isMade, "\(made)")
    let graph = try graph(rig)
    // 1.2 s at 16 frames a second are 19.2; 4n + 1 is 21.
    #expect(graph["3"]?["inputs"]?["length"] == 21 && graph["4"]?["inputs"]?["fps"] == 16)
    #expect(graph["3"]?["inputs"]?["width"] == 480 && graph["3"]?["inputs"]?["height"] == 832)
    #expect(graph["5"]?["inputs"]?["noise_seed"] != 4)
    let name = try #require(graph["1"]?["inputs"]?["image"]?.text)
    #expect(comfy.state.withLock { $0.uploads[name] } == Pictures.png)
    #expect(rig.server.asked("GET", "/view")[0].query("subfolder") == "video")
  }

  @Test func `where lengths are offered the next longer one is asked for`() throws {
    let rig = try rig()
    comfy.state.withLock { $0.file = Pictures.film }
    comfy.state.withLock { $0.outputs = ["9": ["gifs": [["filename": "v.mp4", "subfolder": "", "type": "output"]]]] }
    let adapter = try adapter(rig, ["clips": Workflows.clips], lengths: [1, 3, 5])
    #expect(adapter.clips?.longestClip == 5)
    _ = rig.animate(adapter.clips)
    #expect(try graph(rig)["3"]?["inputs"]?["length"] == 49)
  }

  @Test func `a server of one's own is asked every two seconds at least`() throws {
    var rig = try rig()
    rig.account.deadlines = Deadlines()
    #expect(try adapter(rig).account.deadlines.slowestPoll == 2)
    rig.account.endpoint = try #require(Endpoint("https://gpu.example.org"))
    #expect(try adapter(rig).account.deadlines.slowestPoll == 10)
  }

  @Test func `a map does what titles do`() throws {
    let rig = try rig()
    let plain: JSONValue = [
      "1": ["class_type": "A", "inputs": ["words": "x", "text": "stays"]],
      "2": ["class_type": "B", "inputs": ["n": 1]],
    ]
    let adapter = try adapter(
      rig, ["stills": plain], keys: ["stills_map": ["prompt": "1.words", "seed": ["2.n"]]])
    #expect(rig.draw(adapter.stills).isMade)
    #expect(try graph(rig)["1"]?["inputs"]?["words"] == "a forest, a red coat")
    #expect(try graph(rig)["1"]?["inputs"]?["text"] == "stays" && graph(rig)["2"]?["inputs"]?["n"] != 1)
  }

  @Test(arguments: [
    (["nodes": [], "links": []] as JSONValue, "Export (API)"), ([1] as JSONValue, "no JSON object"),
    (["1": ["x": 1]] as JSONValue, "class_type"), ([:] as JSONValue, "API format"),
    (["1": ["class_type": "A", "inputs": ["text": ""]]] as JSONValue, "mv:prompt"),
    (["1": ["class_type": "A", "inputs": [:], "_meta": ["title": "mv:prompt"]]] as JSONValue, "none of the inputs"),
    (["1": ["class_type": "A", "inputs": ["text": ""], "_meta": ["title": "mv:promt"]]] as JSONValue, "mv:promt"),
  ])
  func `a file that is no workflow for us is refused with advice`(file: JSONValue, words: String) throws {
    let rig = try rig()
    let fault = #expect(throws: SetupFault.self) { _ = try adapter(rig, ["stills": file]) }
    #expect(fault?.key == "stills_workflow" && fault?.text.contains(words) == true, "\(String(describing: fault))")
  }

  @Test func `a missing model is named`() throws {
    comfy.state.withLock {
      $0.refusal = Reply(
        400,
        json: [
          "error": ["type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation"],
          "node_errors": [
            "4": [
              "class_type": "CheckpointLoaderSimple",
              "errors": [
                [
                  "type": "value_not_in_list", "message": "Value not in list", "details": "ckpt_name: 'sdxl' not in []",
                  "extra_info": ["input_name": "ckpt_name", "received_value": "sdxl.safetensors"],
                ]
              ],
            ]
          ],
        ])
    }
    let rig = try rig()
    let failure = rig.draw(try adapter(rig).stills).failure
    #expect(failure?.kind == .invalid)
    #expect(failure?.message.contains("does not have sdxl.safetensors") == true, "\(String(describing: failure))")
    #expect(rig.world.note?.state == .closed)
  }

  @Test(arguments: [
    "no_prompt", "invalid_prompt", "prompt_no_outputs", "prompt_outputs_failed_validation",
  ])
  func `a graph that is refused is refused for good`(type: String) throws {
    comfy.state.withLock {
      $0.refusal = Reply(
        400, json: ["error": ["type": .string(type), "message": "no", "details": "why"], "node_errors": [:]])
    }
    let rig = try rig()
    let failure = rig.draw(try adapter(rig).stills).failure
    #expect(failure?.kind == .invalid && failure?.message.contains("no: why") == true)
    #expect(rig.server.asked("POST", "/prompt").count == 1)
  }

  @Test func `a graph of which a part was dropped is taken back and fails`() throws {
    comfy.state.withLock {
      $0.nodeErrors = [
        "9": [
          "class_type": "SaveImage",
          "errors": [["type": "required_input_missing", "message": "Required input is missing", "details": "images"]],
        ]
      ]
    }
    let rig = try rig()
    let failure = rig.draw(try adapter(rig).stills).failure
    #expect(failure?.kind == .invalid && failure?.message.contains("Required input is missing: images") == true)
    #expect(comfy.state.withLock { $0.pending.isEmpty })
  }

  @Test(arguments: [
    ("OutOfMemoryError", "CUDA out of memory", FailureKind.transient), ("RuntimeError", "shapes differ", .invalid),
  ])
  func `an error of a node is said in its words`(type: String, words: String, kind: FailureKind) throws {
    comfy.state.withLock { state in
      state.status = "error"
      state.messages = [
        [
          "execution_error",
          [
            "node_id": "3", "node_type": "KSampler", "exception_type": .string(type),
            "exception_message": .string(words),
          ],
        ]
      ]
    }
    let rig = try rig()
    let failure = rig.draw(try adapter(rig).stills).failure
    #expect(failure?.kind == kind && failure?.message.contains("KSampler says \(words)") == true)
  }

  @Test func `a workflow that saves nothing of use is said to`() throws {
    comfy.state.withLock { $0.outputs = ["9": ["text": ["hello"]]] }
    let rig = try rig()
    let failure = rig.draw(try adapter(rig).stills).failure
    #expect(failure?.kind == .invalid && failure?.remedy == "let it end in SaveImage")
  }

  @Test func `a job that the server forgot is tried again`() throws {
    comfy.state.withLock { $0.forgets = true }
    let rig = try rig()
    #expect(rig.draw(try adapter(rig).stills).failure?.kind == .transient)
    comfy.state.withLock { $0.forgets = false }
    #expect(rig.draw(try adapter(rig).stills).isMade)
    #expect(rig.server.asked("POST", "/prompt").count == 2)
  }

  @Test(arguments: [true, false])
  func `a graph whose reply was lost is found again, not sent again`(keepsIds: Bool) throws {
    comfy.state.withLock { state in
      state.losesReply = true
      state.keepsIds = keepsIds
    }
    let rig = try rig()
    #expect(rig.draw(try adapter(rig).stills).failure?.kind == .transient)
    #expect(rig.draw(try adapter(rig).stills).isMade)
    #expect(rig.server.asked("POST", "/prompt").count == 1)
  }

  @Test func `a job that nobody wants is taken from the queue, and only ours is interrupted`() throws {
    let rig = try rig(withdrawn: true)
    comfy.state.withLock { state in
      state.patience = 1000
      state.running = [[1, "somebody's", [:], [:], []]]
    }
    rig.world.begin(reserved: 5)
    comfy.state.withLock { $0.pending = [[2, "r", [:], [:], []]] }
    rig.stop.ask()
    #expect(rig.draw(try adapter(rig).stills).failure?.kind == .stopped)
    #expect(rig.server.asked("POST", "/queue")[0].json == ["delete": ["r"]])
    #expect(rig.server.asked("POST", "/interrupt").isEmpty)
    #expect(comfy.state.withLock { $0.pending.isEmpty && $0.running.count == 1 })
  }

  @Test func `a running job of ours is interrupted by its name`() throws {
    let rig = try rig(withdrawn: true)
    comfy.state.withLock { state in
      state.patience = 1000
      state.running = [[1, "r", [:], [:], []]]
    }
    rig.world.begin(reserved: 5)
    rig.stop.ask()
    #expect(rig.draw(try adapter(rig).stills).failure?.kind == .stopped)
    #expect(rig.server.asked("POST", "/interrupt")[0].json == ["prompt_id": "r"])
    #expect(rig.world.note?.state == .closed)
  }

  @Test func `the doctor names what the server does not have`() throws {
    let info: JSONValue = [
      "KSampler": [:], "EmptyLatentImage": [:], "CLIPTextEncode": [:], "SaveImage": [:],
      "CheckpointLoaderSimple": ["input": ["required": ["ckpt_name": [["other.safetensors"], [:]]]]],
    ]
    let rig = try Rig { asked in
      asked.path == "/system_stats" ? Reply(json: ["system": ["comfyui_version": "0.3.64"]]) : Reply(json: info)
    }
    let findings = try adapter(rig, ["stills": Workflows.character]).probe()
    #expect(findings.map(\.kind) == [.fine, .fault, .fault])
    #expect(findings[1].text.contains("no node LoadImage") && findings[2].text.contains("sdxl.safetensors"))
  }
}
