import Farm
import FoundationEssentials
import Glibc
import Providers
import Vocabulary

// [providers.KIND.NAME]: what all servers have in common. The rest of a table is its adapter's.
extension ConfigurationReader {
  private static let commonKeys: Set<String> = [
    "endpoint", "model", "key_env", "key_file", "slots", "requests_per_minute", "tokens_per_minute", "free",
    "answer_within",
    "queued_within", "running_within", "stalled_within", "poll", "prices", "lengths", "usual_gpu_seconds",
    "usual_tokens_out",
  ]

  func addServers(_ tables: [String: [String: [String: JSONValue]]], to out: inout Configuration) throws {
    for kind in Setup.kinds {
      for (name, keys) in (tables[kind.kind] ?? [:]).sorted(by: { $0.key < $1.key }) {
        let table = ServerTable(reader: self, name: "providers.\(kind.kind).\(name)", keys: keys)
        guard out.settings.lanes[name] == nil || !isProvider(name, out) else {
          throw fault(table.name, "", "two providers are called \"\(name)\"; rename one")
        }
        try checkName(name, table.name, out.settings, what: "server")
        out.servers.append(try add(kind, called: name, table))
        out.settings.lanes[name] =
          try table.whole("slots", 1...256) ?? (out.servers.last!.account.endpoint.isPrivate ? 1 : 4)
      }
    }
  }

  private func isProvider(_ name: String, _ out: Configuration) -> Bool {
    out.commands.contains { $0.name == name } || out.servers.contains { $0.account.name == name }
  }

  private func add(_ kind: any Provider.Type, called name: String, _ table: ServerTable) throws -> any Provider {
    for key in table.keys.keys.sorted() where !Self.commonKeys.union(kind.ownKeys).contains(key) {
      throw fault(
        key, table.name, "there is no key \"\(key)\" in [\(table.name)]; docs/configuration.md lists the keys")
    }
    let own = table.keys.filter { kind.ownKeys.contains($0.key) }
    let setup = Setup(account: try account(name, kind, table), lengths: try table.lengths(), keys: own)
    do throws(SetupFault) { return try kind.init(setup) } catch {
      throw fault(error.key ?? table.name, error.key == nil ? "" : table.name, error.text)
    }
  }

  private func account(_ name: String, _ kind: any Provider.Type, _ table: ServerTable) throws -> Account {
    guard let base = try table.text("endpoint") else {
      throw fault(table.name, "", "[\(table.name)] has no endpoint; add endpoint = \"https://…\"")
    }
    guard let endpoint = Endpoint(base, key: readsKeys ? try table.key() : nil) else {
      throw fault(
        "endpoint", table.name, "endpoint is \"\(base)\"; it must be an http or https address without user or query")
    }
    var rules = Gate.Rules()
    rules.requests = try table.number("requests_per_minute", 0.01...1_000_000)
    rules.modelTokens = try table.number("tokens_per_minute", 1...1_000_000_000)
    let isFree = try table.flag("free") ?? (kind.isUsuallyFree || endpoint.isPrivate)
    var account = Account(
      name: name, endpoint: endpoint, model: try table.text("model") ?? "",
      prices: PriceList(try table.prices(), otherwise: isFree ? 0 : nil), gate: Gate(name, rules))
    account.usual.gpuSeconds = try table.number("usual_gpu_seconds", 0.01...86400)
    account.usual.tokensOut = try table.whole("usual_tokens_out", 1...10_000_000)
    try table.apply(to: &account.deadlines)
    return account
  }
}

/// One server's table, with the line of what is wrong in it.
struct ServerTable {
  let reader: ConfigurationReader
  /// "providers.openai-chat.gpt"
  let name: String
  let keys: [String: JSONValue]

  private func fault(_ key: String, _ text: String) -> CommandFault { reader.fault(key, name, "\(key) \(text)") }

  func text(_ key: String) throws -> String? {
    guard let value = keys[key] else { return nil }
    guard let text = value.text, !text.isEmpty, !text.utf8.contains(0) else { throw fault(key, "must be a text") }
    return text
  }

  func flag(_ key: String) throws -> Bool? {
    guard let value = keys[key] else { return nil }
    guard let flag = value.bool else { throw fault(key, "must be true or false") }
    return flag
  }

