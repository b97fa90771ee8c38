// The API of stable-diffusion-webui and its relatives (Forge, SD.Next, sd-server): one picture at a time, answered when
// it is done. https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/API
import Generating
import Vocabulary

/// `[providers.sdapi.NAME]`
public struct SDAPI: Provider {
  public static let kind = "sdapi"
  public static let isUsuallyFree = true
  public static let ownKeys: Set<String> = [
    "size", "steps", "cfg_scale", "sampler", "scheduler", "reference", "denoising", "ip_adapter", "exclusive", "extra",
  ]
  public let account: Account
  private let settings: SDAPISettings

  public init(_ setup: Setup) throws(SetupFault) {
    var account = setup.account
    // What the server calls --api-auth is NAME:WORD by HTTP's Basic scheme (RFC 7617).
    account.endpoint.scheme = "Basic"
    account.endpoint.key = account.endpoint.key?.basic
    self.account = account
    settings = try SDAPISettings(setup)
  }

  public var stills: (any StillMaker)? {
    let (account, settings) = (account, settings)
    return ServerMaker(account: account) { (order) throws(Failure) in
      SDAPICall(account: account, settings: settings, order: order)
    }
  }

  public func probe() -> [Finding] {
    let (models, fault) = account.look("/sdapi/v1/sd-models")
    guard let models = models?.array else {
      return [fault.map { Finding($0.kind, $0.text + "; start the server with --api") }].compactMap(\.self)
    }
    let names = models.flatMap { [$0["title"]?.text, $0["model_name"]?.text].compactMap(\.self) }
    guard !account.model.isEmpty, !names.contains(where: { $0.hasPrefix(account.model) }) else {
      return [Finding(.fine, "\(account.name): it answers and has \(models.count) models")]
    }
    return [
      Finding(
        .fault, "\(account.name): it has no model \(account.model); it has \(names.prefix(20).joined(separator: ", "))")
    ]
  }
}

/// What the configuration says.
struct SDAPISettings: Sendable {
  /// How the character's reference is used.
  enum Reference: String, Sendable, CaseIterable {
    /// By words alone.
    case none
    /// The picture is painted over, keeping the more of it the lower `denoising` is.
    case img2img
    /// By the ControlNet extension, with the model that `ip_adapter` names.
    case ipAdapter = "ip-adapter"
  }
  var size: (width: Int, height: Int)?
  var reference: Reference
  var denoising: Double
  /// `module`, `model` and `weight` of an IP-Adapter.
  var adapter: [String: JSONValue]
  /// Whether nobody else uses the server: only then may its work be interrupted.
  var isExclusive: Bool
  var fields: [String: JSONValue]

  init(_ setup: Setup) throws(SetupFault) {
    size = try setup.size("size")
    denoising = try setup.number("denoising", 0...1) ?? 0.75
    adapter = try setup.table("ip_adapter") ?? [:]
    isExclusive = try setup.flag("exclusive") ?? false
    let word = try setup.text("reference") ?? (adapter.isEmpty ? "none" : "ip-adapter")
    guard let reference = Reference(rawValue: word) else {
      throw SetupFault("reference", "reference is \"\(word)\"; it must be none, img2img or ip-adapter")
    }
    guard reference != .ipAdapter || adapter["model"]?.text != nil else {
      throw SetupFault("reference", "reference is ip-adapter; add ip_adapter = { module = \"…\", model = \"…\" }")
    }
    self.reference = reference
    fields = try setup.table("extra") ?? [:]
    if let steps = try setup.number("steps", 1...200) { fields["steps"] = .integer(Int64(steps)) }
    if let scale = try setup.number("cfg_scale", 0...50) { fields["cfg_scale"] = .number(scale) }
    if let sampler = try setup.text("sampler") { fields["sampler_name"] = .string(sampler) }
    if let scheduler = try setup.text("scheduler") { fields["scheduler"] = .string(scheduler) }
  }
}
