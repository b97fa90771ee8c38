import ArgumentParser
import Farm
import Glibc
import Spool

/// `reelspool run`: the daemon, in the foreground, until SIGTERM or SIGINT.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Work on a spool until told to stop; makes what the spool lacks.")

  @OptionGroup var place: SpoolOption
  @Option(name: .long, help: "The configuration file (TOML).") var config: String?

  func run() throws {
    let configuration = try Configuration.load(config)
    let path = try place.path(configured: configuration.spool)
    let settings = configuration.settings
    do {
      let daemon = try Daemon(
        spool: path, settings: settings, makers: makers(for: configuration), watcher: try watcherPath(), log: .standard)
      try daemon.run()
    } catch let error as SpoolError {
      throw error.kind == .unusable ? CommandFault.wrong("\(error)") : CommandFault.machine("\(error)")
    }
  }
}
