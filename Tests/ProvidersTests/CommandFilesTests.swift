import Foundation
import Media
import Providers
import Testing
import Vocabulary

@Suite struct CommandFilesTests {
  let bench = try! Bench()

  @Test(arguments: [
    (":", "no regular file still.png"), (": > still.png", "still.png, but it is empty"),
    ("mkdir still.png", "no regular file still.png"), ("ln -s /etc/passwd still.png", "no regular file still.png"),
    ("mkfifo still.png", "no regular file still.png"), ("echo x > clip.mp4", "no regular file still.png"),
  ])
  func `exit status 0 without a file is a failure that may pass`(script: String, what: String) throws {
    let failure = try #require(bench.failure(script))
    #expect(failure.kind == .transient)
    #expect(failure.message == "unable to draw shot_01 with puppet: it ended with exit status 0 and wrote \(what)")
  }

  @Test func `what an earlier try left does not pass for this one's`() throws {
    try Data("old".utf8).write(to: bench.folder.appendingPathComponent("still.png"))
    try Data(#"{"cost": 5}"#.utf8).write(to: bench.folder.appendingPathComponent("result.json"))
    #expect(bench.failure(":")?.kind == .transient)
    #expect(try bench.draw(bench.maker("echo new > still.png")).cost == 0)
  }

  @Test(arguments: [(#"{"cost": 40000}"#, 40000), (#"{"cost": 0, "model": "x"}"#, 0), ("{}", 0)])
  func `result json says what it cost`(bill: String, cost: Int64) throws {
    #expect(try bench.draw(bench.maker("echo x > still.png; echo '\(bill)' > result.json")).cost == cost)
  }

  @Test(arguments: [
    #"{"cost": -1}"#, #"{"cost": 0.04}"#, #"{"cost": "4"}"#, "4", "", "{", #"{"cost": 99999999999999999999}"#,
  ])
  func `a bill that cannot be read is not taken for nothing`(bill: String) throws {
    let failure = try #require(bench.failure("echo x > still.png; printf '%s' '\(bill)' > result.json"))
    #expect(failure.kind == .invalid)
    #expect(failure.message.contains("result.json"))
  }

  @Test func `references lie beside the program as copies that hold no way back`() throws {
    let original = bench.take.appendingPathComponent("lead.JPG")
    try Data("face".utf8).write(to: original)
    let keep = "cat > request.json; cat reference-1.jpg > still.png; echo spoilt > reference-1.jpg"
    // As the farm names them: below a descriptor of its own, which means nothing to a child.
    let folder = open(bench.take.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(folder) }
    try bench.draw(bench.maker(keep), references: ["/proc/self/fd/\(folder)/lead.JPG"])
    #expect(try bench.request()["references"] as? [String] == ["reference-1.jpg"])
    #expect(try bench.text("still.png") == "face")
    #expect(try String(contentsOf: original, encoding: .utf8) == "face")
  }

  @Test func `a reference that is lost fails the try before the program runs`() throws {
    let failure = #expect(throws: Failure.self) {
      try bench.draw(bench.maker("echo x > still.png"), references: ["/nowhere/lead.png"])
    }
    #expect(failure?.kind == .transient)
    #expect(try bench.names().isEmpty)
  }

  @Test func `references of a character are kept in order, and nothing else is`() throws {
    let script = "for n in 1 2 4; do echo $n > reference-$n.png; done; echo '{\"cost\": 3}' > result.json; echo > junk"
    let made = try bench.drawReferences(bench.maker(script))
    #expect(made.names == ["reference-1.png", "reference-2.png"] && made.cost == 3)
    #expect(try bench.names() == ["reference-1.png", "reference-2.png"])
  }

  @Test func `no reference is no success, and leaves nothing`() throws {
    #expect(throws: Failure.self) { try bench.drawReferences(bench.maker("mkdir -p a/b; echo x > a/b/c")) }
    #expect(try bench.names().isEmpty)
  }

  @Test func `a maker of clips is not asked for stills`() throws {
    let failure = #expect(throws: Failure.self) { try bench.draw(bench.maker("echo x > still.png", makes: [.clips])) }
    #expect(failure?.kind == .invalid)
    #expect(failure?.remedy?.contains("makes of [providers.command.puppet]") == true)
  }
}
