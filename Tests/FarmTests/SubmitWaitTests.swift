import Foundation
import Spool
import Testing
import Vocabulary

@testable import Farm

/// The verbs that scripts wait for, as programs beside a real daemon.
@Suite(.serialized) struct SubmitWaitTests {
  /// A bundle that lies outside of the spool.
  private func bundle() throws -> String {
    let folder = TestPlace.folder("bundle") + "/night"
    try Barn.manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Barn.manager.copyItem(atPath: try Song.path(), toPath: "\(folder)/song.wav")
    try Data("A fox runs through a red forest".utf8).write(to: URL(filePath: "\(folder)/concept.txt"))
    return folder
  }

  private func run(_ arguments: [String], _ barn: Barn) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: TestPlace.built("reelspool"))
    process.arguments = arguments + ["--spool", barn.path]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Neither pipe fills: a waiting verb says a line for each step of a small job.
    process.waitUntilExit()
    func text(_ pipe: Pipe) -> String {
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    return (process.terminationStatus, text(output), text(errors))
  }

  @Test func `submit waits for the film and prints its path, and what is there already is refused`() throws {
    let barn = try Barn()
    try barn.start()
    let bundle = try bundle()
    let (status, output, errors) = try run(["submit", bundle, "--wait"], barn)
    #expect(status == 0, "\(errors)")
    let job = try barn.job(in: .done)
    #expect(output == "\(barn.path)/done/\(job)/final.mp4\n")
    #expect(errors.contains("100 %") && errors.contains("generating"), "progress goes to standard error")
    #expect(try run(["verify", job, "--json"], barn).output.contains("\"report\""))
    let again = try run(["submit", bundle, "--wait"], barn)
    #expect(again.status == 100 && again.output.isEmpty && again.errors.contains("done/\(job)"))
    barn.stop()
  }

  @Test func `submit ends with status 1 and the reason when a shot waits for a person`() throws {
    let barn = try Barn()
    barn.puppet.fail(.draw, "shot_01", [Failure(.refused, "unable to draw: the server declined it")])
    try barn.start()
    let (status, output, errors) = try run(["submit", try bundle(), "--wait", "--json"], barn)
    #expect(status == 1 && errors.contains("shot_01"), "\(errors)")
    let facts = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(facts["failedShots"] as? [String] == ["shot_01"] && facts["state"] as? String == "generating")
    #expect(facts["waitsForPerson"] as? Bool == true)
    barn.stop()
  }
}
