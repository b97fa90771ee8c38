import Foundation
import Testing

/// ffmpeg and ffprobe are run in one place (Media/Ffmpeg.swift), which puts them into their box; and whatever they open
/// is named by one type (Media/MediaFile.swift), which says as what.
@Suite struct BoxedTests {
  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "Sources")
  /// `torture` is a harness with programs of its own; it is not installed.
  private static let outside: Set<String> = ["torture"]

  /// Lines that hold `text`, as FILE: LINE.
  private static func lines(with text: String) throws -> [String] {
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var found: [String] = []
    while let file = files?.nextObject() as? URL {
      let room = file.pathComponents.dropFirst(sources.pathComponents.count).first ?? ""
      guard file.pathExtension == "swift", !outside.contains(room) else { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where line.contains(text) {
        found.append("\(file.lastPathComponent): \(line.drop { $0 == " " })")
      }
    }
    return found
  }

  @Test func `nobody else starts ffmpeg or ffprobe`() throws {
    let places: Set<String> = ["Ffmpeg.swift", "Tool.swift", "DoctorCommand.swift"]
    for name in ["Tool.ffmpeg", "Tool.ffprobe"] {
      let users = try Self.lines(with: name).compactMap { $0.split(separator: ":").first.map(String.init) }
      #expect(Set(users).subtracting(places).isEmpty && users.contains("Ffmpeg.swift"), "\(name): \(users)")
    }
    #expect(try Self.lines(with: "Child.run(").count > 4, "the calls are found")
    #expect(try Self.lines(with: "\"REELSPOOL_FF").count == 2)
  }

  @Test func `whatever is opened has a list of formats and protocols`() throws {
    let opened = try Self.lines(with: "\"-i\",")
    #expect(opened.count >= 3, "the calls are found")
    for line in opened {
      let isFrames = line.contains("\"-i\", \"pipe:0\"")
      let isList = line.hasPrefix("Join.swift:")
      let isListed = line.hasPrefix("MediaFile.swift:") && line.contains("guarded +")
      #expect(isFrames || isList || isListed, "\(line)")
    }
    #expect(try Self.lines(with: "\"concat,mov\"").count == 1, "the list of clips and what is in it")
  }
}
