// What the farm has promised so far, kept outside of the spool, and whether the spool keeps it. The oracle reads the disk
// with nothing of the farm's own code: a fault in the one is not repeated in the other.
import Foundation
import Glibc

/// The acknowledged facts of one spool.
final class Oracle {
  private let yard: Yard
  /// Bundles that were dropped by one rename: each must become one job.
  private(set) var dropped: Set<String> = []
  /// Jobs whose adoption was told.
  private var accepted: Set<String> = []
  /// Takes that were told to be complete, and jobs that were told to be done.
  private var told: Set<String> = []
  private var finished: Set<String> = []
  /// Complete takes by job, shot and number, with what their files looked like.
  private var takes: [String: [String]] = [:]
  /// Stills and clips that are complete, with how often they had been charged by then.
  private var paid: [String: Int] = [:]
  /// What is wrong, in words.
  private(set) var faults: [String] = []
  private var logRead = 0

  static let states = ["analyzing", "planning", "generating", "assembling", "done", "failed", "held", "cancelled"]
  private static let manager = FileManager.default

  init(_ yard: Yard) { self.yard = yard }

  func note(dropped name: String) { dropped.insert(name) }

  /// What a person asked for again, knowing that it may be paid for twice.
  private(set) var settled = 0
  func noteSettled() { settled += 1 }
  /// What a person's deeds may have made the farm ask for again, at the most.
  private(set) var asked = 0
  func note(asked count: Int) { asked += count }

  /// Jobs in which a person has moved or changed something.
  private var touched: Set<String> = []
  func note(touched job: String) {
    touched.insert(job)
    finished.remove(job)
  }

  /// Takes that a person has deleted; one that is made under that number later is another.
  private var deleted: Set<String> = []
  func note(deleted take: String) {
    deleted.insert(take)
    takes[take] = nil
    for file in Self.takeFiles { paid["\(file) \(take)"] = nil }
  }

  var spool: String { yard.spool }

  /// Takes the facts that the daemon has told since the last time.
  func hearLog() {
    let text = yard.text(of: yard.log).utf8.dropFirst(logRead)
    logRead += text.count
    for line in String(decoding: Array(text), as: UTF8.self).split(separator: "\n") { hear(line.split(separator: " ")) }
  }

  var logLength: Int { yard.text(of: yard.log).utf8.count }

  /// Whether the log has these words after its first `start` bytes.
  func says(_ words: String, since start: Int) -> Bool {
    String(decoding: Array(yard.text(of: yard.log).utf8.dropFirst(start)), as: UTF8.self).contains(words)
  }

  /// `TIME JOB: adopted from …`, `TIME JOB SHOT take N: conformed in …`, `TIME JOB: done, …`.
  private func hear(_ words: [Substring]) {
    guard words.count > 2 else { return }
    if words[2] == "adopted" { accepted.insert(String(words[1].dropLast())) }
    if words[2] == "done," { finished.insert(String(words[1].dropLast())) }
    guard words.count > 5, words[3] == "take", ["conformed", "animated"].contains(words[5]) else { return }
    told.insert("\(words[1])/takes/\(words[2])/\(words[4].dropLast())")
  }

  // MARK: After a blow

  /// Looks at the spool while nothing works on it; what lies there now is promised from now on.
  func inspect() {
    hearLog()
    let jobs = places()
    for job in accepted where jobs[job]?.count != 1 {
      fault("\(job) was accepted and lies in \(jobs[job] ?? []), not in exactly one folder")
    }
    for bundle in dropped { checkDrop(bundle, jobs) }
    for job in finished where jobs[job] != ["done"] { fault("\(job) was done and lies in \(jobs[job] ?? [])") }
    for take in told.subtracting(deleted) {
      let place = "\(jobs[String(take.prefix { $0 != "/" })]?.first ?? "nowhere")/\(take)"
      if !yard.has("\(place)/take.json") { fault("\(take) was told to be complete and is not") }
    }
    for (take, files) in takes { checkTake(take, files, jobs) }
    for (job, states) in jobs { for state in states { checkFiles("\(state)/\(job)") } }
    checkFiles(".reelspool/ledger")
    learn(jobs)
  }

