// Every parser of foreign bytes that is ours, under libFuzzer (https://llvm.org/docs/LibFuzzer.html): one program, the
// parser is chosen by the environment. A trap, a broken promise (`precondition`) or a time limit is a finding.
import Foundation

/// A parser and what it promises about whatever it is given.
struct Parser: Sendable {
  var name: String
  /// Feeds it; traps where a promise is broken.
  var feed: @Sendable ([UInt8]) -> Void

  static let all = archives + clips + concepts + documents + workflows + replies + names

  /// Seeds: Tests/Fuzz/Seeds/NAME.
  static let chosen: Parser = {
    let name = ProcessInfo.processInfo.environment["PARSER"] ?? ""
    guard let parser = all.first(where: { $0.name == name }) else {
      print(all.map(\.name).joined(separator: "\n"))
      exit(name.isEmpty ? 0 : 100)
    }
    return parser
  }()
}

@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeMutableRawPointer, _: UnsafeMutableRawPointer) -> CInt {
  _ = Parser.chosen
  return 0
}

/// Called by libFuzzer, some thousand times a second.
@_cdecl("LLVMFuzzerTestOneInput")
public func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Parser.chosen.feed(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
