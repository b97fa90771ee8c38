import Farm
import Vocabulary

/// What `verify` found, for a person: one measure a line, then one cut a line.
struct VerdictTable {
  let verdict: Verdict
  let plan: Plan

  init(_ verdict: Verdict, _ cut: FinishedCut) {
    self.verdict = verdict
    plan = cut.plan
  }

  var text: String {
    var lines = ["\(verdict.job), cut \(verdict.cut)", ""]
    if let report = verdict.report {
      lines += measures(report).map { "  ok    \($0.0.padded(16))\($0.1)" }
      lines += [cuts(report), ""] + report.shots.map(line) + [""]
      lines += report.warnings.map { "  note  \($0)" }
    }
    if let failure = verdict.failure { lines.append("  FAULT \(failure)") }
    lines.append(verdict.passed ? "the film is what was planned" : "the film is NOT what was planned")
    return lines.joined(separator: "\n")
  }

  private func measures(_ report: Report) -> [(String, String)] {
    let peak = report.loudness.truePeak.map { ", true peak \(decimal($0, 1)) dBTP" } ?? ", digital silence"
    return [
      ("picture", "\(report.width)x\(report.height), \(report.fps) frames a second, h264 in the house profile"),
      ("frames", "\(report.frames) of \(plan.frames), every one decoded, each at its time"),
      ("length", "\(decimal(report.seconds, 3)) s of picture for \(decimal(report.songSeconds, 3)) s of song"),
      ("packets", "of all \(report.shots.count) clips unchanged"),
      ("sound", "\(decimal(report.soundSeconds, 3)) s, the song's packets unchanged"),
      ("sound's offset", "\(decimal(report.audioOffsetMilliseconds, 2)) ms against what was analysed"),
      ("loudness", "\(decimal(report.loudness.integrated, 1)) LUFS\(peak)"),
      ("file", "\(bytes(Int64(report.bytes))), ready to stream (moov before mdat)"),
    ]
  }

  private func cuts(_ report: Report) -> String {
    let all = report.shots.compactMap(\.cutFound)
    let seen = all.filter { $0 }.count
    let mark = seen == all.count ? "  ok    " : "  FAULT "
    return mark + "cuts".padded(16) + "\(seen) of \(all.count) seen on their planned frames"
  }

  private func line(_ shot: ReportShot) -> String {
    let time = clock(plan.format.time(of: shot.startFrame))
    let cue = shot.cue.map { "\($0.rawValue) \(decimal(shot.offsetMilliseconds ?? 0, 1)) ms off" } ?? ""
    let seen = shot.cutFound.map { $0 ? "seen" : "NOT SEEN" } ?? "start"
    let frame = String(shot.startFrame)
    return
      "    \(shot.id)  \(time)  frame \(frame.padded(7))take \(String(shot.take).padded(4))\(seen.padded(10))\(cue)"
      .trimmed()
  }
}
