// What was spent on what, from the ledger's lines alone.
import Vocabulary

/// The sums that `reelspool costs` shows.
public struct Costs: Codable, Sendable, Equatable {
  /// One group's sums, in millionths of a US dollar.
  public struct Row: Codable, Sendable, Equatable {
    public var name: String
    /// Calls that were allowed.
    public var calls = 0
    /// Of these, calls whose end is not known yet.
    public var open = 0
    /// What was set aside for all of them.
    public var estimated: MicroDollars = 0
    /// What the ended ones cost.
    public var actual: MicroDollars = 0
    /// What is set aside for the open ones.
    public var reserved: MicroDollars = 0
  }
  public enum Grouping: String, Codable, Sendable, CaseIterable { case job, shot, provider, day }

  public var by: Grouping
  /// In the order of names.
  public var rows: [Row]
  public var total: Row

  public init(_ lines: [LedgerLine], by grouping: Grouping, job: String? = nil) {
    by = grouping
    var rows: [String: Row] = [:]
    total = Row(name: "total")
    for call in Self.calls(lines) where job == nil || call.reserved.job == job {
      let name = Self.name(of: call.reserved, grouping)
      rows[name, default: Row(name: name)].add(call)
      total.add(call)
    }
    self.rows = rows.values.sorted { $0.name < $1.name }
  }

  /// A reservation with what came of it.
  struct Call {
    var reserved: LedgerLine
    var end: LedgerLine?
  }

  private static func calls(_ lines: [LedgerLine]) -> [Call] {
    var calls: [String: Call] = [:]
    for line in lines {
      if line.event == .reserved {
        if calls[line.id] == nil { calls[line.id] = Call(reserved: line) }
      } else if calls[line.id]?.end == nil {
        calls[line.id]?.end = line
      }
    }
    return Array(calls.values)
  }

  private static func name(of line: LedgerLine, _ grouping: Grouping) -> String {
    switch grouping {
    case .job: line.job
    case .shot: line.subject.isEmpty ? "\(line.job) \(line.step.rawValue)" : "\(line.job) \(line.subject)"
    case .provider: "\(line.provider) \(line.model)"
    case .day: line.day
    }
  }
}

extension Costs.Row {
  mutating func add(_ call: Costs.Call) {
    let estimate = call.reserved.amount ?? 0
    calls += 1
    estimated += estimate
    guard let end = call.end else {
      open += 1
      reserved += estimate
      return
    }
    actual += end.amount ?? 0
  }
}