  /// Once, however often it is looked at.
  private func fault(_ text: String) { if !faults.contains(text) { faults.append(text) } }

  /// A fault that somebody else saw.
  func blame(_ text: String) { fault(text) }

  /// Where each job lies.
  private func places() -> [String: [String]] {
    var found: [String: [String]] = [:]
    for state in Self.states {
      for name in yard.names(state) where !name.hasPrefix(".") { found[name, default: []].append(state) }
    }
    return found
  }

  /// The jobs that were made of a bundle: their names are its own and eight hex digits.
  private func made(of bundle: String, _ jobs: [String: [String]]) -> [String] {
    jobs.keys.filter { $0.hasPrefix(bundle + "-") && $0.utf8.count == bundle.utf8.count + 9 }
  }

  private func checkDrop(_ bundle: String, _ jobs: [String: [String]]) {
    let made = made(of: bundle, jobs)
    let waits = yard.has("inbox/\(bundle)") || yard.has("inbox/.taken-\(bundle)")
    if made.count > 1 { fault("\(bundle) became \(made.count) jobs: \(made)") }
    if made.isEmpty && !waits { fault("\(bundle) was dropped and is nowhere") }
  }

  // MARK: Takes

  private static let takeFiles = ["take.json", "still.png", "clip.mp4", "conformed.mp4", "tile.png"]

