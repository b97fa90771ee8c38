import ArgumentParser
import Generating
import Media
import Spool
import Storyboard
import Vocabulary

/// `reelspool continuity`: whether the lead of a finished job looks like themselves in every shot, in figures.
///
/// Where the built-in artist drew a shot, it draws it once more with the coat in another colour: the pixels that change
/// are the coat, so the mask is exact. The film's own frames, and other makers' shots, are measured by colour alone.
struct ContinuityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "continuity", abstract: "Measure whether the lead looks the same in every shot of a job.")

  @Argument(help: "The folder of a job that has its clips.") var job: String

  func run() throws {
    let folder: Folder
    do { folder = try Folder.open(job) } catch { throw CommandFault.wrong("unable to open \(job): \(error)") }
    let bench = try Bench("continuity")
    var gauge = try ContinuityGauge(job: folder.path, bench: bench.folder)
    try gauge.measure()
    print(gauge.table, terminator: "")
  }
}
