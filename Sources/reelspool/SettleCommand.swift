import ArgumentParser
import Farm
import Ledger
import Spool
import Vocabulary

/// `reelspool settle`: a person says how a call ended whose reply was lost.
struct SettleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle", abstract: "Say what a lost call cost, after a look into the provider's account.",
    discussion: """
      For shots and jobs that wait in failed/ because nobody could tell whether a call was charged. Only the money is \
      settled; `retry` then tries again.
      """)

  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.", completion: jobCompletion) var job: String
  @Argument(help: "The shot (shot_05, or 5) or the character; all open calls of the job without it.") var subject:
    String?
  @Option(name: .long, help: "What the account says it cost, in US dollars.") var charged: String?
  @Flag(name: .long, help: "The account has no such call.") var notCharged = false

  func validate() throws {
    guard (charged != nil) != notCharged else { throw ValidationError("say either --charged AMOUNT or --not-charged") }
    if let charged, Money.read(charged) == nil { throw ValidationError("--charged is an amount such as 0.05") }
  }

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    let subject = subject.map { (try? shotName($0)) ?? $0 }
    do {
      let ledger = LedgerFolder(try spool.own("ledger"))
      let open = try ledger.open(of: name, subject: subject)
      try check(open, name, state, spool)
      for call in open {
        try ledger.end(call, cost: charged.flatMap(Money.read))
        print("\(name) \(call.what): \(charged.flatMap(Money.read).map(Money.text) ?? "not charged")")
      }
    } catch let error as SpoolError { throw CommandFault.machine("\(error)") }
  }

  private func check(_ open: [LedgerLine], _ name: String, _ state: JobState, _ spool: SpoolFolders) throws {
    guard !open.isEmpty else {
      throw CommandFault.wrong("unable to settle \(name): none of its calls is open; `reelspool costs` shows them")
    }
    if charged != nil, open.count > 1 {
      throw CommandFault.wrong(
        "unable to settle \(name): \(open.count) calls are open (\(open.map(\.what).joined(separator: ", "))); name one"
      )
    }
    let folder = try JobFolder(name: name, folder: spool[state].folder(name), state: state)
    for call in open where isAtWork(call, folder) {
      throw CommandFault.wrong("unable to settle \(call.what): it is being made; wait for its end, or hold the job")
    }
  }

  /// Only what rests is settled by hand: a worker writes the end of its own call.
  private func isAtWork(_ call: LedgerLine, _ job: JobFolder) -> Bool {
    guard job.state.isWorking else { return false }
    let file = ShotTicket.fileName(call.subject)
    guard ShotTicket.shot(ofFile: file) != nil else { return true }
    return [ShotState.todo, .drawing, .drawn, .animating].contains { (try? job.shots($0))?.has(file) ?? false }
  }
}

extension LedgerLine {
  /// "the clip of shot_05".
  fileprivate var what: String { subject.isEmpty ? "the \(step.rawValue)" : "the \(step.rawValue) of \(subject)" }
}
