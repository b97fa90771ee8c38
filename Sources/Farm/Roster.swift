// The jobs that want work, best first. Only the first few dozen are looked at closely; of the others the roster keeps
// three values each, so that memory does not grow with the backlog.
import Spool

/// A bounded view of an unbounded backlog.
struct Roster {
  struct Entry: Comparable {
    var job: String
    var state: JobState
    var priority: Int
    var adopted: String

    static func < (a: Entry, b: Entry) -> Bool {
      (-a.priority, a.adopted, a.job) < (-b.priority, b.adopted, b.job)
    }
  }

  private let limit: Int
  private var waiting: [Entry] = []
  private(set) var active: Set<String> = []
  private var known: [String: Entry] = [:]

  init(limit: Int) { self.limit = limit }

  var backlog: Int { waiting.count }

  func has(_ job: String) -> Bool { known[job] != nil }
  func state(of job: String) -> JobState? { known[job]?.state }

  /// Notes a job that wants work, or that it has another state now.
  mutating func note(_ entry: Entry) {
    if let old = known[entry.job], old == entry, old.state == entry.state { return }
    if active.contains(entry.job) {
      known[entry.job] = entry
      return
    }
    remove(entry.job)
    known[entry.job] = entry
    waiting.insert(entry, at: place(of: entry))
  }

  mutating func remove(_ job: String) {
    guard let entry = known.removeValue(forKey: job) else { return }
    if active.remove(job) == nil {
      let index = place(of: entry)
      if index < waiting.count, waiting[index].job == job { waiting.remove(at: index) }
    }
  }

  /// Makes the best waiting jobs active while there is room; their names.
  mutating func promote() -> [String] {
    var promoted: [String] = []
    while active.count < limit, !waiting.isEmpty {
      let entry = waiting.removeFirst()
      active.insert(entry.job)
      promoted.append(entry.job)
    }
    return promoted
  }

  private func place(of entry: Entry) -> Int {
    var low = 0
    var high = waiting.count
    while low < high {
      let middle = (low + high) / 2
      if waiting[middle] < entry { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