  func whole(_ key: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let value = keys[key] else { return nil }
    guard let number = value.int, range.contains(number) else {
      throw fault(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func number(_ key: String, _ range: ClosedRange<Double>) throws -> Double? {
    guard let value = keys[key] else { return nil }
    guard let number = value.double, range.contains(number) else {
      throw fault(key, "must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func apply(to deadlines: inout Deadlines) throws {
    let seconds = 1.0...86400
    deadlines.answer = try number("answer_within", seconds) ?? deadlines.answer
    deadlines.queued = try number("queued_within", seconds) ?? deadlines.queued
    deadlines.running = try number("running_within", seconds) ?? deadlines.running
    deadlines.stalled = try number("stalled_within", seconds) ?? deadlines.stalled
    deadlines.poll = try number("poll", 0.1...600) ?? deadlines.poll
    deadlines.slowestPoll = max(deadlines.poll, deadlines.slowestPoll)
  }

  /// Clip lengths in seconds, ascending.
  func lengths() throws -> [Seconds] {
    guard let value = keys["lengths"] else { return [] }
    let lengths = (value.array ?? []).compactMap(\.double)
    guard !lengths.isEmpty, lengths.count == value.array?.count, lengths.allSatisfy({ (0.1...600).contains($0) }) else {
      throw fault("lengths", "must be a list of seconds from 0.1 to 600")
    }
    return lengths.sorted()
  }

  // MARK: Prices

  func prices() throws -> [Price] {
    guard let value = keys["prices"] else { return [] }
    guard let tables = value.array?.compactMap(\.object), tables.count == value.array?.count else {
      throw fault("prices", "must be tables: [[\(name).prices]]")
    }
    return try tables.map { try price($0) }
  }

  private static var units: [String: WritableKeyPath<Price, MicroDollars?>] {
    [
      "request": \.request, "image": \.image, "second": \.second, "tokens_in": \.tokensIn,
      "tokens_out": \.tokensOut, "gpu_second": \.gpuSecond,
    ]
  }

  private func price(_ keys: [String: JSONValue]) throws -> Price {
    let table = "\(name).prices"
    var price = Price()
    for (key, value) in keys.sorted(by: { $0.key < $1.key }) {
      guard let text = value.text else { throw reader.fault(key, table, "\(key) must be a text") }
      switch key {
      case "from":
        guard Self.isDay(text) else {
          throw reader.fault(key, table, "from is \"\(text)\"; it must be a day like \"2026-11-22\"")
        }
        price.from = text
      case "model": price.model = text
      default:
        guard let unit = Self.units[key] else {
          throw reader.fault(
            key, table,
            "there is no price for \"\(key)\"; there are \(Self.units.keys.sorted().joined(separator: ", "))")
        }
        price[keyPath: unit] = try reader.amount(text, key, table)
      }
    }
    return price
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  // MARK: The key

  /// From the environment, or from a file that nobody else may read; nil where the server wants none.
  func key() throws -> Secret? {
    let variable = try text("key_env")
    let file = try text("key_file")
    guard variable == nil || file == nil else { throw fault("key_file", "and key_env are both given; leave one out") }
    if let variable {
      guard let value = getenv(variable).map({ String(cString: $0) }), !value.isEmpty else {
        throw fault("key_env", "is \"\(variable)\", which is not set; set it in the service's environment")
      }
      return Secret(value)
    }
    return try file.map { try key(in: $0) }
  }

  /// A plain name is a credential of the service (systemd.exec(5), LoadCredential).
  private func key(in file: String) throws -> Secret {
    let credentials = getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) }
    let isCredential = !file.contains("/")
    guard file.hasPrefix("/") || (isCredential && credentials != nil) else {
      throw fault(
        "key_file", "is \"\(file)\"; it must be an absolute path, or the name of a credential that systemd loads")
    }
    let path = isCredential ? "\(credentials!)/\(file)" : file
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw fault("key_file", "\(path): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= 8192 else {
      throw fault("key_file", "\(path) is no small file")
    }
    guard isCredential || status.st_mode & 0o077 == 0 else {
      throw fault("key_file", "\(path) can be read by others; chmod 600 \(path)")
    }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = read(descriptor, &bytes, bytes.count)
    let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 1 else { throw fault("key_file", "\(path) must hold one key and nothing else") }
    return Secret(String(words[0]))
  }
}
