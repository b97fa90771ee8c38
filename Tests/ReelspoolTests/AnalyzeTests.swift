import Foundation
import Media
import Spool
import Testing
import Vocabulary

@testable import reelspool

/// `analyze` as a script runs it.
@Suite struct AnalyzeTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/reelspool-analyze-test-XXXXXX".utf8CString)
    mkdtemp(&template)
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Runs the program that was built beside the tests.
  private func run(_ arguments: [String]) throws -> (status: Int32, output: [UInt8]) {
    let bundle = try #require(CommandLine.arguments.first { $0.hasSuffix(".xctest") })
    let process = Process()
    process.executableURL = URL(filePath: bundle).deletingLastPathComponent().appendingPathComponent("reelspool")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, Array(output))
  }

  /// Twelve seconds with a kick each half second.
  private func song() throws -> String {
    let kick = "0.7*exp(-30*mod(t,0.5))*sin(2*PI*70*t)"
    let sound = "aevalsrc='\(kick)+0.05*sin(2*PI*330*t)':d=12:s=44100"
    try Child.run(
      Tool.ffmpeg(), ["-v", "error", "-f", "lavfi", "-i", sound, "-ac", "2", "\(folder)/-song.wav"], in: nil,
      stop: Stop())
    return "\(folder)/-song.wav"
  }

  private func samples(_ path: String) throws -> [Int] {
    let place = try Folder.open(folder)
    var all: [Int] = []
    try readSong(String(path.split(separator: "/").last ?? ""), in: Workplace(descriptor: place.descriptor)) { chunk in
      for frame in 0..<(chunk.count / 2) { all.append(Int(chunk[2 * frame])) }
    }
    return all
  }

  @Test func `JSON alone on standard output, a picture, and a click on the sample of each beat`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let song = try song()
    let (status, output) = try run(["analyze", song, "--picture", "\(folder)/a.png", "--clicks", "\(folder)/a.wav"])
    #expect(status == 0)
    let map = try Document.decode(MusicMap.self, from: output, called: "the output")
    #expect(map.beats.count > 15)
    let picture = try Data(contentsOf: URL(filePath: "\(folder)/a.png"))
    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) && picture.count > 10_000)
    let plain = try samples(song)
    let clicked = try samples("\(folder)/a.wav")
    #expect(plain.count == clicked.count)
    let difference = zip(clicked, plain).map { abs($0 - Int((Double($1) * songUnderClicks).rounded())) }
    for beat in map.beats {
      let frame = Int((beat * 44100).rounded())
      guard difference.indices.contains(frame) else { continue }
      #expect(difference[frame] > 12000, "a click begins at \(beat)")
      if frame > 0 { #expect(difference[frame - 1] < 1000, "and not a sample earlier") }
      #expect((difference[frame] > 20000) == map.downbeats.contains(beat), "a downbeat is the higher one")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["-song.wav", "a.png", "a.wav"])
  }

  @Test func `an ending that is none of ours is refused before anything is heard`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try run(["analyze", "/nowhere.wav", "--clicks", "x.txt"]).status == 100)
    #expect(try run(["prune", "--spool", folder]).status == 100, "an age or a job has to be named")
    #expect(try run(["prune", "--spool", folder, "--older", "soon"]).status == 100)
  }

  /// Songs without a pulse, twenty seconds each, as sources of ffmpeg.
  private static let odd = [
    "rubato": "exp(-9*mod(t+0.35*sin(1.3*t)+0.3*sin(2.9*t+1),0.8))*sin(2*PI*330*t)*0.5",
    "ambient": "0.2*sin(2*PI*110*t)*(1+sin(0.9*t))+0.2*sin(2*PI*164.8*t)*(1+sin(0.5*t+1))",
    "speech": "(random(0)-0.5)*pow(max(0,sin(9*t+3*sin(1.7*t)+2*sin(0.6*t))),2)*gt(sin(0.8*t),-0.6)",
  ]

  @Test(arguments: odd.keys.sorted())
  func `what has no pulse is cut by energy and onsets, and the plan says so`(song: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let source = "aevalsrc='\(Self.odd[song] ?? "")':d=20:s=44100"
    try Child.run(
      Tool.ffmpeg(), ["-v", "error", "-f", "lavfi", "-i", source, "-ac", "2", "\(folder)/odd.wav"], in: nil,
      stop: Stop())
    let heard = try run(["analyze", "\(folder)/odd.wav"]).output
    let map = try Document.decode(MusicMap.self, from: heard, called: "the analysis")
    #expect(map.beats.isEmpty || map.beatConfidence < 0.5, "\(map.beatConfidence)")
    try Data(heard).write(to: URL(filePath: "\(folder)/analysis.json"))
    try Data("A diver finds a door.".utf8).write(to: URL(filePath: "\(folder)/concept.txt"))
    let plan = try Document.decode(
      Plan.self, from: try run(["plan", "\(folder)/analysis.json", "\(folder)/concept.txt"]).output, called: "the plan")
    #expect(plan.notes?.first?.contains("cuts follow energy and onsets") == true)
    #expect(plan.shots.allSatisfy { $0.cue == nil || $0.cue?.snappedTo == CueSnap.none })
  }
}
