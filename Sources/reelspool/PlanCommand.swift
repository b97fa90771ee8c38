import ArgumentParser
import FoundationEssentials
import Planning
import Spool
import Vocabulary

/// `reelspool plan`: what the built-in writer and the director make of an analysis and a concept, as JSON on standard
/// output. Nothing is drawn and no spool is needed: benchmarks ask it about many songs, and a treatment can be read
/// before a film is made of it.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Print the plan of a film that is not made, as JSON.", shouldDisplay: false)

  @Argument(help: "What `reelspool analyze` printed.") var analysis: String
  @Argument(help: "A file with the concept in prose.") var concept: String
  @Option(help: "The film's title.") var title = ""
  @Option(help: "preserve or expand.") var fidelity = Fidelity.expand.rawValue
  @Option(help: "Chooses among equally good inventions.") var seed: UInt64 = 1
  @Option(help: "Frames a second.") var fps = 30
  @Flag(help: "Print the treatment instead.") var treatment = false

  func run() throws {
    guard let fidelity = Fidelity(rawValue: fidelity) else {
      throw CommandFault.wrong("unable to plan: fidelity is preserve or expand, not \(fidelity)")
    }
    guard (1...60).contains(fps) else { throw CommandFault.wrong("unable to plan: fps is 1 to 60, not \(fps)") }
    let brief = Brief(
      concept: String(decoding: try read(concept), as: UTF8.self), title: title, fidelity: fidelity,
      music: try music(), seed: seed)
    do throws(Failure) { try say(brief) } catch { throw CommandFault.wrong(error.message) }
  }

  private func say(_ brief: Brief) throws(Failure) {
    let writer = BuiltInWriter()
    let meaning = try writer.treat(brief, isStopped: { false })
    let director = Director(format: FilmFormat(width: 1080, height: 1920, fps: fps))
    let plan = try director.plan(meaning, brief: brief, writer: writer, isStopped: { false })
    let bytes = try? treatment ? Document.encode(meaning) : Document.encode(plan)
    print(String(decoding: bytes ?? [], as: UTF8.self), terminator: "")
  }

  private func music() throws -> MusicMap {
    let data = try read(analysis)
    do { return try JSONDecoder().decode(MusicMap.self, from: data) } catch {
      throw CommandFault.wrong("unable to read \(analysis): it is not what `reelspool analyze` prints")
    }
  }

  private func read(_ path: String) throws -> Data {
    do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw CommandFault.wrong("unable to read \(path)")
    }
  }
}
