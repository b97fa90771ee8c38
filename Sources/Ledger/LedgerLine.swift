// One line of the ledger: JSON, keys in order, and a checksum, so that a line that was cut off by a crash is known as one.
import Spool
import Vocabulary

/// One thing that happened to one call's money.
public struct LedgerLine: Codable, Sendable, Equatable {
  public enum Event: String, Codable, Sendable {
    /// Money was set aside; the call may be sent.
    case reserved
    /// The call is over and cost `amount`.
    case settled
    /// The call was not charged.
    case released
  }
  public var id: String
  /// RFC 3339, UTC.
  public var at: String
  public var event: Event
  public var job: String
  public var step: ErrandStep
  /// The shot or the character; empty for the whole film.
  public var subject: String
  public var take: Int
  public var provider: String
  public var model: String
  public var fingerprint: String
  /// Millionths of a US dollar; nil in a reservation whose price nobody knows.
  public var amount: MicroDollars?
  /// Only in `settled`.
  public var basis: CostBasis?
  /// The first 16 hex digits of the SHA-256 of the line without this key.
  public var sum: String?

  init(_ call: PricedCall, at: Instant) {
    id = call.id
    self.at = "\(at)"
    event = .reserved
    job = call.job
    step = call.step
    subject = call.subject
    take = call.take
    provider = call.provider
    model = call.model
    fingerprint = call.fingerprint
    amount = call.estimate
  }

  /// The same call's line for another event.
  func followed(by event: Event, amount: MicroDollars, basis: CostBasis?, at: Instant) -> LedgerLine {
    var line = self
    line.event = event
    line.at = "\(at)"
    line.amount = amount
    line.basis = basis
    line.sum = nil
    return line
  }

  /// The day it counts for: `2026-11-22`, UTC.
  public var day: String { String(at.prefix(10)) }

  // MARK: Text

  /// The line with its checksum and line end.
  func text() throws(SpoolError) -> String {
    var line = self
    line.sum = try checksum()
    return try Document.line(line) + "\n"
  }

  /// Reads a line without its end; nil where it was cut off or changed.
  init?(text: Substring) {
    guard let line = try? Document.decode(LedgerLine.self, from: Array(text.utf8), called: "a line of the ledger"),
      let sum = line.sum, let expected = try? line.checksum(), sum == expected
    else { return nil }
    self = line
  }

  private func checksum() throws(SpoolError) -> String {
    var line = self
    line.sum = nil
    let digest = Digest()
    digest.add(try Document.line(line))
    return String(digest.finish().prefix(16))
  }
}
