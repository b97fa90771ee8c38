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

  /// The watcher lies beside this program, wherever that was installed.
  private func watcherPath() throws -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/reelspool-watch"
    guard access(path, X_OK) == 0 else {
      throw CommandFault.machine("unable to watch the spool: \(path) is missing; install it beside reelspool")
    }
    return path
  }
}
