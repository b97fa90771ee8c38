import Planning
import Testing
import Vocabulary

@testable import Providers

@Suite struct SlotsTests {
  static let treatment = try! BuiltInWriter().treat(
    Brief(
      concept: "A woman walks through a forest to the sea", title: "t", fidelity: .expand, music: .pulsing, seed: 1),
    isStopped: { false })
  static let slots = Director(format: FilmFormat(width: 90, height: 160, fps: 10)).slots(for: .pulsing)

  /// What a good model answers to a request for shots, whichever they are.
  static func answer(_ asked: Asked, leavingOut: Set<String> = []) -> Reply {
    let schema = asked.json["response_format"]?["json_schema"]?["schema"]
    let ids = schema?["properties"]?["shots"]?["items"]?["properties"]?["slotId"]?["enum"]?.array ?? []
    let shots = ids.compactMap(\.text).filter { !leavingOut.contains($0) }.map { id in
      [
        "slotId": .string(id), "locationId": "place-1", "framing": "wide", "camera": "pushIn", "pose": "walk",
        "imagePrompt": .string("the woman of \(id) under tall trees in pale light, seen from afar"),
        "motionPrompt": "leaves fall while the camera pushes in", "characterIds": ["lead"], "continuityNotes": "",
        "changes": "she is nearer",
      ] as JSONValue
    }
    let object: JSONValue = ["summary": .string("so far \(ids.last?.text ?? "")"), "shots": .array(shots)]
    return .chat(String(decoding: object.bytes, as: UTF8.self))
  }

  func fill(_ bench: ChatBench) throws -> [ShotWords] {
    try bench.writer().fill(Self.slots, of: Self.treatment, brief: bench.brief(), isStopped: { false })
  }

  @Test func `slots go out in batches, each with the story so far`() throws {
    var bench = try ChatBench { Self.answer($0) }
    bench.keys = ["batch": 3]
    let words = try fill(bench)
    #expect(words.map(\.slotId) == Self.slots.map(\.id) && words.allSatisfy { $0.source == .model })
    #expect(bench.asked.count == (Self.slots.count + 2) / 3)
    let prompts = bench.asked.compactMap { $0.json["messages"]?[1]?["content"]?.text }
    #expect(!prompts[0].contains("so far shot_03") && prompts[1].contains("so far shot_03"))
    #expect(prompts[1].contains("the woman of shot_03") && prompts[1].contains("shot_04: "))
    #expect(!prompts[1].contains("shot_03: ") && prompts[0].contains("establish"))
  }

  @Test func `a restart in the middle asks only for what is missing`() throws {
    var bench = try ChatBench { Self.answer($0) }
    bench.keys = ["batch": 3]
    let first = try fill(bench)
    let asked = bench.asked.count
    #expect(try fill(bench) == first)
    #expect(bench.asked.count == asked && bench.purse.all.count == asked)
  }

  @Test func `what a model leaves out is the built-in writer's, and the plan says so`() throws {
    let bench = try ChatBench { Self.answer($0, leavingOut: ["shot_02"]) }
    let writer = try bench.writer()
    let plan = try Director(format: FilmFormat(width: 90, height: 160, fps: 10)).plan(
      Self.treatment, brief: bench.brief(), writer: writer, isStopped: { false })
    #expect(problems(in: plan, music: .pulsing) == [])
    #expect(plan.shots.map(\.source) == plan.shots.map { $0.id == "shot_02" ? .fallback : .model })
    #expect(plan.shots[2].imagePrompt.contains("the woman of shot_03"))
    #expect(bench.asked.count == 2, "it had one chance to correct itself")
    #expect(bench.asked[1].text.contains("lacks the slot shot_02"))
  }

  @Test func `lies about ids, kinds and lengths are mended one by one`() throws {
    let slots = Self.slots
    let bench = try ChatBench { _ in
      let shot: JSONValue = [
        "slotId": .string(slots[0].id), "locationId": "../../etc", "framing": "enormous", "camera": 5,
        "pose": .null, "imagePrompt": "a woman under tall trees in pale light", "motionPrompt": "",
        "characterIds": ["lead", "stranger"], "continuityNotes": "", "changes": "",
      ]
      return .chat(
        String(
          decoding: (["summary": "s", "shots": [shot, shot, "nonsense", ["slotId": "shot_99"]]] as JSONValue).bytes,
          as: UTF8.self))
    }
    let words = try fill(bench)
    #expect(words.map(\.slotId) == [slots[0].id])
    let first = try #require(words.first)
    #expect(first.locationId.hasPrefix("place-") && first.characterIds == ["lead"] && !first.motionPrompt.isEmpty)
    #expect(first.imagePrompt == "a woman under tall trees in pale light")
  }

  @Test func `our own examples keep to our own schemas`() throws {
    let treatment = try #require(JSONValue(parsing: TreatmentQuestion.example.utf8))
    #expect(TreatmentQuestion.schema.faults(in: treatment) == [])
    let shot = try #require(JSONValue(parsing: SlotsQuestion.example.utf8))
    let bench = try ChatBench([])
    let question = SlotsQuestion(slots: Self.slots, treatment: Self.treatment, brief: bench.brief(), before: nil)
    let faults = question.schema.faults(in: ["summary": "a search", "shots": [shot]])
    #expect(faults.map(\.pointer) == ["/shots"], "only that it is alone")
  }

  @Test func `a schema is in the subset that strict servers take`() throws {
    let bench = try ChatBench([])
    let question = SlotsQuestion(slots: Self.slots, treatment: Self.treatment, brief: bench.brief(), before: nil)
    for schema in [TreatmentQuestion.schema.json, question.schema.json] { check(schema) }
  }

  private func check(_ schema: JSONValue) {
    let known: Set<String> = [
      "type", "properties", "required", "additionalProperties", "items", "enum", "description",
    ]
    let keys = schema.object.map { Set($0.keys) } ?? []
    #expect(keys.isSubset(of: known))
    if let properties = schema["properties"]?.object {
      #expect(schema["additionalProperties"] == false)
      #expect(Set(schema["required"]?.array?.compactMap(\.text) ?? []) == Set(properties.keys))
      for value in properties.values { check(value) }
    }
    if let items = schema["items"] { check(items) }
    if let words = schema["enum"]?.array { #expect(!words.isEmpty) }
  }
}
