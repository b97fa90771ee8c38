import ArgumentParser
import Farm
import Ledger
import Spool
import Vocabulary

/// `reelspool show`: one job, for a person.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one job: song, story, shots.")

  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.", completion: jobCompletion) var job: String
  @Flag(name: .long, help: "Print JSON (docs/schemas/job.json).") var json = false

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    guard let summary = JobSummary.read(name, in: state, of: spool) else {
      throw CommandFault.machine("unable to read the job \(name): it has just moved; try again")
    }
    if json { return standardOutput(try Document.encode(JobFacts(summary, in: spool))) }
    var facts = JobFacts(summary, in: spool)
    facts.costs = (try? ledgerLines(spool).lines).map { Costs($0, by: .job, job: name).total }
    print(JobPage(summary, facts).text)
  }
}

/// "1:05.2"
func clock(_ seconds: Double) -> String {
  let tenths = Int((seconds * 10).rounded())
  let rest = tenths % 600
  return "\(tenths / 600):\(rest / 10 < 10 ? "0" : "")\(rest / 10).\(rest % 10)"
}

/// " 4.2 s"
func seconds(_ value: Double) -> String { "\(decimal(value, 1)) s".leading(6) }
