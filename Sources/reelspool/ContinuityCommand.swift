import ArgumentParser
import FoundationEssentials
import Generating
import Glibc
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
    let bench = try scratchFolder()
    defer { try? FileManager.default.removeItem(atPath: bench.path) }
    var gauge = try ContinuityGauge(job: folder.path, bench: bench)
    try gauge.measure()
    print(gauge.table, terminator: "")
  }

  private func scratchFolder() throws -> Folder {
    var template = Array("/tmp/reelspool-continuity-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFault.machine("unable to make a temporary folder: \(String(cString: strerror(errno)))")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do { return try Folder.open(path) } catch { throw CommandFault.machine("\(error)") }
  }
}
