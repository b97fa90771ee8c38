import Foundation
import Media
import Providers
import Testing
import Vocabulary

/// The programs of docs/examples, as docs/providers/command.md tells people to use them.
@Suite struct ExamplesTests {
  let bench = try! Bench()
  let artist = Self.example("still-gradient.sh")
  let camera = Self.example("clip-zoom.sh")
  let format = FilmFormat.tiny

  static func example(_ name: String) -> CommandMaker {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return CommandMaker(name: "example", executable: root.appendingPathComponent("docs/examples/\(name)").path)
  }

  @Test func `the still has the film's size and the shot's colours`() throws {
    try bench.draw(artist)
    let pixels = try bench.pixels("still.png")
    #expect(pixels.count == format.width * format.height * 3)
    // The palette of the shot is bluish from first to last but for one cream.
    let red = stride(from: 0, to: pixels.count, by: 3).reduce(0) { $0 + Int(pixels[$1]) }
    let blue = stride(from: 2, to: pixels.count, by: 3).reduce(0) { $0 + Int(pixels[$1]) }
    #expect(blue > red)
  }

  @Test func `neighbours differ, and the same shot is the same again`() throws {
    try bench.draw(artist, .shot(1))
    let first = try bench.pixels("still.png")
    try bench.draw(artist, .shot(2))
    #expect(try bench.pixels("still.png") != first)
    try bench.draw(artist, .shot(1))
    #expect(try bench.pixels("still.png") == first)
  }

  @Test func `references come out, though they have no shot`() throws {
    #expect(try bench.drawReferences(artist).names == ["reference-1.png"])
    #expect(try bench.pixels("reference-1.png").count == 768 * 1152 * 3)
  }

  @Test(arguments: [CameraMove.pushIn, .pullBack]) func `the clip has every frame, and they move`(move: CameraMove)
    throws
  {
    let shot = Shot.shot(1, camera: move)
    try bench.draw(artist, shot)
    try FileManager.default.moveItem(
      at: bench.folder.appendingPathComponent("still.png"), to: bench.take.appendingPathComponent("still.png"))
    try bench.animate(camera, shot)
    let pixels = try bench.pixels("clip.mp4")
    let frame = format.width * format.height * 3
    #expect(pixels.count == frame * shot.frames)
    #expect(pixels.prefix(frame) != pixels.suffix(frame))
  }

  @Test func `a still that is not there says what ffmpeg said`() throws {
    let failure = #expect(throws: Failure.self) { try bench.animate(camera) }
    #expect(failure?.kind == .transient)
    #expect(failure?.message.contains("No such file") == true)
  }
}
