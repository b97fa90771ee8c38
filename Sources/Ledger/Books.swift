import Vocabulary

/// The sums, made from the lines and nothing else.
struct Books: Sendable {
  /// Reservations that are neither settled nor released, by id.
  private(set) var open: [String: LedgerLine] = [:]
  private var closed: Set<String> = []
  /// What is spent or set aside.
  private var jobs: [String: MicroDollars] = [:]
  private var days: [String: MicroDollars] = [:]
  private var providers: [ProviderDay: MicroDollars] = [:]

  private struct ProviderDay: Hashable {
    var day: String
    var provider: String
  }
  enum CallState { case open, closed }

  init(_ lines: [LedgerLine]) {
    for line in lines { add(line) }
  }

  func state(of id: String) -> CallState? { open[id] != nil ? .open : closed.contains(id) ? .closed : nil }
  func spent(onJob job: String) -> MicroDollars { jobs[job] ?? 0 }
  func spent(on day: String) -> MicroDollars { days[day] ?? 0 }
  func spent(on day: String, by provider: String) -> MicroDollars {
    providers[ProviderDay(day: day, provider: provider)] ?? 0
  }

  /// Counts a line; one that repeats what was already said changes nothing.
  mutating func add(_ line: LedgerLine) {
    switch line.event {
    case .reserved:
      guard state(of: line.id) == nil else { return }
      open[line.id] = line
      book(line.amount ?? 0, line)
    case .settled, .released:
      // The day of the reservation counts: a call that ends after midnight uses up yesterday's limit.
      guard let reserved = open.removeValue(forKey: line.id) else { return }
      closed.insert(line.id)
      book((line.amount ?? 0) - (reserved.amount ?? 0), reserved)
    }
  }

  private mutating func book(_ amount: MicroDollars, _ line: LedgerLine) {
    jobs[line.job, default: 0] += amount
    days[line.day, default: 0] += amount
    providers[ProviderDay(day: line.day, provider: line.provider), default: 0] += amount
  }
}
