// What may be wrong with this machine, this spool and this configuration, each with how to mend it. Only looks.
import ArgumentParser
import CShim
import Farm
import FoundationEssentials
import Glibc
import Media
import Spool
import Vocabulary

/// `reelspool doctor`: exit status 0 when everything is well.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the machine, the configuration and the spool; say how to mend what is wrong.")

  @OptionGroup var place: SpoolOption
  @Option(name: .long, help: "The configuration file to check.", completion: .file(extensions: ["toml"]))
  var config: String?
  @Flag(name: .long, help: "Print JSON: a list of findings (docs/schemas/doctor.json).") var json = false

  func run() throws {
    var report = DoctorReport(isSilent: json)
    checkTools(&report)
    checkInotify(&report)
    let configuration = checkConfiguration(&report)
    checkCommands(configuration?.commands ?? [], &report)
    checkServers(configuration?.servers ?? [], &report)
    if let path = try? place.path(configured: configuration?.spool) { checkSpool(path, &report) }
    if json { standardOutput(try Document.encode(report.findings)) } else { report.end() }
    if report.faults > 0 { throw ExitCode(111) }
  }

  private func checkTools(_ report: inout DoctorReport) {
    for (name, find) in [("ffmpeg", Tool.ffmpeg), ("ffprobe", Tool.ffprobe), ("bsdtar", Tool.bsdtar)] {
      do { report.fine("\(name): \(try find().path)") } catch { report.fault("\(error)") }
    }
    checkBox(&report)
    guard (try? Tool.ffmpeg()) != nil else { return }
    for (list, needed) in [
      ("-encoders", ["libx264", "aac"]), ("-decoders", ["mp3", "flac", "vorbis", "opus", "alac", "h264"]),
    ] {
      var text = ""
      do throws(MediaError) {
        try Ffmpeg.run(["-hide_banner", list], in: nil, output: .lines { text += " \($0)" }, stop: Stop())
      } catch {
        return report.fault(
          "ffmpeg does not run in its box: \(error.tail.isEmpty ? error.message : error.tail); it may use /usr, /lib, the "
            + "lib folder beside its own, and what LD_LIBRARY_PATH names: install it there")
      }
      let words = Set(text.split(separator: " ").map(String.init))
      let missing = needed.filter { !words.contains($0) }
      if missing.isEmpty {
        report.fine("ffmpeg has \(needed.joined(separator: ", "))")
      } else {
        report.fault(
          "ffmpeg lacks \(missing.joined(separator: ", ")) (\(list)); install Debian's ffmpeg: apt-get install ffmpeg")
      }
    }
  }

  private func checkBox(_ report: inout DoctorReport) {
    let box = BoxState.here
    if box.landlock > 0 || box.filtersCalls { report.fine(box.description) }
    for gap in box.gaps { report.note(gap) }
  }

  private func checkInotify(_ report: inout DoctorReport) {
    for (name, least) in [("max_user_watches", 8192), ("max_user_instances", 16), ("max_queued_events", 1024)] {
      let text = (try? String(contentsOfFile: "/proc/sys/fs/inotify/\(name)", encoding: .utf8)) ?? ""
      let value = Int(text.split(separator: "\n").first ?? "") ?? 0
      if value >= least {
        report.fine("fs.inotify.\(name) = \(value)")
      } else {
        report.fault("fs.inotify.\(name) is \(value); raise it: sysctl fs.inotify.\(name)=\(least)")
      }
    }
  }

  private func checkConfiguration(_ report: inout DoctorReport) -> Configuration? {
    do {
      let configuration = try Configuration.load(config)
      report.fine("configuration: \(config ?? "usual place or defaults")")
      return configuration
    } catch {
      report.fault((error as? CommandFault)?.message ?? "\(error)")
      return nil
    }
  }

  // MARK: The spool

  private func checkSpool(_ path: String, _ report: inout DoctorReport) {
    guard let spool = try? SpoolFolders.open(path) else {
      return report.note("no spool at \(path) yet; `reelspool run --spool \(path)` makes one")
    }
    report.fine("spool: \(path)\(SpoolLock.isHeld(spool) ? ", a daemon works on it" : ", no daemon works on it now")")
    do { for warning in try SpoolProbe(spool).warnings { report.note(warning) } } catch { report.fault("\(error)") }
    checkSpace(spool, &report)
    checkRights(spool, &report)
    checkLeftovers(spool, &report)
    for job in allJobs(spool) { check(job, &report) }
  }

  private func checkSpace(_ spool: SpoolFolders, _ report: inout DoctorReport) {
    var bytes: UInt64 = 0
    var inodes: UInt64 = 0
    guard rs_free_space(spool.root.descriptor, &bytes, &inodes) == 0 else { return }
    let text = "\(bytes / 1_000_000) MB and \(inodes) files free on the spool's disk"
    if bytes < 2_000_000_000 || inodes < 10_000 {
      report.fault("\(text); a film needs about 1 GB while it is made: free some")
    } else {
      report.fine(text)
    }
  }

  private func checkRights(_ spool: SpoolFolders, _ report: inout DoctorReport) {
    for state in JobState.allCases where faccessat(spool[state].descriptor, ".", W_OK | X_OK, 0) != 0 {
      report.fault(
        "you may not write to \(state.rawValue)/: join the spool's group (adduser YOU reelspool), or chmod g+rwxs it")
    }
  }

  private func checkLeftovers(_ spool: SpoolFolders, _ report: inout DoctorReport) {
    for name in (try? spool[.inbox].names().sorted()) ?? [] {
      if name.hasPrefix(".adopted-") {
        report.note("inbox/\(name) was accepted but could not be removed; its owner may: rm -r inbox/\(name)")
      } else if name.hasPrefix(".refused-") {
        report.note("inbox/\(name) was rejected (failed/ says why); its owner may take it or remove it")
      } else if name.hasPrefix(".taken-") && !SpoolLock.isHeld(spool) {
        report.note("inbox/\(name) is half adopted; the daemon goes on with it when it starts")
      }
    }
    let aside = (try? spool.own("aside").names().filter { !$0.hasSuffix(".reason.txt") }) ?? []
    if !aside.isEmpty { report.note("\(aside.count) things lie in .reelspool/aside/, each with its reason") }
  }

  private func check(_ job: JobSummary, _ report: inout DoctorReport) {
    let place = "\(job.state.rawValue)/\(job.name)"
    if job.ticket == nil && job.state != .failed {
      report.fault("\(place)/job.json cannot be read; restore it, or move the folder away")
    }
    for (state, tickets) in job.shots {
      for (id, ticket) in tickets where ticket == nil {
        report.fault(
          "\(place)/shots/\(state.rawValue)/\(id).json cannot be read; correct it (plan.json has the original)")
      }
    }
    for state in ShotState.allCases {
      let names = (try? job.folder.folder("shots").folder(state.rawValue).names()) ?? []
      for name in names where ShotTicket.shot(ofFile: name) == nil {
        report.note("\(place)/shots/\(state.rawValue)/\(name) is not ours; it is left alone")
      }
    }
    if job.waitingForPerson > 0 { report.note("\(place): \(job.waitingForPerson) failed shots wait for a person") }
  }
}

/// Findings of three kinds; faults count.
struct DoctorReport {
  struct Finding: Encodable {
    enum Kind: String, Encodable { case ok, note, fault }
    var kind: Kind
    var text: String
  }
  private(set) var findings: [Finding] = []
  /// Not said while they are found, because they are printed as a whole.
  var isSilent = false

  var faults: Int { findings.filter { $0.kind == .fault }.count }

  mutating func fine(_ text: String) { add(.ok, "  ok    ", text) }
  mutating func note(_ text: String) { add(.note, "  note  ", text) }
  mutating func fault(_ text: String) { add(.fault, "  FAULT ", text) }

  private mutating func add(_ kind: Finding.Kind, _ mark: String, _ text: String) {
    findings.append(Finding(kind: kind, text: text))
    if !isSilent { print(mark + text) }
  }

  func end() { print(faults == 0 ? "all is well" : "\(faults) \(faults == 1 ? "fault" : "faults") to mend") }
}