  /// What the files of a take look like: another inode or time means that they were made again.
  private func look(at take: String) -> [String] {
    Self.takeFiles.map { name in
      var status = stat()
      guard lstat("\(yard.spool)/\(take)/\(name)", &status) == 0 else { return "\(name) is missing" }
      if status.st_size == 0 { fault("\(take)/\(name) is empty") }
      return "\(name) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
  }

  private func learn(_ jobs: [String: [String]]) {
    for (job, states) in jobs where states.count == 1 {
      for shot in yard.names("\(states[0])/\(job)/takes") {
        for number in yard.names("\(states[0])/\(job)/takes/\(shot)") {
          let key = "\(job)/takes/\(shot)/\(number)"
          let place = "\(states[0])/\(key)"
          if yard.has("\(place)/still.png") { learn(paidFor: "still.png", of: key) }
          guard yard.has("\(place)/take.json"), takes[key] == nil else { continue }
          takes[key] = look(at: place)
          learn(paidFor: "clip.mp4", of: key)
        }
      }
    }
  }

  private func learn(paidFor file: String, of take: String) {
    if paid["\(file) \(take)"] == nil { paid["\(file) \(take)"] = charges(for: file, of: take) }
  }

  private func checkTake(_ key: String, _ files: [String], _ jobs: [String: [String]]) {
    let job = String(key.prefix { $0 != "/" })
    guard let state = jobs[job]?.first else { return fault("\(key) was complete and is gone with its job") }
    let now = look(at: "\(state)/\(key)")
    if now != files { fault("\(key) was complete and is another now: \(files) \(now)") }
  }

  /// How often the maker was asked for this file of a take.
  private func charges(for file: String, of take: String) -> Int {
    yard.text(of: yard.charges).split(separator: "\n").filter { $0.hasPrefix(file) && $0.contains("/\(take)/") }.count
  }

  // MARK: Documents

  /// No document outside of the farm's private folders is empty or cut.
  private func checkFiles(_ folder: String) {
    guard let files = Self.manager.enumerator(atPath: "\(yard.spool)/\(folder)") else { return }
    while let name = files.nextObject() as? String {
      let last = name.split(separator: "/").last ?? ""
      if last.hasPrefix(".") { files.skipDescendants() }
      guard !last.hasPrefix("."), let data = Self.manager.contents(atPath: "\(yard.spool)/\(folder)/\(name)") else {
        continue
      }
      if name.hasSuffix(".json"), (try? JSONSerialization.jsonObject(with: data)) == nil {
        fault("\(folder)/\(name) is no whole document (\(data.count) bytes)")
      }
      if name.hasPrefix("cuts/") && data.isEmpty { fault("\(folder)/\(name) is empty") }
      if name == "source/song.wav" && data != yard.bundle.song { fault("\(folder)/\(name) is not the song") }
    }
  }

  // MARK: In the end

  /// Everything that was dropped is done, and nothing is left over. `frames` are those of an undisturbed run.
  func finish(frames: String?) {
    inspect()
    let jobs = places()
    for bundle in dropped {
      let made = made(of: bundle, jobs)
      guard made.count == 1, jobs[made[0]] == ["done"] else {
        fault("\(bundle) is not done: \(made.map { "\($0) in \(jobs[$0] ?? [])" })")
        continue
      }
      checkDone(made[0], frames)
    }
    for place in ["inbox", ".reelspool/tmp"] where !yard.names(place).isEmpty {
      fault("\(place)/ still holds \(yard.names(place))")
    }
    for (key, count) in paid {
      let words = key.split(separator: " ", maxSplits: 1).map(String.init)
      let charged = charges(for: words[0], of: words[1])
      if charged != count { fault("\(key) was complete, paid \(count) times, and was paid for again: \(charged)") }
    }
    checkLedger()
  }

  private func checkDone(_ job: String, _ frames: String?) {
    let files = Self.manager.enumerator(atPath: "\(yard.spool)/done/\(job)")
    while let name = files?.nextObject() as? String {
      guard name.split(separator: "/").last?.hasPrefix(".") == true else { continue }
      // A call of which nobody knows whether it was charged stays on record.
      if settled > 0 && yard.text(of: "\(yard.spool)/done/\(job)/\(name)/call.json").contains("\"intent\"") {
        files?.skipDescendants()
      } else {
        fault("done/\(job)/\(name) was left behind")
      }
    }
    for shot in yard.names("done/\(job)/takes")
    where settled == 0 && !touched.contains(job) && yard.names("done/\(job)/takes/\(shot)") != ["1"] {
      fault("done/\(job)/takes/\(shot) has takes that nobody asked for: \(yard.names("done/\(job)/takes/\(shot)"))")
    }
    if yard.has("done/\(job)/reason.txt") { fault("done/\(job) still says why it failed") }
    // The built-in artist draws each take anew.
    if yard.maker == .drawn && touched.contains(job) { return }
    if let frames, self.frames(of: job) != frames { fault("done/\(job)/final.mp4 has other frames") }
  }

  /// Each frame and each packet of sound of a finished film, as ffmpeg's sums.
  func frames(of job: String) -> String {
    let film = "\(yard.spool)/done/\(job)/final.mp4"
    return output(of: yard.programs.ffmpeg, ["-nostdin", "-v", "error", "-i", film, "-f", "framemd5", "-"]).text
  }

  /// Each call to a provider was written down once before it was made, and ended at most once.
  private func checkLedger() {
    var events: [String: Int] = [:]
    for name in yard.names(".reelspool/ledger") {
      for line in yard.text(of: "\(yard.spool)/.reelspool/ledger/\(name)").split(separator: "\n") {
        let object = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
        guard let id = object?["id"] as? String, let event = object?["event"] as? String else {
          fault("the ledger \(name) has a line that is none: \(line.prefix(80))")
          continue
        }
        events["\(event == "reserved" ? "reserved" : "closed") \(id)", default: 0] += 1
      }
    }
    for (event, count) in events where count > 1 { fault("the ledger says \(count) times: \(event)") }
  }

  /// `reelspool doctor` finds nothing to mend.
  func askDoctor() {
    let answer = output(of: yard.programs.reelspool, ["doctor", "--spool", yard.spool, "--config", yard.config])
    if answer.status != 0 { fault("doctor says \(answer.status): \(answer.text.suffix(400))") }
  }
}
