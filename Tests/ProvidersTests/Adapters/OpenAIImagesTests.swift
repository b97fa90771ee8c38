import Foundation
import Media
import Testing
import Vocabulary

@testable import Providers

@Suite struct OpenAIImagesTests {
  private static func picture(_ bytes: [UInt8] = Pictures.upright) -> JSONValue {
    [
      "created": 1, "data": [["b64_json": .string(Data(bytes).base64EncodedString())]],
      "usage": ["input_tokens": 100, "output_tokens": 4000, "total_tokens": 4100],
    ]
  }

  @Test func `a picture is asked for field by field, and its tokens are its cost`() throws {
    var rig = try Rig(model: "gpt-image-2", price: 5) { _ in Reply(json: Self.picture()) }
    rig.price { ($0.image, $0.tokensIn, $0.tokensOut) = (nil, 5_000_000, 40_000_000) }
    let adapter = try OpenAIImages(
      rig.setup(["quality": "medium", "size": "512x768", "extra": ["moderation": "low"]]))
    let made = rig.draw(adapter.stills)
    #expect(made.value?.cost == 160_500, "\(made)")
    let asked = try #require(rig.server.asked.first)
    #expect(asked.method == "POST" && asked.path == "/v1/images/generations")
    #expect(asked.headers["authorization"] == "Bearer sk-word" && asked.headers["content-type"] == "application/json")
    #expect(
      asked.json == [
        "model": "gpt-image-2", "prompt": "a forest, a red coat Do not show: rain.", "size": "512x768", "n": 1,
        "quality": "medium", "moderation": "low",
      ])
    #expect(rig.bench.place.kind("still.png") == .png && rig.server.asked.count == 1)
  }

  @Test func `a character's reference makes it an edit`() throws {
    let rig = try Rig(price: 5) { _ in Reply(json: Self.picture()) }
    let adapter = try OpenAIImages(rig.setup(["size": "512x768"]))
    #expect(rig.draw(adapter.stills, references: [Pictures.png, Pictures.jpeg], notes: "").isMade)
    let asked = try #require(rig.server.asked.first)
    #expect(asked.path == "/v1/images/edits")
    let parts = asked.parts
    #expect(parts.filter { $0.name == "image[]" }.map(\.body) == [Pictures.png, Pictures.jpeg])
    #expect(parts.filter { $0.name == "image[]" }.map(\.type) == ["image/png", "image/jpeg"])
    let fields = Dictionary(uniqueKeysWithValues: parts.filter { $0.file == nil }.map { ($0.name, $0.text) })
    #expect(fields == ["model": "m", "prompt": "a forest, a red coat", "size": "512x768", "n": "1"])
  }

  @Test func `references are left out where the configuration says so`() throws {
    let rig = try Rig(price: 5) { _ in Reply(json: Self.picture()) }
    let adapter = try OpenAIImages(rig.setup(["references": false, "size": "512x768"]))
    #expect(rig.draw(adapter.stills, references: [Pictures.png]).isMade)
    #expect(rig.server.asked[0].path == "/v1/images/generations")
  }

  @Test func `a picture may come as an address, which is fetched without the key`() throws {
    let store = try PuppetServer([Reply(200, bytes: Pictures.upright)])
    let url = JSONValue.string(store.base + "/x.png?sig=1")
    let rig = try Rig(price: 5) { _ in Reply(json: ["data": [["url": url, "b64_json": .null]]]) }
    #expect(rig.draw(try OpenAIImages(rig.setup(["size": "512x768"])).stills).isMade)
    #expect(store.asked.count == 1 && store.asked[0].headers["authorization"] == nil)
  }

  @Test func `an address that fails is asked again, the picture is not paid again`() throws {
    let store = try PuppetServer([
      Reply(503), Reply(200, "x", [:], .cutOff(after: 0)), Reply(200, bytes: Pictures.upright),
    ])
    let url = JSONValue.string(store.base + "/x.png")
    let rig = try Rig(price: 5) { _ in Reply(json: ["data": [["url": url]]]) }
    #expect(rig.draw(try OpenAIImages(rig.setup(["size": "512x768"])).stills).isMade)
    #expect(store.asked.count == 3 && rig.server.asked.count == 1 && rig.world.spent == 5)
  }

  @Test func `what a gateway says it cost counts more than any table`() throws {
    let rig = try Rig(price: 5) { _ in Reply(json: Self.picture(), ["x-litellm-response-cost": "0.0421"]) }
    #expect(rig.draw(try OpenAIImages(rig.setup(["size": "512x768"])).stills).value?.cost == 42_100)
  }

  @Test func `another size than was asked for is a failure that keeps its cost`() throws {
    let rig = try Rig(price: 5) { _ in Reply(json: Self.picture(Pictures.square)) }
    let failure = rig.draw(try OpenAIImages(rig.setup()).stills).failure
    #expect(failure?.message.contains("256x256 pixels large, and 1024x1536 was asked for") == true)
    #expect(rig.world.spent == 5 && rig.world.note?.state == .closed)
  }

  @Test(arguments: [
    (
      400, #"{"error":{"message":"Your request was rejected","code":"moderation_blocked","type":"x"}}"#,
      FailureKind.refused
    ),
    (400, #"{"error":{"message":"Invalid size","code":"invalid_value"}}"#, .invalid),
    (404, #"{"error":{"message":"The model does not exist","code":"model_not_found"}}"#, .invalid),
    (401, #"{"error":{"message":"Incorrect API key provided: sk-word"}}"#, .unfunded),
    (429, #"{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}"#, .throttled),
    (429, #"{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}"#, .unfunded),
  ])
  func `what is turned away costs nothing`(status: Int, body: String, kind: FailureKind) throws {
    let rig = try Rig(price: 5) { _ in Reply(status, body) }
    let failure = rig.draw(try OpenAIImages(rig.setup()).stills).failure
    #expect(failure?.kind == kind && failure?.description.contains("sk-word") == false)
    #expect(rig.world.spent == 0 && rig.world.note?.state == .closed && rig.server.asked.count == 1)
  }

  @Test(arguments: [
    Reply(500, #"{"error":{"message":"The server had an error"}}"#), .closed,
    Reply(200, "{\"data\":[", [:], .cutOff(after: 4)),
    Reply(200, "<html>proxy</html>"), Reply(504),
  ])
  func `what may have been charged is never asked for again`(reply: Reply) throws {
    let rig = try Rig(price: 5) { _ in reply }
    let adapter = try OpenAIImages(rig.setup())
    #expect(rig.draw(adapter.stills).failure?.kind == .ambiguous)
    #expect(rig.draw(adapter.stills).failure?.kind == .ambiguous)
    #expect(rig.server.asked.count == 1 && rig.world.spent == 5)
  }

  @Test(arguments: [[:] as JSONValue, ["data": []], ["data": [["b64_json": "%%%"]]], ["data": [["url": 7]]]])
  func `a success without a picture keeps its cost`(answer: JSONValue) throws {
    let rig = try Rig(price: 5) { _ in Reply(json: answer) }
    #expect(rig.draw(try OpenAIImages(rig.setup()).stills).failure?.kind == .invalid)
    #expect(rig.world.spent == 5)
  }

  @Test func `the reference of a character is drawn before any shot`() throws {
    let rig = try Rig(price: 5) { _ in Reply(json: Self.picture()) }
    let made = rig.drawReferences(try OpenAIImages(rig.setup(["size": "512x768"])).stills)
    #expect(made.value?.names == ["reference-1.png"] && made.value?.cost == 5, "\(made)")
    #expect(rig.server.asked[0].json["prompt"] == "the lead, front view Do not show: rain.")
    #expect(rig.bench.place.kind("reference-1.png") == .png)
  }

  @Test func `the doctor names the models that there are`() throws {
    let rig = try Rig(model: "gone", price: 5) { _ in Reply(json: ["data": [["id": "b"], ["id": "a"]]]) }
    let findings = try OpenAIImages(rig.setup()).probe()
    #expect(findings[0].kind == .fault && findings[0].text.contains("it has a, b"))
    #expect(rig.server.asked.map(\.path) == ["/v1/models"])
  }
}
