import Farm
import Vocabulary

// [budget]: how much may be spent. No key is no limit.
extension ConfigurationReader {
  func apply(_ budget: ConfigurationFile.Budget, to out: inout Configuration) throws {
    out.settings.limits.job = try amount(budget.perJob, "per_job", "budget")
    out.settings.limits.day = try amount(budget.perDay, "per_day", "budget")
    let known = out.commands.map(\.name) + out.servers.map(\.account.name)
    for (name, text) in (budget.providers ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard known.contains(name) else {
        throw fault(
          name, "budget.providers", "there is no provider \"\(name)\"; give it a table, or leave its limit out")
      }
      out.settings.limits.providers[name] = try amount(text, name, "budget.providers")
    }
  }
}
