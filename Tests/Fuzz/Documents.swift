import Vocabulary

@testable import Farm
@testable import Inbox
@testable import Ledger
@testable import Spool

extension Parser {
  static let documents = [
    document("shot-ticket", ShotTicket.self), document("job-ticket", JobTicket.self), document("plan", Plan.self),
    document("treatment", Treatment.self), document("analysis", MusicMap.self), document("take", Take.self),
    document("character", Character.self), document("call", CallNote.self),
    Parser(name: "ledger") { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      // A line is what we wrote, or none.
      guard let line = LedgerLine(text: text[...]) else { return }
      precondition((try? line.text()) != nil)
    },
  ]

  /// A document that a person may have edited: it is read again as it was, or refused.
  private static func document<Value: Codable & Equatable & Sendable>(_ name: String, _ type: Value.Type) -> Parser {
    Parser(name: name) { bytes in
      guard let value = try? Document.decode(type, from: bytes, called: name) else { return }
      guard let text = try? Document.encode(value) else { return }
      precondition((try? Document.decode(type, from: text, called: name)) == value)
    }
  }
}
