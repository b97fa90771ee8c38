import Vocabulary

/// What Replicate and fal are told alike: inputs by mapping, and where in a result the file is.
struct HostedSettings: Sendable {
  static let keys: Set<String> = ["still_input", "plain_input", "clip_input", "size", "output"]
  var stills: Mapping?
  /// For shots without people, and for references.
  var plain: Mapping?
  var clips: Mapping?
  var size: (width: Int, height: Int)?
  /// "video.url"; nil to take the first address that looks like one.
  var output: [String]?

  init(_ setup: Setup) throws(SetupFault) {
    stills = try Self.mapping("still_input", setup)
    plain = try Self.mapping("plain_input", setup)
    clips = try Self.mapping("clip_input", setup)
    size = try setup.size("size")
    output = try setup.text("output")?.split(separator: ".").map(String.init)
    guard stills != nil || plain != nil || clips != nil else {
      throw SetupFault(
        nil, "it has no input; add still_input, clip_input or both, as the model's page names its inputs")
    }
    for (key, mapping, word) in [
      ("still_input", stills, "prompt"), ("plain_input", plain, "prompt"), ("clip_input", clips, "still"),
    ] {
      guard let mapping, !mapping.uses(word) else { continue }
      throw SetupFault(key, "\(key) has no {\(word)}")
    }
  }

  private static func mapping(_ key: String, _ setup: Setup) throws(SetupFault) -> Mapping? {
    guard let table = try setup.table(key) else { return nil }
    return try Mapping(table, key: key)
  }

  var makesStills: Bool { stills != nil || plain != nil }

  /// The maker that puts orders into a host's dialect.
  func maker<Call: HostedCall>(_ call: Call.Type, for host: some Provider) -> ServerMaker {
    ServerMaker(account: host.account, lengths: host.lengths) { [account = host.account] (order) throws(Failure) in
      guard let mapping = mapping(for: order) else { throw .noInput(account, order) }
      return call.init(account: account, settings: self, mapping: mapping, order: order)
    }
  }

  func mapping(for order: Order) -> Mapping? {
    if order.step == .clip { return clips }
    return order.references.isEmpty ? plain ?? stills : stills ?? plain
  }

  func size(for order: Order) -> (width: Int, height: Int) {
    size ?? order.size(pixels: order.step == .clip ? 720 * 1280 : 1 << 20, step: 16)
  }

  /// The result's address: at the configured place, else the first address or picture in it.
  func result(in value: JSONValue) -> Result? {
    if let output {
      var here: JSONValue? = value
      for key in output { here = Int(key).flatMap { here?[$0] } ?? here?[key] }
      return here.flatMap(Self.first)
    }
    return Self.first(in: value)
  }

  private static func first(in value: JSONValue) -> Result? {
    switch value {
    case .string(let text):
      if text.hasPrefix("http://") || text.hasPrefix("https://") { return .url(text) }
      return text.hasPrefix("data:") ? Base64.bytes(text).map(Result.bytes) : nil
    case .array(let items): return items.lazy.compactMap(first).first
    case .object(let fields):
      // `url` before its neighbours: a list of files names thumbnails too.
      let keys = fields.keys.sorted { rank($0) < rank($1) || (rank($0) == rank($1) && $0 < $1) }
      return keys.lazy.compactMap { fields[$0].flatMap(first) }.first
    default: return nil
    }
  }

  private static func rank(_ key: String) -> Int {
    ["url", "video", "videos", "image", "images", "output"].firstIndex(of: key) ?? 99
  }
}

extension Failure {
  fileprivate static func noInput(_ account: Account, _ order: Order) -> Failure {
    Failure(
      .invalid, "unable to ask \(account.name) for a \(order.step.rawValue): the configuration has no input for that",
      remedy: "add \(order.step == .clip ? "clip_input" : "still_input") to its table")
  }
}
