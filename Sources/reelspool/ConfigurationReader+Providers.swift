import Farm
import Providers
import Vocabulary

// [providers] and the tables of programs below it.
extension ConfigurationReader {
  /// Names that lanes and built-in providers have.
  private static let taken: Set<String> = [LaneName.cpu, LaneName.desk, "writer", "builtin", "storyboard"]

  func apply(_ providers: ConfigurationFile.Providers, to out: inout Configuration) throws {
    for (name, command) in (providers.command ?? [:]).sorted(by: { $0.key < $1.key }) {
      try add(command, called: name, to: &out)
    }
    try addServers(providers.servers, to: &out)
    let commands = out.commands
    let servers = out.servers
    let writers = servers.filter { $0.writer != nil }.map(\.account.name)
    let stills = commands.filter { $0.makes.contains(.stills) }.map(\.name)
    let clips = commands.filter { $0.makes.contains(.clips) }.map(\.name)
    let drawing = servers.filter { $0.stills != nil }.map(\.account.name)
    let moving = servers.filter { $0.clips != nil }.map(\.account.name)
    var lanes = out.settings.lanes
    try choose(&out.settings.writer, providers.writer, ["builtin"] + writers, "writer", &lanes)
    try choose(&out.settings.stills, providers.stills, ["storyboard"] + stills + drawing, "stills", &lanes)
    try choose(&out.settings.clips, providers.clips, ["storyboard"] + clips + moving, "clips", &lanes)
    out.settings.lanes = lanes
  }

  /// Several names stand for the first of them that works; `TeamName` is how that is called.
  private func choose(
    _ target: inout String, _ value: Names?, _ known: [String], _ key: String, _ lanes: inout [String: Int]
  ) throws {
    guard let names = value?.names else { return }
    guard !names.isEmpty else {
      throw fault(key, "providers", "\(key) is empty; name one or more of \(known.joined(separator: ", "))")
    }
    for name in names where !known.contains(name) {
      throw fault(key, "providers", "\(key) is \"\(name)\"; it must be one of \(known.joined(separator: ", "))")
    }
    guard Set(names).count == names.count else {
      throw fault(key, "providers", "\(key) names one twice; leave it out")
    }
    target = TeamName.join(names)
    if names.count > 1 { lanes[target] = lanes[names[0]] ?? lanes[LaneName.cpu] }
  }

  private func add(_ command: ConfigurationFile.Command, called name: String, to out: inout Configuration) throws {
    let table = "providers.command.\(name)"
    try checkName(name, table, out.settings)
    var slots = 1
    var limit = 900.0
    try set(&slots, command.slots, 1...256, table, "slots", "slots")
    try set(&limit, command.timeLimit?.value, 1...86400, table, "time_limit", "seconds")
    let price = try amount(command.price, "price", table)
    out.commands.append(
      CommandMaker(
        name: name, executable: try executable(command, table), arguments: command.arguments ?? [], timeLimit: limit,
        makes: try products(command.makes, table), price: price ?? 0))
    out.settings.lanes[name] = slots
  }

  /// A name becomes a lane's and stands in log lines, so it is as plain as those.
  func checkName(_ name: String, _ table: String, _ settings: FarmSettings, what: String = "command") throws {
    let plain = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    guard plain, !name.hasPrefix("-"), (1...40).contains(name.utf8.count) else {
      throw fault(table, "", "a \(what) is called \"\(name)\"; use a-z, 0-9 and -, at most 40 of them")
    }
    guard !Self.taken.contains(name) else {
      throw fault(table, "", "a \(what) is called \"\(name)\", which is taken; choose another name")
    }
    guard settings.lanes[name] == nil else {
      throw fault(name, "lanes", "[lanes] has the \(what) \"\(name)\"; give it slots in [\(table)] instead")
    }
  }

  private func executable(_ command: ConfigurationFile.Command, _ table: String) throws -> String {
    guard let path = command.executable else {
      throw fault(table, "", "[\(table)] has no executable; add executable = \"/absolute/path\"")
    }
    guard path.hasPrefix("/"), !path.utf8.contains(0) else {
      throw fault("executable", table, "executable is \"\(path)\"; it must be an absolute path")
    }
    return path
  }

  private func products(_ names: [String]?, _ table: String) throws -> Set<CommandMaker.Product> {
    guard let names else { return Set(CommandMaker.Product.allCases) }
    let products = names.compactMap(CommandMaker.Product.init)
    guard !names.isEmpty, products.count == names.count else {
      let known = CommandMaker.Product.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("makes", table, "makes is \(names); it must hold one or more of \(known)")
    }
    return Set(products)
  }

  /// An amount in dollars, as text.
  func amount(_ text: String?, _ key: String, _ table: String) throws -> MicroDollars? {
    guard let text else { return nil }
    guard let amount = Money.read(text) else {
      throw fault(key, table, "\(key) is \"\(text)\"; it must be an amount in dollars like \"0.04\"")
    }
    return amount
  }

  func fault(_ key: String, _ table: String, _ text: String) -> CommandFault {
    .wrong("\(path):\(line(of: key, in: table)): \(text)")
  }
}
