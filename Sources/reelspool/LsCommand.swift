import ArgumentParser
import Spool

/// `reelspool ls`: every job and where it stands.
struct LsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ls", abstract: "List the jobs and where each stands.")

  @OptionGroup var place: SpoolOption

  func run() throws {
    let spool = try place.open()
    for state in JobState.holdingJobs {
      for name in (try? spool[state].names().sorted()) ?? [] where !name.hasPrefix(".") {
        print("\(state.rawValue)\t\(name)")
      }
    }
  }
}
