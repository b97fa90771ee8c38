import Foundation
import Testing

/// The rooms of the code and what each may import: the table of docs/architecture.md, written once more so that it holds.
@Suite struct RoomsTests {
  /// Our own modules that a room may import.
  private static let rooms: [String: Set<String>] = [
    "Vocabulary": [],
    "Spool": ["CShim", "CCrypto"],
    "Media": ["CShim", "CCrypto", "CPng"],
    "Ledger": ["Vocabulary", "Spool"],
    "Inbox": ["Vocabulary", "Spool", "Media", "CShim"],
    "Analyzing": ["Vocabulary"],
    "Planning": ["Vocabulary"],
    "Generating": ["Vocabulary", "Media"],
    "Storyboard": ["Vocabulary", "Media", "Generating", "CCairo", "CShim"],
    "Providers": ["Vocabulary", "Media", "Planning", "Generating", "CCurl"],
    "Pictures": ["Vocabulary", "Media", "CPango"],
    "Assembling": ["Vocabulary", "Media", "Pictures"],
    "Farm": [
      "Vocabulary", "Spool", "Media", "Inbox", "Analyzing", "Planning", "Generating", "Assembling", "Ledger", "CShim",
    ],
    "reelspool": [
      "Vocabulary", "Spool", "Media", "Inbox", "Analyzing", "Planning", "Generating", "Storyboard", "Providers",
      "Pictures", "Assembling", "Farm", "Ledger", "CShim", "ArgumentParser", "TOMLKit",
    ],
    "reelspool-watch": ["CInotifyTools"],
    "pace": ["Spool", "Media", "ArgumentParser"],
    "torture": ["CStrike", "ArgumentParser"],
  ]

  /// Rooms that may not use Foundation: the analyser, because it is pure arithmetic; the watcher, because it stays small.
  private static let withoutFoundation: Set<String> = ["Analyzing", "reelspool-watch"]

  /// What the system brings. `FoundationNetworking` is the part of Foundation that speaks HTTP: adapters only.
  private static func system(for room: String) -> Set<String> {
    var modules: Set<String> = ["Glibc", "Dispatch", "Synchronization"]
    if !withoutFoundation.contains(room) { modules.formUnion(["Foundation", "FoundationEssentials"]) }
    if room == "Providers" { modules.insert("FoundationNetworking") }
    return modules
  }

  @Test(arguments: rooms.keys.sorted()) func `a room imports what the table allows`(room: String) throws {
    let allowed = try #require(Self.rooms[room]).union(Self.system(for: room))
    for file in try Self.swiftFiles(in: room) {
      let strangers = try Self.imports(of: file).subtracting(allowed)
      #expect(strangers.isEmpty, "\(room)/\(file.lastPathComponent) imports \(strangers.sorted())")
    }
  }

  @Test func `the table names every room that exists`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    let rooms = try folders.filter { try !Self.swiftFiles(in: $0).isEmpty }
    #expect(Set(rooms) == Set(Self.rooms.keys))
  }

  @Test func `an import is seen in every spelling`() {
    let text =
      "import Glibc\n@testable import Media\n  import struct Foundation.Date\n// import Farm\npublic import Spool"
    #expect(Self.imports(in: text) == ["Glibc", "Media", "Foundation", "Spool"])
  }

  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  private static func swiftFiles(in room: String) throws -> [URL] {
    let folder = sources.appendingPathComponent(room)
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }.map(folder.appendingPathComponent)
  }

  private static func imports(of file: URL) throws -> Set<String> {
    imports(in: try String(contentsOf: file, encoding: .utf8))
  }

  /// The modules that lines such as `@testable import struct Module.Type` name.
  private static func imports(in text: String) -> Set<String> {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let"]
    let modules = text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), isModifiers(words[..<at]) else { return nil }
      let named = words[(at + 1)...].first { !kinds.contains($0) }
      return named?.split(separator: ".").first.map(String.init)
    }
    return Set(modules)
  }

  /// Whether nothing but attributes and access levels stands before `import`; prose and comments do not.
  private static func isModifiers(_ words: ArraySlice<Substring>) -> Bool {
    let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    return words.allSatisfy { $0.hasPrefix("@") || levels.contains($0) }
  }
}
