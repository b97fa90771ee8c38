import ArgumentParser
import Glibc
import Ledger
import Spool
import Vocabulary

/// `reelspool costs`: what was spent, from the ledger alone.
struct CostsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costs", abstract: "Show what was spent: estimated, actual, and still set aside.")

  @OptionGroup var place: SpoolOption
  @Argument(help: "Only this job (its name, or the beginning of it).") var job: String?
  @Option(name: .long, help: "job, shot, provider or day.") var by: String = "job"
  @Flag(name: .long, help: "Print one JSON document.") var json = false

  func validate() throws {
    guard Costs.Grouping(rawValue: by) != nil else { throw ValidationError("--by is job, shot, provider or day") }
  }

  func run() throws {
    let spool = try place.open()
    let found = try ledgerLines(spool)
    for name in found.damaged { complain("the ledger \(name) holds lines that somebody changed; they are not counted") }
    let costs = Costs(
      found.lines, by: Costs.Grouping(rawValue: by) ?? .job, job: try job.map { try name(of: $0, spool) })
    guard !json else {
      do { print(String(decoding: try Document.encode(costs), as: UTF8.self)) } catch {
        throw CommandFault.machine("\(error)")
      }
      return
    }
    show(costs)
  }

  /// A job that was pruned still stands in the ledger.
  private func name(of job: String, _ spool: SpoolFolders) throws -> String {
    if let found = try? findJob(job, in: spool) { return found.name }
    return job
  }

  private func show(_ costs: Costs) {
    guard !costs.rows.isEmpty else { return print("nothing was spent") }
    let width = costs.rows.map(\.name.count).max().map { min(60, max(8, $0)) } ?? 8
    print("\(by.padded(width))  \("calls".leading(6))\("estimated".leading(14))\("actual".leading(14))  set aside")
    for row in costs.rows + [costs.total] {
      let aside = row.open == 0 ? "" : "  \(Money.text(row.reserved)) for \(row.open)"
      print(
        "\(row.name.padded(width))  \("\(row.calls)".leading(6))\(Money.text(row.estimated).leading(14))"
          + "\(Money.text(row.actual).leading(14))\(aside)")
    }
  }
}

/// Every line of the ledger; none where there is no ledger yet.
func ledgerLines(_ spool: SpoolFolders) throws -> (lines: [LedgerLine], damaged: [String]) {
  do throws(SpoolError) { return try LedgerFolder(spool.own("ledger")).lines() } catch {
    throw CommandFault.machine("\(error)")
  }
}
