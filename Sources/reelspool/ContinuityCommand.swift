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

  @OptionGroup var place: SpoolOption
  @Argument(
    help: "The job, the beginning of its name, or the folder of one that has its clips.", completion: jobCompletion)
  var job: String

  func run() throws {
    let bench = try Bench("continuity")
    var gauge = try ContinuityGauge(job: try folder().path, bench: bench.folder)
    try gauge.measure()
    print(gauge.table, terminator: "")
  }

  /// A folder that is a job needs no spool: it may be a copy.
  private func folder() throws -> Folder {
    if let folder = try? Folder.open(job), folder.has("plan.json") { return folder }
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    do { return try spool[state].folder(name) } catch { throw CommandFault.machine("\(error)") }
  }
}
