import ArgumentParser
import Foundation
import Testing

@testable import reelspool

/// The manual knows every verb and every option, and nothing else.
@Suite struct ManualTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The page's text, with what groff spells differently as it is typed.
  private func page(_ name: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent("docs/man/\(name)"), encoding: .utf8)
      .replacingOccurrences(of: "\\-", with: "-")
  }

  /// One command as the parser describes it.
  private struct Node: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }
      var names: [Name]?
    }
    var commandName: String
    var shouldDisplay: Bool
    var arguments: [Argument]?
    var subcommands: [Node]?

    var options: Set<String> {
      Set((arguments ?? []).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map { "--\($0.name)" })
    }
  }
  private struct Dump: Decodable { var command: Node }

  private func verbs() throws -> [Node] {
    let dump = try JSONDecoder().decode(Dump.self, from: Data(Reelspool._dumpHelp().utf8))
    return try #require(dump.command.subcommands).filter { $0.commandName != "help" && $0.shouldDisplay }
  }

  /// The part of the page between the verb's heading and the next.
  private func part(_ verb: String, of page: String) -> String? {
    guard let start = page.range(of: "\n.SS reelspool \(verb)")?.upperBound else { return nil }
    let rest = page[start...]
    let ends = ["\n.SS ", "\n.SH "].compactMap { rest.range(of: $0)?.lowerBound }
    return String(rest[..<(ends.min() ?? rest.endIndex)])
  }

  private func options(in text: String) -> Set<String> {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "-") }
    return Set(words.filter { $0.hasPrefix("--") && $0.count > 2 }.map(String.init))
  }

  @Test func `every option of every verb is in reelspool(1), and no other`() throws {
    let page = try page("reelspool.1")
    let everywhere: Set<String> = ["--spool", "--version", "--help"]
    for verb in try verbs() {
      let part = try #require(self.part(verb.commandName, of: page), "\(verb.commandName) has a part of its own")
      // A verb may mention another one's option in prose, after its own name.
      let known = try Set(verbs().flatMap(\.options)).union(everywhere)
      #expect(verb.options.subtracting(everywhere).subtracting(options(in: part)).isEmpty, "\(verb.commandName)")
      #expect(options(in: part).subtracting(known).isEmpty, "\(verb.commandName)")
    }
    let headings = page.components(separatedBy: "\n.SS reelspool ").dropFirst().map { $0.prefix { $0.isLetter } }
    #expect(Set(headings.map(String.init)) == Set(try verbs().map(\.commandName)))
  }

  @Test func `reelspool.toml(5) has every key that docs/configuration.md has`() throws {
    let table = try String(contentsOf: Self.root.appendingPathComponent("docs/configuration.md"), encoding: .utf8)
    let page = try page("reelspool.toml.5")
    let keys = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
      .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    #expect(keys.count > 20)
    for key in keys { #expect(page.contains("\\fB\(key)\\fR\n"), "\(key)") }
  }

  @Test func `every row of what one may do is in reelspool(7)`() throws {
    let readme = try String(contentsOf: Self.root.appendingPathComponent("spool/README.md"), encoding: .utf8)
    let page = try page("reelspool.7")
    let rows = try #require(readme.components(separatedBy: "## What you may do at any moment").last)
      .components(separatedBy: "\n## ")[0].split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count > 6)
    for row in rows {
      let command = row.split(separator: "`").dropFirst().first.map(String.init) ?? ""
      #expect(page.contains(command), "\(command)")
    }
  }

  @Test func `the exit statuses of the manual are those of docs/log.md`() throws {
    let log = try String(contentsOf: Self.root.appendingPathComponent("docs/log.md"), encoding: .utf8)
    let statuses = try #require(log.components(separatedBy: "## Exit statuses").last).split(separator: "\n")
      .compactMap { $0.hasPrefix("| ") ? Int($0.dropFirst(2).prefix { $0.isNumber }) : nil }
    let manual = try #require(try page("reelspool.1").components(separatedBy: ".SH EXIT STATUS").last)
      .components(separatedBy: ".SH")[0]
    #expect(statuses.count == 4)
    for status in statuses { #expect(manual.contains("\n.B \(status)\n"), "\(status)") }
  }
}
