// How the configuration becomes a provider: the keys that all have in common are read for it, those of one adapter are
// handed to it by name. So a new adapter is one type and one line here, and no line in the configuration's reader.
import Generating
import Planning
import Vocabulary

/// What the configuration says about one provider.
public struct Setup: Sendable {
  public var account: Account
  /// Lengths in seconds that its clips come in, ascending; empty for any.
  public var lengths: [Seconds]
  /// The adapter's own keys as they are written; only names of ``Provider/ownKeys``.
  public var keys: [String: JSONValue]

  public init(account: Account, lengths: [Seconds] = [], keys: [String: JSONValue] = [:]) {
    self.account = account
    self.lengths = lengths
    self.keys = keys
  }
}

/// A value of the configuration that an adapter cannot use.
public struct SetupFault: Error, Sendable, Equatable {
  /// The key's name in the provider's table; nil where something is missing.
  public var key: String?
  /// "workflow is a file for the editor; export it in API format".
  public var text: String

  public init(_ key: String?, _ text: String) {
    self.key = key
    self.text = text
  }
}

/// One configured server, whatever it makes.
public protocol Provider: Sendable {
  /// The word in `[providers.KIND.NAME]`.
  static var kind: String { get }
  /// Keys of its table besides those that all providers have.
  static var ownKeys: Set<String> { get }
  /// Whether there is nothing to pay at a server of this kind where the configuration has no price.
  static var isUsuallyFree: Bool { get }

  init(_ setup: Setup) throws(SetupFault)

  var account: Account { get }
  /// Lengths in seconds that its clips come in, ascending; empty for any.
  var lengths: [Seconds] { get }
  /// What each call of one step of a film will use, as far as can be known before it.
  func forecast(_ step: ErrandStep, of film: PlannedFilm) -> [Usage]
  var writer: (any TreatmentWriter)? { get }
  var stills: (any StillMaker)? { get }
  var clips: (any ClipMaker)? { get }
  /// Looks whether it can be used, without spending anything.
  func probe() -> [Finding]
}

extension Provider {
  public static var isUsuallyFree: Bool { false }
  public var lengths: [Seconds] { [] }
  public var writer: (any TreatmentWriter)? { nil }
  public var stills: (any StillMaker)? { nil }
  public var clips: (any ClipMaker)? { nil }
}

/// One thing that the doctor found.
public struct Finding: Sendable, Equatable {
  public enum Kind: Sendable, Equatable { case fine, note, fault }
  public var kind: Kind
  /// One line.
  public var text: String

  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension Setup {
  /// All kinds of providers that a configuration may name.
  public static let kinds: [any Provider.Type] = [
    OpenAIChat.self, ComfyUI.self, OpenAIImages.self, SDAPI.self, Replicate.self, Fal.self,
  ]
}
