import ArgumentParser
import Spool

/// Completes names of jobs.
let jobCompletion = CompletionKind.custom { arguments, _, _ in jobNames(arguments) }

/// What a shell offers where a job is wanted: the names of all jobs of the spool that `--spool` on the line so far, or
/// REELSPOOL_SPOOL, names. Nothing where there is no spool: a completion never complains.
func jobNames(_ line: [String]) -> [String] {
  var option = SpoolOption()
  option.spool = zip(line, line.dropFirst()).first { $0.0 == "--spool" }?.1
  guard let spool = try? option.open() else { return [] }
  return JobState.holdingJobs.flatMap { ((try? spool[$0].names()) ?? []).filter { !$0.hasPrefix(".") } }.sorted()
}
