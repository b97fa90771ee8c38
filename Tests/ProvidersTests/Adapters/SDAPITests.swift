import Dispatch
import Foundation
import Generating
import Media
import Testing
import Vocabulary

@testable import Providers

@Suite struct SDAPITests {
  private static func picture(_ bytes: [UInt8] = Pictures.upright) -> Reply {
    Reply(json: [
      "images": [.string(Data(bytes).base64EncodedString())], "parameters": [:], "info": "{\"seed\": 5}",
    ])
  }

  @Test func `a picture is asked for field by field`() throws {
    let rig = try Rig(model: "dreamy") { _ in Self.picture() }
    let adapter = try SDAPI(
      rig.setup([
        "size": "512x768", "steps": 25, "cfg_scale": 6.5, "sampler": "DPM++ 2M", "scheduler": "Karras",
        "extra": ["enable_hr": false],
      ]))
    let made = rig.draw(adapter.stills)
    #expect(made.value?.cost == 0, "\(made)")
    let asked = try #require(rig.server.asked.first)
    #expect(asked.path == "/sdapi/v1/txt2img")
    let seed = try #require(asked.json["seed"]?.int)
    #expect((0...Int(Int32.max)).contains(seed))
    #expect(
      asked.json == [
        "prompt": "a forest, a red coat", "negative_prompt": "rain", "width": 512, "height": 768,
        "seed": .integer(Int64(seed)), "steps": 25, "cfg_scale": 6.5, "sampler_name": "DPM++ 2M",
        "scheduler": "Karras", "batch_size": 1, "n_iter": 1, "send_images": true, "save_images": false,
        "enable_hr": false, "override_settings": ["sd_model_checkpoint": "dreamy"],
        "override_settings_restore_afterwards": true,
      ])
  }

  @Test func `a name and a word go by the Basic scheme`() throws {
    var rig = try Rig { _ in Self.picture() }
    rig.account.endpoint.key = Secret("Aladdin:open sesame")
    _ = rig.draw(try SDAPI(rig.setup(["size": "512x768"])).stills)
    #expect(rig.server.asked[0].headers["authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
  }

  @Test func `without a size it is the film's shape in a megapixel`() throws {
    let rig = try Rig(model: "") { _ in Self.picture(Pictures.upright) }
    let failure = rig.draw(try SDAPI(rig.setup()).stills).failure
    #expect(rig.server.asked[0].json["width"] == 768 && rig.server.asked[0].json["height"] == 1344)
    #expect(rig.server.asked[0].json["override_settings"] == nil)
    // A server that takes no notice of the size is caught.
    #expect(failure?.message.contains("512x768 pixels large, and 768x1344 was asked for") == true)
  }

  @Test func `the character's reference is painted over`() throws {
    let rig = try Rig { _ in Self.picture() }
    let adapter = try SDAPI(rig.setup(["size": "512x768", "reference": "img2img", "denoising": 0.6]))
    #expect(rig.draw(adapter.stills, references: [Pictures.png]).isMade)
    let asked = rig.server.asked[0]
    #expect(asked.path == "/sdapi/v1/img2img")
    #expect(asked.json["init_images"] == [.string(Data(Pictures.png).base64EncodedString())])
    #expect(asked.json["denoising_strength"] == 0.6)
  }

  @Test func `or goes to the adapter that the configuration names`() throws {
    let rig = try Rig { _ in Self.picture() }
    let maker = try SDAPI(
      rig.setup([
        "size": "512x768", "ip_adapter": ["module": "ip-adapter_face_id", "model": "face", "weight": 0.8],
      ]))
    #expect(rig.draw(maker.stills, references: [Pictures.png]).isMade)
    let unit = rig.server.asked[0].json["alwayson_scripts"]?["controlnet"]?["args"]?[0]
    #expect(
      unit == [
        "enabled": true, "image": .string(Data(Pictures.png).base64EncodedString()), "module": "ip-adapter_face_id",
        "model": "face", "weight": 0.8,
      ])
    let without = try Rig { _ in Self.picture() }
    #expect(without.draw(adapter(without), references: []).isMade)
    #expect(without.server.asked[0].json["alwayson_scripts"] == nil)
  }

  private func adapter(_ rig: Rig) -> (any StillMaker)? {
    try? SDAPI(rig.setup(["size": "512x768", "ip_adapter": ["model": "face"]])).stills
  }

  @Test func `a server that was started without its API is told apart from a wrong request`() throws {
    let rig = try Rig { _ in Reply(404, #"{"detail":"Not Found"}"#) }
    let failure = rig.draw(try SDAPI(rig.setup()).stills).failure
    #expect(failure?.kind == .invalid && failure?.remedy == "start the server with --api")
  }

  @Test(arguments: [
    (422, #"{"detail":[{"loc":["body","steps"],"msg":"not a number"}]}"#, FailureKind.invalid, "body.steps"),
    (500, #"{"error":"OutOfMemoryError","detail":"","body":"","errors":"CUDA out of memory"}"#, .transient, "CUDA"),
    (500, #"{"error":"server_error","message":"generation failed"}"#, .transient, "generation failed"),
    (404, "", .invalid, "API"), (429, "", .throttled, "429"),
  ])
  func `errors are said in the server's words`(status: Int, body: String, kind: FailureKind, words: String) throws {
    let rig = try Rig { _ in Reply(status, body) }
    let failure = rig.draw(try SDAPI(rig.setup()).stills).failure
    #expect(failure?.kind == kind && failure?.message.contains(words) == true, "\(String(describing: failure))")
  }

  @Test(arguments: [true, false])
  func `a stop interrupts the server only where all of its work is ours`(isExclusive: Bool) throws {
    let rig = try Rig { $0.path.hasSuffix("txt2img") ? .silent : Reply(json: [:]) }
    let (stop, server) = (rig.stop, rig.server)
    DispatchQueue(label: "stopper").async {
      while server.asked.isEmpty { breathe() }
      stop.ask()
    }
    let failure = rig.draw(try SDAPI(rig.setup(["exclusive": .bool(isExclusive)])).stills).failure
    #expect(failure?.kind == .stopped)
    #expect(rig.server.asked("POST", "/sdapi/v1/interrupt").count == (isExclusive ? 1 : 0))
  }

  @Test(
    arguments: [
      (["size": "large"], "size"), (["size": "9x9"], "size"), (["reference": "magic"], "reference"),
      (["reference": "ip-adapter"], "reference"), (["denoising": 2], "denoising"), (["steps": "many"], "steps"),
    ] as [([String: JSONValue], String)])
  func `a wrong value is named`(keys: [String: JSONValue], key: String) throws {
    let rig = try Rig { _ in Reply() }
    let fault = #expect(throws: SetupFault.self) { _ = try SDAPI(rig.setup(keys)) }
    #expect(fault?.key == key)
  }
}
