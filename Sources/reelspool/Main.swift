import ArgumentParser
import Glibc

/// The program. `main` holds one call: closures written in it would be bound to the main actor.
@main struct Main {
  static func main() { runReelspool() }
}

/// A verb that could not be carried out, with the exit status that says whose turn it is.
struct CommandFault: Error {
  /// 100: asked wrongly, and asking again will not help. 111: the machine failed, and trying again may help.
  var status: Int32
  var message: String

  static func wrong(_ message: String) -> CommandFault { CommandFault(status: 100, message: message) }
  static func machine(_ message: String) -> CommandFault { CommandFault(status: 111, message: message) }
}

private func runReelspool() {
  do {
    var command = try Reelspool.parseAsRoot()
    try command.run()
  } catch let fault as CommandFault {
    complain(fault.message)
    exit(fault.status)
  } catch let code as ExitCode {
    exit(code.rawValue)
  } catch {
    let text = Reelspool.fullMessage(for: error)
    guard Reelspool.exitCode(for: error).isSuccess else {
      complain(text)
      exit(100)
    }
    print(text)
  }
}

/// One message on standard error.
func complain(_ text: String) {
  let line = text + "\n"
  _ = line.withCString { write(2, $0, strlen($0)) }
}

/// `reelspool`: every verb but `run` only reads folders and moves files, and works with the daemon down.
struct Reelspool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reelspool",
    abstract: "A farm that turns a song and a written concept into a music video.",
    discussion: """
      Drop a folder with a song and a concept.txt into SPOOL/inbox/, watch it with ls, mend it with mv.
      The spool is named by --spool or by REELSPOOL_SPOOL.
      """,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, SubmitCommand.self, LsCommand.self, ShowCommand.self, WatchCommand.self, RetryCommand.self,
      RedoCommand.self, HoldCommand.self, ResumeCommand.self, CancelCommand.self, AnalyzeCommand.self,
      VerifyCommand.self, PruneCommand.self, CostsCommand.self, SettleCommand.self, PlanCommand.self,
      ContinuityCommand.self,
      DoctorCommand.self,
    ])
}
