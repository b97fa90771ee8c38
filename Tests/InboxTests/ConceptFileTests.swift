import Foundation
import Testing

@testable import Inbox

@Suite struct ConceptFileTests {
  private func read(_ prose: [UInt8]?, _ options: String? = nil, submit: String? = nil) throws(ConceptFile.Fault)
    -> ConceptFile
  {
    try ConceptFile(
      prose: prose, options: options.map { Array($0.utf8) }, submit: submit.map { Array($0.utf8) }, rules: InboxRules())
  }

  private func fault(_ prose: [UInt8]?, _ options: String? = nil, submit: String? = nil) -> String {
    do { _ = try read(prose, options, submit: submit) } catch { return error.reason }
    return "accepted"
  }

  private func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `prose is kept to the letter, but for a byte order mark`() throws {
    let text = "  Été.\r\nZwei Zeilen\t🌙\n"
    #expect(try read(utf8(text)).prose == text)
    #expect(try read([0xEF, 0xBB, 0xBF] + utf8(text)).prose == text)
  }

  @Test func `what is no UTF-8 text is refused with a way out`() {
    #expect(fault([0xFF, 0xFE, 0x41, 0x00]).contains("not UTF-8"))
    #expect(fault([0xFE, 0xFF, 0x00, 0x41]).contains("not UTF-8"))
    #expect(fault(utf8("caf") + [0xE9]).contains("save it as UTF-8"))
    #expect(fault([0x41, 0x00, 0x42, 0x00]).contains("zero bytes"))
  }

  @Test func `nothing written is no concept`() {
    for bytes in [[], utf8("  \n\t "), [0xEF, 0xBB, 0xBF]] { #expect(fault(bytes).contains("empty")) }
    #expect(fault(nil, "{\"fps\":24}").contains("empty"))
  }

  @Test func `sixteen kibibytes are accepted, one byte more is not`() throws {
    #expect(try read([UInt8](repeating: 0x61, count: 16 * 1024)).prose.utf8.count == 16 * 1024)
    #expect(fault([UInt8](repeating: 0x61, count: 16 * 1024 + 1)).contains("longer than 16384"))
  }

  @Test func `options are read beside prose, and prose inside options`() throws {
    let beside = try read(utf8("prose"), "{\"fps\":24,\"fidelity\":\"expand\",\"width\":720,\"height\":1280}")
    #expect(beside.prose == "prose")
    #expect(beside.options.fps == 24)
    #expect(beside.options.fidelity == .expand)
    #expect(try read(nil, "{\"concept\":\"inside\",\"title\":\"T\"}").prose == "inside")
    #expect(try read(nil, "{\"text\":\"inside\"}").prose == "inside")
  }

  /// It was once accepted and forgotten.
  @Test func `every option that may be written is read`() throws {
    let all = """
      {"fidelity": "preserve", "width": 720, "height": 1280, "fps": 24, "seed": 7, "upload": true, "priority": 3, \
      "budget": 2.5, "review": "stills", "writer": "a", "stills": "b", "clips": "c", "title": "d"}
      """
    let read = try read(utf8("x"), all).options
    let keys = try JSONSerialization.jsonObject(with: JSONEncoder().encode(read)) as? [String: Any]
    #expect(keys?.count == 13 && read.upload == true, "\(keys ?? [:])")
  }

  @Test func `a concept that is written twice differently is not cut in half`() throws {
    #expect(fault(utf8("one"), "{\"concept\":\"two\"}").contains("written twice"))
    #expect(try read(utf8("one"), "{\"concept\":\"one\"}").prose == "one")
  }

  @Test func `an unknown key is named, with the keys that there are`() {
    let reason = fault(utf8("x"), "{\"fpss\":24}")
    #expect(reason.contains("\"fpss\"") && reason.contains("fps, seed"))
  }

  @Test(arguments: [
    ("{\"fps\":\"24\"}", "fps has a value of the wrong type"), ("{\"fps\":0}", "fps is 0"),
    ("{\"fps\":61}", "fps is 61"), ("{\"fps\":29.97}", "fps must be a whole number"),
    ("{\"seed\":-1}", "seed must be a whole number"), ("{\"upload\":1}", "upload has a value of the wrong type"),
    ("{\"width\":63}", "width is 63"), ("{\"width\":65}", "width is 65"), ("{\"height\":4098}", "height is 4098"),
    ("{\"priority\":101}", "priority is 101"), ("{\"budget\":-1}", "budget has a value that does not exist"),
    ("{\"fidelity\":\"wild\"}", "fidelity has a value that does not exist"), ("{", "not valid JSON"),
    ("[]", "wrong type"),
    ("{\"review\":1}", "review has a value of the wrong type"), ("null", "cannot be used"), ("", "not valid JSON"),
  ])
  func `a wrong option is named`(json: String, expected: String) {
    #expect(fault(utf8("x"), json).contains(expected), "\(fault(utf8("x"), json))")
  }

  @Test(arguments: [
    ("\"2.50\"", 2_500_000), ("\"$0.042\"", 42_000), ("2", 2_000_000), ("0.1", 100_000), ("0", 0),
  ])
  func `a budget is written in dollars`(text: String, amount: Int64) throws {
    #expect(try read(utf8("x"), "{\"budget\":\(text)}").options.budget == amount)
  }

  @Test func `submit's options win, and only submit repeats`() throws {
    let both = try read(utf8("x"), "{\"fps\":24,\"seed\":1}", submit: "{\"fps\":30,\"again\":true}")
    #expect(both.options.fps == 30)
    #expect(both.options.seed == 1)
    #expect(both.isRepeat)
    #expect(try !read(utf8("x"), "{\"again\":true}").isRepeat)
  }
}
