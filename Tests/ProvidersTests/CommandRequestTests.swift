import Foundation
import Media
import Providers
import Testing
import Vocabulary

@Suite struct CommandRequestTests {
  let bench = try! Bench()
  let keep = "cat > request.json; echo x > still.png; echo x > clip.mp4; echo x > reference-1.png"

  @Test func `a still's document has every field`() throws {
    try bench.draw(bench.maker(keep), .shot(3, notes: "palette blue; never seen: rain, neon"))
    let request = try bench.request()
    #expect(
      request.keys.sorted() == [
        "characters", "fps", "frames", "height", "negativePrompt", "output", "prompt", "references", "seconds", "seed",
        "shot", "step", "take", "version", "width",
      ])
    #expect(request["version"] as? Int == 1)
    #expect(request["step"] as? String == "still")
    #expect(request["output"] as? String == "still.png")
    #expect(request["prompt"] as? String == "a \"red\" forest, Überall")
    #expect(request["negativePrompt"] as? String == "rain, neon")
    #expect(request["width"] as? Int == 90 && request["height"] as? Int == 160)
    #expect(request["fps"] as? Int == 10 && request["frames"] as? Int == 12 && request["seconds"] as? Double == 1.2)
    #expect((request["seed"] as? NSNumber)?.uint64Value == UInt64.max)
    #expect(request["take"] as? Int == 2)
    #expect((request["references"] as? [String])?.isEmpty == true)
    #expect((request["characters"] as? [[String: Any]])?.map { $0["wardrobe"] as? String } == ["a red coat"])
    let shot = try JSONSerialization.data(withJSONObject: try #require(request["shot"]))
    #expect(try JSONDecoder().decode(Shot.self, from: shot) == .shot(3, notes: "palette blue; never seen: rain, neon"))
  }

  @Test func `a clip's document names the still, and nothing negative where nothing is excluded`() throws {
    try bench.animate(bench.maker(keep))
    let request = try bench.request()
    #expect(request["step"] as? String == "clip")
    #expect(request["still"] as? String == "../still.png")
    #expect(request["output"] as? String == "clip.mp4")
    #expect(request["prompt"] as? String == "slow push")
    #expect(request["seed"] as? Int == 7)
    #expect(request["negativePrompt"] == nil)
    #expect(
      Set(request.keys).isSuperset(of: ["version", "shot", "width", "height", "fps", "frames", "seconds", "take"]))
  }

  @Test func `a character's document has no shot and no length`() throws {
    // The side bench goes, so the program has to say elsewhere what it got.
    let script = "cat > ../request.json; echo x > reference-1.png"
    _ = try bench.drawReferences(bench.maker(script), .avoiding(["rain"]))
    let request = try bench.request()
    #expect(
      request.keys.sorted() == [
        "characters", "height", "negativePrompt", "output", "prompt", "references", "seed", "step", "version", "width",
      ])
    #expect(request["step"] as? String == "references")
    #expect(request["output"] as? String == "reference-1.png")
    #expect(request["width"] as? Int == 768 && request["height"] as? Int == 1152)
    #expect(request["negativePrompt"] as? String == "rain")
    #expect((request["characters"] as? [[String: Any]])?.map { $0["id"] as? String } == ["lead"])
  }

  @Test func `sed can read every plain field, whatever stands in the texts`() throws {
    var shot = Shot.plain
    shot.imagePrompt = "x\n  \"width\" : 1,\n\"palette\" : [\n"
    try bench.draw(bench.maker(#"sed -n 's/^  "width" : \([0-9]*\),\{0,1\}$/\1/p' > still.png"#), shot)
    #expect(try bench.text("still.png") == "90\n")
  }

  @Test(arguments: ["exec <&-; echo x > still.png", "echo x > still.png", "sleep 0.2; echo x > still.png"])
  func `a program need not read what it is told`(script: String) throws {
    var shot = Shot.plain
    shot.imagePrompt = String(repeating: "long ", count: 400_000)
    try bench.draw(bench.maker(script), shot)
    #expect(try bench.text("still.png") == "x\n")
  }

  @Test func `no text of a person reaches the arguments or the environment`() throws {
    var shot = Shot.plain
    shot.imagePrompt = "$(touch pwned) `touch pwned`"
    try bench.draw(bench.maker("cat >/dev/null; tr '\\0' '\\n' < /proc/$$/cmdline > still.png; env >> still.png"), shot)
    #expect(try !bench.text("still.png").contains("forest"))
    #expect(try bench.names() == ["still.png"])
  }
}
