import Farm
import Foundation
import Spool
import Testing
import Vocabulary

@testable import reelspool

/// What the verbs print for scripts and for people.
@Suite struct AnswersTests {
  private let spool: SpoolFolders

  init() throws {
    var template = Array("/tmp/reelspool-answers-XXXXXX".utf8CString)
    mkdtemp(&template)
    spool = try SpoolFolders.make(
      at: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// A job with shots in these states, each 30 frames long, as much of it on the disk as tells its progress.
  private func job(_ state: JobState, _ shots: [ShotState], cut: [String] = []) throws -> JobSummary {
    let name = "song-\(UUID().uuidString.prefix(8))"
    let root = "\(spool.path)/\(state.rawValue)/\(name)"
    let manager = FileManager.default
    for shot in ShotState.allCases {
      try manager.createDirectory(atPath: "\(root)/shots/\(shot.rawValue)", withIntermediateDirectories: true)
    }
    if !shots.isEmpty { try Data("{}".utf8).write(to: URL(filePath: "\(root)/analysis.json")) }
    for name in cut {
      try manager.createDirectory(atPath: "\(root)/cuts/.attempt-1", withIntermediateDirectories: true)
      try Data().write(to: URL(filePath: "\(root)/cuts/.attempt-1/\(name)"))
    }
    for (index, shot) in shots.enumerated() {
      try Data("{}".utf8).write(to: URL(filePath: "\(root)/shots/\(shot.rawValue)/\(Shot.id(index + 1)).json"))
    }
    var summary = try #require(JobSummary.read(name, in: state, of: spool))
    summary.plan = shots.isEmpty ? nil : plan(shots.count)
    return summary
  }

  private func plan(_ count: Int) -> Plan {
    let scene = Scene(
      place: .field, timeOfDay: .night, timeTo: .night, timeMix: 0, weather: .clear, lights: [], framing: .wide,
      camera: .static, pose: .stand, palette: [], mood: 0.5, intensity: 0.5, motif: nil)
    let shots = (0..<count).map { index in
      Shot(
        id: Shot.id(index + 1), startTime: Double(index), endTime: Double(index + 1), startFrame: index * 30,
        endFrame: index * 30 + 30, purpose: .develop, sectionRole: .verse, energy: .low, cue: nil, imagePrompt: "",
        motionPrompt: "", characterIds: [], continuityNotes: "", changes: "", transitionIn: .cut, transitionFrames: 0,
        scene: scene)
    }
    return Plan(
      format: FilmFormat(width: 64, height: 112, fps: 30), aspectRatio: "9:16", visualSummary: "", shots: shots)
  }

  @Test func `the bar grows with what is on the disk, and is full only in done`() throws {
    let way: [JobSummary] = [
      try job(.analyzing, []), try job(.generating, [.todo, .todo]), try job(.generating, [.drawing, .todo]),
      try job(.generating, [.drawn, .drawing]), try job(.generating, [.animating, .drawn]),
      try job(.generating, [.ready, .animating]), try job(.generating, [.ready, .ready]),
      try job(.assembling, [.ready, .ready]), try job(.assembling, [.ready, .ready], cut: ["final.mp4"]),
      try job(.assembling, [.ready, .ready], cut: ["final.mp4", "poster.jpg"]),
      try job(.assembling, [.ready, .ready], cut: ["final.mp4", "poster.jpg", "storyboard.jpg"]),
      try job(.done, [.ready, .ready]),
    ]
    for (before, after) in zip(way, way.dropFirst()) { #expect(before.progress <= after.progress) }
    for job in way.dropLast() { #expect(job.progress < 1 && job.percent < 100 && job.bar(20).contains(".")) }
    #expect(way.last?.percent == 100 && way.last?.bar(4) == "[####]")
    #expect(way[2].progress == way[1].progress, "what is only begun is not done")
    #expect(way[5].progress > 0.4 && way[5].progress < 0.6, "one of two clips is about half")
    #expect(way[6].progress > 0.9, "clips are nearly all of it")
  }

  @Test func `a ticket that cannot be read is still a ticket`() throws {
    let broken = try job(.generating, [.failed, .todo])
    #expect(broken.count(.failed) == 1 && broken.shots[.failed]?["shot_01"] == .some(nil))
  }

  @Test func `what waits for a person is told from what goes on`() throws {
    #expect(try job(.generating, [.ready, .failed]).waitsForPerson)
    #expect(try !job(.generating, [.todo, .failed]).waitsForPerson)
    #expect(try job(.held, []).waitsForPerson && job(.failed, []).waitsForPerson && !job(.done, []).waitsForPerson)
  }

  // MARK: Schemas

  private typealias Node = [String: Any]

  private func schema(_ name: String) throws -> Node {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("docs/schemas/\(name).json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? Node)
  }

  /// Keys that the schema does not know, and required ones that are missing, anywhere below.
  private func faults(_ value: Any, _ schema: Node, at path: String) -> [String] {
    if let list = value as? [Any], let items = schema["items"] as? Node {
      return list.flatMap { faults($0, items, at: "\(path)[]") }
    }
    if let words = schema["enum"] as? [String], let word = value as? String, !words.contains(word) {
      return ["\(path) is \(word)"]
    }
    guard let object = value as? Node, let properties = schema["properties"] as? Node else { return [] }
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map {
      "\(path).\($0) is missing"
    }
    return missing
      + object.flatMap { key, value -> [String] in
        guard let known = properties[key] as? Node else { return ["\(path).\(key) is unknown"] }
        return faults(value, known, at: "\(path).\(key)")
      }
  }

  private func check(_ value: some Encodable, _ name: String) throws {
    let object = try JSONSerialization.jsonObject(with: Data(try Document.encode(value)))
    let faults = try faults(object, schema(name), at: name)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func `what scripts read is what the schemas say`() throws {
    try check(JobFacts(job(.generating, [.ready, .failed]), in: spool), "job")
    try check(JobFacts(job(.failed, []), in: spool), "job")
    var prune = PruneAnswer(dryRun: true, keep: "final")
    prune.skipped = [PruneAnswer.Skipped(job: "a", why: "b")]
    try check(prune, "prune")
    var doctor = DoctorReport(isSilent: true)
    doctor.fine("a")
    doctor.fault("b")
    try check(doctor.findings, "doctor")
  }

  // MARK: Words

  @Test(arguments: [
    ("45s", 45), ("90m", 5400), ("12h", 43200), ("30d", 2_592_000), ("2w", 1_209_600), ("1.5", 129_600),
  ])
  func `an age is read as people write it`(text: String, seconds: Double) { #expect(span(text) == seconds) }

  @Test(arguments: ["", "d", "-3d", "3y", "soon", "3 d", "infd"])
  func `an age that is none is refused`(text: String) { #expect(span(text) == nil) }

  @Test func `figures are written with their sign and all their digits`() {
    #expect(decimal(-0.04, 1) == "0.0" && decimal(-15.25, 1) == "-15.3" && decimal(3.007, 3) == "3.007")
    #expect(bytes(999) == "999 B" && bytes(15_982_979) == "16.0 MB")
  }

  @Test func `a song in a line begins its sections where they begin`() {
    let map = MusicMap(
      duration: 10, tempo: nil, tempoConfidence: 0, beatsPerBar: nil, beats: [], downbeats: [], beatStrength: [],
      loudness: Loudness(meanLevel: 0, peak: 0),
      envelope: Envelope(rate: 1, level: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], onset: []),
      sections: [
        Section(start: 0, end: 5, role: .intro, energy: .low, level: 0),
        Section(start: 5, end: 10, role: .chorus, energy: .high, level: 1),
      ], cuePoints: [], cues: [], events: [], notes: [])
    let line = SongLine(map, width: 20, isUnicode: true)
    #expect(line.energy == String(repeating: "▁", count: 10) + String(repeating: "█", count: 10))
    #expect(line.sections == "|intro    |chorus")
    #expect(SongLine(map, width: 4, isUnicode: false).energy == "  ##")
  }

  @Test func `a completion offers the jobs of the spool on the line`() throws {
    let name = try job(.held, []).name
    #expect(jobNames(["reelspool", "show", "--spool", spool.path]) == [name])
    #expect(jobNames(["reelspool", "show", "--spool", "/nowhere"]) == [])
  }
}
