/// What is known about one call to a provider: the document `call.json` beside what it makes.
///
/// Written before the request is sent; the remote id is in it before the first question about it. So whoever reads it
/// after a crash knows whether to ask again, to go on asking, or to leave it to a person.
public struct CallNote: Codable, Sendable, Equatable {
  /// Chosen by us, once; the ledger's lines carry it.
  public var id: String
  public var provider: String
  public var model: String
  /// SHA-256 of what is asked, in hex: equal requests have equal fingerprints.
  public var fingerprint: String
  /// What was set aside for it, in millionths of a US dollar; nil where the price is not known.
  public var reserved: MicroDollars?
  public var state: State
  /// When it was begun, RFC 3339.
  public var begun: String
  /// The provider's own name for the work; durable before the first poll.
  public var remote: String?
  /// Further addresses that the provider gave (`status`, `response`, `cancel`).
  public var links: [String: String]
  /// What it cost in the end.
  public var cost: MicroDollars?
  /// Why it ended without a result.
  public var failure: Failure?

  public enum State: String, Codable, Sendable {
    /// The request may have been sent.
    case intent
    /// The provider has accepted it and works.
    case running
    /// The result lies beside the note.
    case answered
    /// It ended without a result.
    case closed
  }

  public init(id: String, provider: String, model: String, fingerprint: String, reserved: MicroDollars?, begun: String)
  {
    self.id = id
    self.provider = provider
    self.model = model
    self.fingerprint = fingerprint
    self.reserved = reserved
    self.begun = begun
    state = .intent
    links = [:]
  }

  /// Whether something may still come, or has come and was not yet used.
  public var isOpen: Bool { state != .closed }
}
