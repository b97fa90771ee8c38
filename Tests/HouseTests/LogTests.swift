import Foundation
import Testing

/// Every line that the code logs stands in docs/log.md.
@Suite struct LogTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `every log line is documented`() throws {
    let page = try String(contentsOf: Self.root.appendingPathComponent("docs/log.md"), encoding: .utf8)
    let lines = try Self.sources().flatMap(Self.logged)
    #expect(lines.count > 20, "the calls are found")
    for line in lines { #expect(page.contains("`\(line)`"), "\(line)") }
  }

  @Test func `what varies in a line is left out, however deep it is nested`() {
    let source = #"log(.warning, "\(a): \(b.joined(separator: "; ")) rejected: \(x ? "(1)" : "2")")"#
    #expect(Self.logged(in: source) == ["warning: …: … rejected: …"])
  }

  private static func sources() throws -> [String] {
    let files = FileManager.default.enumerator(
      at: root.appendingPathComponent("Sources"), includingPropertiesForKeys: nil)
    var found: [String] = []
    while let file = files?.nextObject() as? URL {
      if file.pathExtension == "swift" { found.append(try String(contentsOf: file, encoding: .utf8)) }
    }
    return found
  }

  /// The literals given to `log(.level, "…")`, with `…` for each interpolation.
  private static func logged(in source: String) -> [String] {
    var found: [String] = []
    for (mark, level) in [("log(.info, \"", ""), ("log(.warning, \"", "warning: "), ("log(.error, \"", "error: ")] {
      for part in source.components(separatedBy: mark).dropFirst() { found.append(level + literal(part)) }
    }
    return found
  }

  /// The string literal at the beginning of `text`, its opening quote already read.
  private static func literal(_ text: String) -> String {
    var out = ""
    var rest = Substring(text)
    while let next = rest.popFirst(), next != "\"" {
      if next == "\\", rest.first == "(" {
        skipInterpolation(&rest)
        out += "…"
      } else {
        out.append(next)
      }
    }
    return out
  }

  private static func skipInterpolation(_ rest: inout Substring) {
    var depth = 0
    var isQuoted = false
    while let next = rest.popFirst() {
      if next == "\"" { isQuoted.toggle() }
      if !isQuoted && next == "(" { depth += 1 }
      if !isQuoted && next == ")" { depth -= 1 }
      if depth == 0 { return }
    }
  }
}
