import ArgumentParser
import Farm
import Glibc
import Media
import Spool
import Vocabulary

/// `reelspool verify`: measures a finished film once more, all of it. Exit status 1 where it is not what it should be.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Decode a finished film, find every cut, measure everything again.",
    discussion: """
      Exit status 0 where every measure holds and every cut is seen on its planned frame, 1 where not. Changes nothing.
      """)

  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.", completion: jobCompletion) var job: String
  @Option(name: .long, help: "The cut to look at; the current one without it.") var cut: Int?
  @Flag(name: .long, help: "Print JSON (docs/schemas/verify.json).") var json = false

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    let folder: JobFolder
    let finished: FinishedCut
    do {
      folder = try JobFolder(name: name, folder: spool[state].folder(name), state: state)
      finished = try FinishedCut(cut, of: folder)
    } catch {
      throw error.kind == .lostRace ? CommandFault.wrong("\(error)") : .machine("\(error)")
    }
    let verdict = try verdict(finished, spool)
    if json {
      standardOutput(try Document.encode(verdict))
    } else {
      print(VerdictTable(verdict, finished).text)
    }
    if !verdict.passed { throw ExitCode(1) }
  }

  private func verdict(_ cut: FinishedCut, _ spool: SpoolFolders) throws -> Verdict {
    let scratch = Durable.temporaryName("verify")
    do {
      let tmp = try spool.own("tmp")
      let folder = try tmp.folder(making: scratch)
      defer { try? tmp.removeTree(scratch) }
      return Verdict(
        cut, try Result { () throws(Failure) in try cut.verify(in: folder, stop: Stop()) }.mine())
    } catch {
      throw CommandFault.machine("\(error)")
    }
  }
}

extension Result where Failure == Vocabulary.Failure {
  /// A failure of the film is an answer; one of the machine is thrown.
  fileprivate func mine() throws -> Result {
    guard case .failure(let failure) = self, failure.kind == .full || failure.kind == .stale else { return self }
    throw failure
  }
}

/// What was found, as scripts read it.
struct Verdict: Encodable {
  var job: String
  var cut: Int
  var passed: Bool
  /// The measure that failed; nil where the file is whole.
  var failure: String?
  /// Shots whose cut is not seen on its planned frame.
  var unseenCuts: [String]
  /// What was measured; nil where a measure failed.
  var report: Report?

  init(_ cut: FinishedCut, _ outcome: Result<Report, Failure>) {
    job = cut.job.name
    self.cut = cut.number
    switch outcome {
    case .success(let report):
      self.report = report
      unseenCuts = report.shots.filter { $0.cutFound == false }.map(\.id)
    case .failure(let failure):
      self.failure = failure.message
      unseenCuts = []
    }
    passed = failure == nil && unseenCuts.isEmpty
  }
}
