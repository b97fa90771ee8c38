import Farm
import Providers

// [providers] and the tables of programs below it.
extension ConfigurationReader {
  /// Names that lanes and built-in providers have.
  private static let taken: Set<String> = [LaneName.cpu, LaneName.desk, "writer", "builtin", "storyboard"]

  func apply(_ providers: ConfigurationFile.Providers, to out: inout Configuration) throws {
    for (name, command) in (providers.command ?? [:]).sorted(by: { $0.key < $1.key }) {
      try add(command, called: name, to: &out)
    }
    let stills = out.commands.filter { $0.makes.contains(.stills) }.map(\.name)
    let clips = out.commands.filter { $0.makes.contains(.clips) }.map(\.name)
    try choose(&out.settings.writer, providers.writer, ["builtin"], "writer")
    try choose(&out.settings.stills, providers.stills, ["storyboard"] + stills, "stills")
    try choose(&out.settings.clips, providers.clips, ["storyboard"] + clips, "clips")
  }

  private func choose(_ target: inout String, _ value: String?, _ known: [String], _ key: String) throws {
    guard let value else { return }
    guard known.contains(value) else {
      throw fault(key, "providers", "\(key) is \"\(value)\"; it must be one of \(known.joined(separator: ", "))")
    }
    target = value
  }

  private func add(_ command: ConfigurationFile.Command, called name: String, to out: inout Configuration) throws {
    let table = "providers.command.\(name)"
    try checkName(name, table, out.settings)
    var slots = 1
    var limit = 900.0
    try set(&slots, command.slots, 1...256, table, "slots", "slots")
    try set(&limit, command.timeLimit?.value, 1...86400, table, "time_limit", "seconds")
    out.commands.append(
      CommandMaker(
        name: name, executable: try executable(command, table), arguments: command.arguments ?? [], timeLimit: limit,
        makes: try products(command.makes, table)))
    out.settings.lanes[name] = slots
  }

  /// A name becomes a lane's and stands in log lines, so it is as plain as those.
  private func checkName(_ name: String, _ table: String, _ settings: FarmSettings) throws {
    let plain = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    guard plain, !name.hasPrefix("-"), (1...40).contains(name.utf8.count) else {
      throw fault(table, "", "a command is called \"\(name)\"; use a-z, 0-9 and -, at most 40 of them")
    }
    guard !Self.taken.contains(name) else {
      throw fault(table, "", "a command is called \"\(name)\", which is taken; choose another name")
    }
    guard settings.lanes[name] == nil else {
      throw fault(name, "lanes", "[lanes] has the command \"\(name)\"; give it slots in [\(table)] instead")
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

  private func fault(_ key: String, _ table: String, _ text: String) -> CommandFault {
    .wrong("\(path):\(line(of: key, in: table)): \(text)")
  }
}
