import ArgumentParser
import Farm
import Ledger
import Spool
import Vocabulary

/// `reelspool show`: one job, for a person.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one job: song, story, shots.")

  @OptionGroup var place: SpoolOption
  @Argument(help: "The job, or the beginning of its name.") var job: String

  func run() throws {
    let spool = try place.open()
    let (name, state) = try findJob(job, in: spool)
    guard let summary = JobSummary.read(name, in: state, of: spool) else {
      throw CommandFault.machine("unable to read the job \(name): it has just moved; try again")
    }
    head(summary, spool)
    song(summary)
    story(summary)
    costs(summary, spool)
    shots(summary)
  }

  private func head(_ job: JobSummary, _ spool: SpoolFolders) {
    print("\(job.ticket?.title ?? job.name)")
    print("  job      \(job.state.rawValue)/\(job.name)")
    if let ticket = job.ticket { print("  owner    \(ticket.owner.name), accepted \(ticket.adopted)") }
    if let failure = job.ticket?.lastFailure { print("  failure  \(failure)") }
    if job.folder.has("final.mp4") { print("  video    \(spool.path)/\(job.state.rawValue)/\(job.name)/final.mp4") }
  }

  private func song(_ job: JobSummary) {
    guard let map = try? Document.read(MusicMap.self, "analysis.json", in: job.folder) else { return }
    let tempo = map.tempo.map { "\(Int($0.rounded())) beats a minute" } ?? "no steady tempo"
    print("  song     \(clock(map.duration)), \(tempo), \(map.cues.count) cues")
    let sections = map.sections.map { "\($0.role.rawValue) \(clock($0.start))" }.joined(separator: " · ")
    print("           \(sections)")
    for note in map.notes { print("           note: \(note)") }
  }

  private func story(_ job: JobSummary) {
    guard let treatment = try? Document.read(Treatment.self, "treatment.json", in: job.folder) else { return }
    print("  story    \(treatment.logline.value)")
    if let lead = treatment.characters.first { print("  lead     \(lead.description), \(lead.wardrobe)") }
  }

  private func costs(_ job: JobSummary, _ spool: SpoolFolders) {
    guard let lines = try? ledgerLines(spool).lines else { return }
    let total = Costs(lines, by: .job, job: job.name).total
    guard total.calls > 0 || job.ticket?.options.budget != nil else { return }
    var text = "\(Money.text(total.actual)) for \(total.calls) \(total.calls == 1 ? "call" : "calls")"
    if total.open > 0 { text += ", \(Money.text(total.reserved)) set aside for \(total.open)" }
    if let budget = job.ticket?.options.budget { text += "; budget \(Money.text(budget))" }
    print("  costs    \(text)")
    if let wanted = job.wantedMoney { print("           \(wanted)") }
  }

  private func shots(_ job: JobSummary) {
    guard let plan = job.plan else { return }
    print("  shots    \(job.count(.ready)) of \(plan.shots.count) ready")
    for shot in plan.shots {
      let found = ShotState.allCases.first { job.shots[$0]?[shot.id] != nil }
      let ticket = found.flatMap { job.shots[$0]?[shot.id] } ?? nil
      var line = "    \(shot.id)  \(clock(shot.startTime)) \(seconds(shot.endTime - shot.startTime))  "
      line +=
        "\(shot.sectionRole.rawValue.padded(7))\(shot.purpose.rawValue.padded(11))\((found?.rawValue ?? "?").padded(10))"
      if let ticket { line += "take \(ticket.take)" }
      if let due = ticket?.due, let at = Instant(due), at > .now { line += ", due \(due)" }
      if let failure = ticket?.lastFailure { line += ", \(failure.message)" }
      print(line)
    }
  }
}

/// "1:05.2"
func clock(_ seconds: Double) -> String {
  let tenths = Int((seconds * 10).rounded())
  let rest = tenths % 600
  return "\(tenths / 600):\(rest / 10 < 10 ? "0" : "")\(rest / 10).\(rest % 10)"
}

/// " 4.2 s"
func seconds(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  let text = "\(tenths / 10).\(tenths % 10) s"
  return String(repeating: " ", count: max(0, 6 - text.count)) + text
}
