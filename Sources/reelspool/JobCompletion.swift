import ArgumentParser
import Spool

/// What a shell offers where a job is wanted: the names of all jobs of the spool that REELSPOOL_SPOOL, or --spool on the
/// line so far, names. Nothing where there is no spool: a completion never complains.
let jobCompletion = CompletionKind.custom { arguments, _, _ in
  var option = SpoolOption()
  option.spool = zip(arguments, arguments.dropFirst()).first { $0.0 == "--spool" }?.1
  guard let spool = try? option.open() else { return [] }
  return JobState.holdingJobs.flatMap { ((try? spool[$0].names()) ?? []).filter { !$0.hasPrefix(".") } }.sorted()
}
