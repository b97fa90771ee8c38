// What `show` says of one job: where it stands and what to do first, then the song, the story, the film and each shot.
import Farm
import Spool
import Vocabulary

/// One job as a page of text, at most 100 signs wide but for what people wrote.
struct JobPage {
  let job: JobSummary
  let facts: JobFacts

  init(_ job: JobSummary, _ facts: JobFacts) {
    self.job = job
    self.facts = facts
  }

  var text: String {
    let parts = [head, trouble, doubts, money, song, story, film, shots].filter { !$0.isEmpty }
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private func row(_ label: String, _ value: String) -> String { "  \(label.padded(9))\(value)" }

  // MARK: Where it stands

  private var head: [String] {
    var lines = [facts.title ?? job.name, row("job", "\(job.state.rawValue)/\(job.name)")]
    if let ticket = job.ticket, let adopted = job.adopted {
      lines.append(row("from", "\(ticket.owner.name), \(roughly(Instant.now - adopted)) ago"))
    }
    if job.state.isWorking || job.state == .held {
      lines.append(row("progress", "\(job.bar(40)) \(job.percent) %"))
      let now = job.underWay
      if !now.isEmpty { lines.append(row("now", now.joined(separator: ", "))) }
    }
    if let film = facts.film { lines.append(row("film", film)) }
    return lines
  }

  /// What went wrong, and what a person can do about it.
  private var trouble: [String] {
    if job.state == .failed {
      let reason =
        (try? job.folder.read("reason.txt")).map { String(decoding: $0, as: UTF8.self) } ?? facts.failure ?? ""
      let lines = reason.split(separator: "\n").map { "  \($0)" }
      return ["Failed"] + lines + ["  or: reelspool retry \(job.name)"]
    }
    let failed = job.shots[.failed]?.keys.sorted() ?? []
    guard !failed.isEmpty else { return [] }
    let shots = failed.count == 1 ? "shot waits" : "shots wait"
    return ["\(failed.count) \(shots) for you"]
      + failed.map { id in
        let failure = (job.shots[.failed]?[id] ?? nil)?.lastFailure
        return "  \(id)  \(failure.map { "\($0)" } ?? "its ticket says why")"
      } + ["  To try again: reelspool retry \(job.name)"]
  }

  /// Shots whose stills do not look like their references, and what to do about it.
  private var doubts: [String] {
    let tickets = job.shots.values.flatMap { $0.values.compactMap(\.self) }.sorted { $0.shot.id < $1.shot.id }
    let odd = tickets.compactMap { ticket in
      doubt(about: ticket.shot.id, take: ticket.take, in: job.folder).map { (ticket.shot.id, $0) }
    }
    guard !odd.isEmpty else { return [] }
    return ["Worth a look"] + odd.map { "  \($0)  \($1)" } + ["  To draw one anew: reelspool redo \(job.name) SHOT"]
  }

  /// What was spent; nothing for a job that costs nothing.
  private var money: [String] {
    guard let costs = facts.costs, costs.calls > 0 || job.ticket?.options.budget != nil else { return [] }
    var text = "\(Money.text(costs.actual)) for \(costs.calls) \(costs.calls == 1 ? "call" : "calls")"
    if costs.open > 0 { text += ", \(Money.text(costs.reserved)) set aside for \(costs.open)" }
    if let budget = job.ticket?.options.budget { text += "; budget \(Money.text(budget))" }
    return ["Money", row("spent", text)] + (job.wantedMoney.map { [row("", $0)] } ?? [])
  }

  // MARK: What is heard and told

  private var song: [String] {
    guard let map = try? Document.read(MusicMap.self, "analysis.json", in: job.folder) else { return [] }
    let tempo = map.tempo.map { "\(Int($0.rounded())) beats a minute" } ?? "no steady tempo"
    let bar = map.beatsPerBar.map { ", \($0) beats a bar" } ?? ""
    var lines = ["Song", row("length", "\(clock(map.duration)), \(tempo)\(bar), \(map.cues.count) cues")]
    let line = SongLine(map, width: 72)
    lines.append(row("energy", line.energy))
    lines.append(row("", line.sections))
    lines.append(row("", map.sections.map { "\($0.role.rawValue) \(clock($0.start))" }.joined(separator: ", ")))
    return lines + map.notes.map { row("note", $0) }
  }

  private var story: [String] {
    guard let treatment = try? Document.read(Treatment.self, "treatment.json", in: job.folder) else { return [] }
    var lines = ["Story"] + wrap(treatment.logline.value, 88).map { "  \($0)" }
    for character in treatment.characters.prefix(1) {
      let text = wrap("\(character.description), \(character.wardrobe)", 79)
      lines += text.enumerated().map { row($0.offset == 0 ? "lead" : "", $0.element) }
    }
    return lines
  }

  private var film: [String] {
    guard let report = try? Document.read(Report.self, "report.json", in: current) else { return [] }
    let onCue = report.shots.dropFirst().filter { $0.cue != nil }
    let worst = onCue.compactMap { $0.offsetMilliseconds.map(abs) }.max() ?? 0
    let cuts = "\(onCue.count) of \(report.shots.count - 1) cuts on a cue, at most \(decimal(worst, 1)) ms off"
    let sound = "\(decimal(report.audioOffsetMilliseconds, 2)) ms off, \(decimal(report.loudness.integrated, 1)) LUFS"
    return [
      "Film, cut \(report.cut)",
      row("picture", "\(report.width)x\(report.height), \(report.fps) frames a second, \(bytes(Int64(report.bytes)))"),
      row("cuts", cuts), row("sound", sound),
    ] + report.warnings.map { row("note", $0) }
  }

  private var current: Folder {
    guard let cut = facts.cut, let folder = try? job.folder.folder("cuts").folder(String(cut)) else {
      return job.folder
    }
    return folder
  }

  // MARK: Shots

  private var shots: [String] {
    guard let plan = job.plan else { return [] }
    let counts = ShotState.allCases.filter { job.count($0) > 0 }.map { "\(job.count($0)) \($0.rawValue)" }
    return ["\(plan.shots.count) shots: \(counts.joined(separator: ", "))"] + plan.shots.map(line)
  }

  private func line(_ shot: Shot) -> String {
    let state = ShotState.allCases.first { job.shots[$0]?[shot.id] != nil }
    let ticket = state.flatMap { job.shots[$0]?[shot.id] } ?? nil
    var parts = [
      "  \(shot.id)", clock(shot.startTime).leading(6), seconds(shot.endTime - shot.startTime),
      shot.sectionRole.rawValue.padded(6), shot.purpose.rawValue.padded(10), (state?.rawValue ?? "no ticket").padded(9),
    ]
    if let ticket, ticket.take > 0 { parts.append("take \(ticket.take)") }
    if let cue = shot.cue { parts.append("on \(cue.kind.rawValue)") }
    if let due = ticket?.due.flatMap(Instant.init), due > .now { parts.append("again in \(roughly(due - .now))") }
    return parts.joined(separator: "  ").trimmed()
  }
}

/// `text` in lines of at most `width` signs, broken between words.
func wrap(_ text: String, _ width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(whereSeparator: \.isWhitespace) {
    if let last = lines.last, last.count + word.count < width {
      lines[lines.count - 1] = "\(last) \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
