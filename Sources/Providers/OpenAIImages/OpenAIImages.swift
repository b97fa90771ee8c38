// The images API of OpenAI, and of everything that speaks like it: https://platform.openai.com/docs/api-reference/images.
// It answers when it is done, so there is no job to ask about: a reply that is lost is lost, and is said to be.
import Generating
import Vocabulary

/// `[providers.openai-images.NAME]`
public struct OpenAIImages: Provider {
  public static let kind = "openai-images"
  public static let ownKeys: Set<String> = ["size", "quality", "references", "extra"]
  public let account: Account
  private let settings: ImagesSettings

  public init(_ setup: Setup) throws(SetupFault) {
    account = setup.account
    settings = try ImagesSettings(setup)
  }

  public var stills: (any StillMaker)? {
    let (account, settings) = (account, settings)
    return ServerMaker(account: account) { (order) throws(Failure) in
      ImagesCall(account: account, settings: settings, order: order)
    }
  }

  public func probe() -> [Finding] {
    let (models, fault) = account.look(account.versioned("/models"))
    guard let models else { return [fault].compactMap(\.self) }
    let names = (models["data"]?.array ?? []).compactMap { $0["id"]?.text }
    let known =
      names.contains(account.model)
      ? Finding(.fine, "\(account.name): it has the model \(account.model)")
      : Finding(
        .fault,
        "\(account.name): it has no model \(account.model); it has \(names.sorted().prefix(20).joined(separator: ", "))"
      )
    return [known] + account.standing
  }
}

/// What the configuration says about pictures.
struct ImagesSettings: Sendable {
  var size: (width: Int, height: Int)
  var quality: String?
  /// Whether references are sent, as edits.
  var sendsReferences: Bool
  /// Further fields of every request, as they are.
  var extra: [String: JSONValue]

  init(_ setup: Setup) throws(SetupFault) {
    size = try setup.size("size") ?? (1024, 1536)
    quality = try setup.text("quality")
    sendsReferences = try setup.flag("references") ?? true
    extra = try setup.table("extra") ?? [:]
    for key in ["model", "prompt", "n", "size"] where extra[key] != nil {
      throw SetupFault("extra", "extra has \(key), which is set for each request")
    }
  }
}

extension Account {
  /// A path of an API whose version people write into the endpoint, or leave out.
  func versioned(_ path: String) -> String { endpoint.base.hasSuffix("/v1") ? path : "/v1" + path }
}
